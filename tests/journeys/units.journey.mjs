// The units of the year: what was carried through, what comes next, and what the years may bring;
// of a teacher, and of a team.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`units-${name}`);
}

async function keep(visitor, lines) {
  await visitor.page.locator("#units").fill(lines);
  await visitor.page.locator("main form button.first").click();
  await visitor.page.locator('.notice[role="status"]').waitFor();
}

const english = {
  sure: /about four such guesses of five come true/,
  guess: /between the school years|in the school year/,
};
const french = { sure: /environ quatre sur cinq/, guess: /années? scolaires?/ };
const dresses = [
  { on: "phone", theme: "light", language: "en", script: true, ...english },
  { on: "laptop", theme: "dark", language: "fr", script: true, ...french },
  { on: "laptop", theme: "light", language: "en", script: false, ...english },
];
for (const { sure, guess, ...dress } of dresses) {
  const name = `${dress.on}-${dress.language}${dress.script ? "" : "-plain"}`;
  journey(`the units of a teacher and of a team: ${name}`, async ({ visit }) => {
    const teacher = await visit("teacher", dress);
    await teacher.go("/cycles");
    await teacher.page.locator('main a[href$="/units"]').click();
    await teacher.page.locator("#units").waitFor();
    const path = new URL(teacher.page.url()).pathname;
    await teacher.says(sure);
    await teacher.says(guess);
    await teacher.says(/Stories of our town/);
    await look(teacher, `teacher-${name}`);
    const before = await teacher.page.locator("#units").inputValue();
    await keep(teacher, `${before}A letter to the future`);
    await teacher.says(/A letter to the future/);
    await teacher.page.locator('main a[href^="/teams/"][href$="/units"]').first().click();
    await teacher.page.locator("#units").waitFor();
    const team = new URL(teacher.page.url()).pathname;
    await look(teacher, `team-${name}`);
    await teacher.page.locator("#units").fill("x".repeat(201));
    await teacher.page.locator("main form button.first").click();
    await teacher.page.locator('.refusal[role="alert"]').waitFor();
    assert.equal(await teacher.page.locator("#units").inputValue(), "x".repeat(201));
    await look(teacher, `refused-${name}`);

    // The coach finds both, and reads the same words.
    const coach = await visit("coach", dress);
    await coach.go(path.replace(/\/units$/, ""));
    await coach.page.locator(`main a[href="${path}"]`).click();
    await coach.page.locator("#units").waitFor();
    await coach.says(sure);
    await look(coach, `coach-${name}`);
    await coach.go(team.replace(/\/units$/, ""));
    await coach.page.locator(`main a[href="${team}"]`).click();
    await coach.page.locator("#units").waitFor();
    await look(coach, `team-coach-${name}`);
    await teacher.go(path);
    await keep(teacher, before);

    const principal = await visit("principal", { language: dress.language });
    assert.equal(await principal.go(path), 403);
    assert.equal(await principal.go(team), 403);
  });
}
