// From "which kind of post?" to a number: the ways others went, two side by side, one post more.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`models-${name}`);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: true },
  { on: "phone", theme: "light", language: "en", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`ways to organise the post, side by side: ${name}`, async ({ visit }) => {
    const director = await visit("director", dress);
    await director.go("/job-descriptions");
    await director.page.locator('main a[href="/models"]').click();
    await look(director, `list-${name}`);
    const go = director.page.locator('main form[action="/models/comparison"] button');
    await director.page.locator('input[value="pool"]').check();
    await go.click();
    await director.page.locator("#compare-why").waitFor();
    await look(director, `one-${name}`);
    await director.page.locator('input[value="pool"]').check();
    await director.page.locator('input[value="building"]').check();
    await go.click();
    await director.page.locator(".side-by-side").waitFor();
    assert.equal(await director.page.locator(".side-by-side section").count(), 2);
    await look(director, `compared-${name}`);

    await director.go("/models/what-if");
    await director.page.locator("#teachers").fill("many");
    await director.page.locator('main form[action="/models/what-if"] button').click();
    await director.page.locator("#teachers-why").waitFor();
    await look(director, `refused-${name}`);
    await director.page.locator("#teachers").fill("120");
    await director.page.locator("#cost").fill("70000");
    await director.page.locator("#buildings").fill("3");
    await director.page.locator('main form[action="/models/what-if"] button').click();
    await director.page.locator("main table").waitFor();
    assert.equal(await director.page.locator("main thead th").count(), 3);
    await look(director, `reckoned-${name}`);
    // On the real timetable it names visits: a coach's.
    const coach = await visit("coach", dress);
    await coach.go("/models/what-if");
    await coach.page.locator('main a[href="/what-if?change=coach_more"]').click();
    await coach.page.locator('input[value="coach_more"]:checked').waitFor();
  });
}
