// A year's rounds: the coach invites, a teacher says which round suits, and beyond the room of the
// week the coach is asked and told why.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`rounds-${name}`);
}

function form(visitor, action) {
  return visitor.page.locator(`main form[action="${action}"]`);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`a teacher says which round suits: ${name}`, async (stage) => {
    const coach = await stage.visit("coach", dress);
    await coach.go("/round");
    await look(coach, `coach-${name}`);
    await form(coach, "/round/invitations").locator("button").click();
    await coach.page.locator("main h1").waitFor();
    await coach.page.locator("main details > summary").first().click();
    await coach.page.locator("#fte_percent").fill("soon");
    await form(coach, "/round/week").locator("button").click();
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    assert.equal(await coach.page.locator("#fte_percent").inputValue(), "soon");
    await look(coach, `week-refused-${name}`);
    await coach.page.locator("#fte_percent").fill("5");
    await form(coach, "/round/week").locator("button").click();
    await coach.page.locator('.refusal[role="alert"]').waitFor({ state: "detached" });

    const teacher = await stage.visit("teacher", dress);
    await teacher.go("/round");
    await look(teacher, `teacher-${name}`);
    await form(teacher, "/round/answer").locator('input[name="round"]').first().check();
    await form(teacher, "/round/answer").locator("button").click();
    await teacher.page.locator("main h1").waitFor();
    await look(teacher, `answered-${name}`);

    await coach.go("/round");
    await look(coach, `waiting-${name}`);
    const waiting = coach.page.locator('main a[href^="/round/enrolments/"]');
    await waiting.filter({ hasText: teacher.name }).first().click();
    const acceptance = coach.page.locator('main form[action$="/acceptance"]');
    await acceptance.locator("button").click();
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    await look(coach, `beyond-${name}`);
    await acceptance.locator('input[name="beyond"]').check();
    await acceptance.locator("button").click();
    const taken = coach.page.locator("main li", { hasText: teacher.name })
      .locator('a[href^="/cycles/new?person="]');
    await taken.first().waitFor();
    await look(coach, `taken-${name}`);
    // A cycle with them begins with their name chosen.
    await coach.go(await taken.first().getAttribute("href"));
    const chosen = coach.page.locator("#person label.chip", { hasText: teacher.name });
    assert.ok(await chosen.locator("input").isChecked());
    await teacher.go("/round");
    await look(teacher, `in-${name}`);
    assert.equal(await teacher.page.locator('main a[href^="/round/enrolments/"]').count(), 0);
    await form(teacher, "/round/answer").locator('input[value="0"]').check();
    await form(teacher, "/round/answer").locator("button").click();
    await teacher.page.locator("main h1").waitFor();
    await coach.go("/round");
    assert.equal(await taken.count(), 0);
  });
}
