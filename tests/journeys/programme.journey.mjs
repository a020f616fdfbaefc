// Those who lead see that the programme reaches people, and nothing about any one of them.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

// Names and words that a coach can see, so that we know what to look for.
async function secrets(coach) {
  await coach.go("/people");
  const names = await coach.page.locator("main .rows .row-title").allInnerTexts();
  await coach.go("/requests");
  const words = await coach.page.locator("main .rows .row-words").allInnerTexts();
  return [...names, ...words].map((text) => text.trim()).filter((text) => text.length > 5);
}

for (const role of ["principal", "director"]) {
  journey(`a ${role} sees counts, and no name and no word of anybody`, async ({ visit }) => {
    const coach = await visit("coach");
    const hidden = await secrets(coach);
    assert.ok(hidden.length > 20, "the sample gives nothing to look for");
    const leader = await visit(role);
    await leader.go("/programme");
    await leader.says(/\d/);
    await leader.axe();
    await leader.shot(`programme-${role}`);
    for (const text of hidden) {
      if (text !== leader.name) await leader.saysNothingOf(text);
    }
  });

  journey(`a ${role} who tries the coach's pages finds nothing`, async ({ visit }) => {
    const coach = await visit("coach");
    await coach.go("/people");
    const person = await coach.page.locator("main .rows a.row").first().getAttribute("href");
    await coach.go("/requests");
    const request = await coach.page.locator("main .rows a.row").first().getAttribute("href");
    const leader = await visit(role);
    for (const path of ["/today", "/log", "/people", "/requests", "/contacts", person, request]) {
      const status = await leader.go(path);
      assert.ok(status === 403 || status === 404, `${path} answered ${status}`);
    }
  });
}
