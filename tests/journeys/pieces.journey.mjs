// A coach writes a piece of advice and which model the district has, is told what is no number,
// and sees who else has the model; a director ticks them.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`pieces-${name}`);
}

async function keep(visitor) {
  await visitor.page.locator("main form button.first").click();
}

const dresses = [
  { on: "laptop", theme: "dark", language: "fr", script: true },
  { on: "phone", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "en", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.theme}`;
  journey(`what districts write for each other: ${name}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    await coach.go("/exchange/pieces");
    await look(coach, `empty-${name}`);
    await coach.go("/exchange/pieces/form?kind=advice");
    await look(coach, `advice-${name}`);
    await coach.page.locator("#title").fill("Begin small");
    await coach.page.locator("#words").fill("Three schools first, then the others.");
    await keep(coach);
    await coach.page.waitForURL(/\/pieces\/[a-z0-9]{26}/);
    await look(coach, `kept-${name}`);

    await coach.go("/exchange/pieces/form?kind=model");
    await look(coach, `model-${name}`);
    await coach.page.locator("#title").fill("A pool of two");
    await coach.page.locator("#model").selectOption("pool");
    await coach.page.locator("#how").fill("Better in the second year.");
    await coach.page.locator("#teachers").fill("many");
    await keep(coach);
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    assert.equal(await coach.page.locator("#how").inputValue(), "Better in the second year.");
    await look(coach, `refused-${name}`);
    await coach.page.locator("#teachers").fill("120");
    await coach.page.locator("#posts").fill("2.5");
    await keep(coach);
    await coach.page.waitForURL(/\/pieces\/[a-z0-9]{26}/);
    await coach.go("/exchange/pieces");
    await look(coach, `list-${name}`);
    await coach.go("/models");
    await coach.page.locator('main a[href="/exchange/models/pool"]').click();
    await look(coach, `having-${name}`);

    const director = await visit("director", dress);
    await director.go("/exchange/own");
    await director.says(/A pool of two/);
    await look(director, `own-${name}`);
  });
}
