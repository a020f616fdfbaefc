// A coach offers times; a peer of another district books one without an account, and calls it off.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
  { on: "phone", theme: "light", language: "fr", script: true },
];
for (const [nth, dress] of dresses.entries()) {
  const name = `${dress.on}-${dress.language}-${dress.theme}`;
  journey(`a peer books a call: ${name}`, async ({ visit }) => {
    const look = async (visitor, what) => {
      await visitor.fits();
      if (visitor.script) await visitor.axe();
      await visitor.shot(`calls-${what}-${name}`);
    };
    const coach = await visit("coach", dress);
    await coach.go("/inquiries");
    await coach.page.locator('main a[href="/calls"]').click();
    await coach.page.locator("#from").fill(`1${nth}:30`);
    await coach.page.locator("#in_a_row").fill("2");
    await coach.page.locator("#place").fill(" ");
    const button = coach.page.locator('main form[action="/calls"] button');
    await button.click();
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    assert.equal(await coach.page.locator("#from").inputValue(), `1${nth}:30`);
    await coach.page.locator("#place").fill("https://meet.example/rosa");
    await button.click();
    await coach.page.waitForURL(/\/calls(\?|$)/);
    await look(coach, "offered");
    const link = await coach.page.locator('main a[href*="/calls/with/"]').getAttribute("href");

    const peer = await visit("nobody", dress);
    await peer.go(new URL(link).pathname);
    await look(peer, "free");
    const free = await peer.page.locator('[name="time"]').count();
    await peer.page.locator("#name").fill("Mina Peer");
    await peer.page.locator("#email").fill("mina@elsewhere.example");
    await peer.page.locator("#words").fill("How do you divide your week?");
    await peer.page.locator("main form button").click();
    await peer.page.locator('.refusal[role="alert"]').waitFor();
    assert.match(await peer.page.locator("#words").inputValue(), /divide your week/);
    await look(peer, "unchosen");
    await peer.page.locator('[name="time"]').first().check();
    await peer.page.locator("main form button").click();
    await peer.page.waitForURL(/\/bookings\/[a-z0-9]{26}/);
    await look(peer, "booked");

    await coach.go("/calls");
    assert.match(await coach.page.locator("main").innerText(), /Mina Peer/);
    await look(coach, "guest");

    await peer.page.locator("main form button").click();
    await peer.page.waitForURL(/\/calls\/with\/[a-z0-9]{26}(\?|$)/);
    assert.equal(await peer.page.locator('[name="time"]').count(), free);
  });
}
