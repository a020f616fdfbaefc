// A teacher subscribes to what is planned with them, and lets planning go around what they keep
// elsewhere.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const file = {
  name: "mine.ics",
  mimeType: "text/calendar",
  buffer: Buffer.from([
    "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "SUMMARY:Dentist of nobody",
    "DTSTART:20200101T150000Z", "DTEND:20200101T160000Z", "RRULE:FREQ=DAILY", "END:VEVENT",
    "END:VCALENDAR", ""].join("\r\n")),
};

for (const script of [true, false]) {
  const how = script ? "" : " without script";
  journey(`a teacher's calendar goes out and comes in${how}`, async ({ visit }) => {
    const teacher = await visit("teacher", { on: "phone", script });
    await teacher.go("/account/calendar");
    const page = teacher.page;
    await page.locator('form[action="/account/calendar/address"] button').first().click();
    const address = await page.locator(".notice code").textContent();
    assert.match(address, /\/calendars\/[\w-]{27}\.ics$/);
    if (script) {
      await teacher.axe();
      await teacher.fits();
      await teacher.shot("calendar-address-phone");
    }
    const path = new URL(address).pathname;
    const read = await page.request.get(new URL(path, page.url()).href);
    assert.equal(read.status(), 200);
    assert.match(await read.text(), /^BEGIN:VCALENDAR\r\n/);
    await teacher.go("/account/calendar");
    assert.equal(await page.getByText(path).count(), 0);
    await page.locator("#address").fill("not an address");
    await page.locator('form[action="/account/calendar/feeds"] button').last().click();
    await teacher.says(/https:\/\//);
    assert.equal(await page.locator("#address").inputValue(), "not an address");
    await page.locator("#file").setInputFiles(file);
    await page.locator('form[action="/account/calendar/files"] button').click();
    await teacher.says(/mine\.ics/);
    await teacher.says(/[AP]M to \d/);
    assert.equal(await page.getByText("Dentist").count(), 0);
    if (script) {
      await teacher.axe();
      await teacher.fits();
      await teacher.shot("calendar-kept-phone");
    }
    await page.locator('form[action^="/account/calendar/feeds/"] button').first().click();
    await page.waitForURL("**/account/calendar");
    assert.equal(await page.getByText("mine.ics").count(), 0);
  });
}
