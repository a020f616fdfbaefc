// From the foot of any page to a school, a standard, what the work is called elsewhere.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`search-${name}`);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: true },
  { on: "phone", theme: "light", language: "en", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}${dress.script ? "" : "-plain"}`;
  journey(`search finds and marks, and is kind where nothing is: ${name}`, async ({ visit }) => {
    const teacher = await visit("teacher", dress);
    await teacher.go("/models");
    await teacher.page.locator('footer a[href="/search"]').click();
    await teacher.page.locator("#q").waitFor();
    await look(teacher, `empty-${name}`);

    // By the keyboard alone.
    await teacher.page.locator("#q").fill("coach");
    await teacher.page.locator("#q").press("Enter");
    await teacher.page.locator("main mark").first().waitFor();
    await look(teacher, `found-${name}`);
    await teacher.page.locator("#kind").selectOption("model");
    await teacher.page.locator('main form[action="/search"] button').click();
    const first = teacher.page.locator("main a.row").first();
    assert.match(await first.getAttribute("href"), /^\/models#/);

    // A slip of the hand.
    await teacher.page.locator("#q").fill("techonlogy coach");
    await teacher.page.locator("#kind").selectOption("");
    await teacher.page.locator("#q").press("Enter");
    await look(teacher, `slip-${name}`);
    await teacher.page.locator('main a[href^="/search?q=technology"]').click();
    await teacher.page.locator("main mark").first().waitFor();

    await teacher.page.locator("#q").fill("<b>submarine</b> &");
    await teacher.page.locator("#q").press("Enter");
    await teacher.page.locator("main .empty").waitFor();
    assert.equal(await teacher.page.locator("#q").inputValue(), "<b>submarine</b> &");
    await look(teacher, `nothing-${name}`);
  });
}
