// A coach looks at what was given and asked, invites, and notes what came of it; a teacher never
// sees a number of it.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function sees(visitor, pattern) {
  await visitor.page.locator("main", { hasText: pattern }).waitFor();
}

// The teacher of the sample's cast, as the coach finds them.
async function pageOf(coach, name) {
  await coach.go(`/people?q=${encodeURIComponent(name)}`);
  return coach.page.locator("main .rows a.row").first().getAttribute("href");
}

// Logs a small help, as often as wanted.
async function help(coach, person, times) {
  for (let i = 0; i < times; i += 1) {
    await coach.go(`/log?person=${person.split("/").pop()}`);
    await coach.page.locator('#kind label.chip', { hasText: "Fixing" }).first().click();
    await coach.page.locator('button[name="minutes"]').first().click();
    await coach.page.locator("[data-saved]").first().waitFor();
  }
}

async function invite(coach, words) {
  await coach.page.locator("#words").fill(words);
  await coach.page.locator('form[action$="/stretches"] button').first().click();
}

for (const script of [true, false]) {
  const how = script ? "" : " without script";
  journey(`a coach gives, asks and notes the answer${how}`, async ({ visit }) => {
    const coach = await visit("coach", { on: "phone", script });
    const teacher = await visit("teacher", { on: "phone", script });
    const person = await pageOf(coach, teacher.name);
    await help(await visit("coach", { script }), person, 4);
    await coach.go(person);
    await coach.page.locator(`main a[href="${person}/credit"]`).click();
    await sees(coach, /Giving and asking/);
    await coach.says(/only me/);
    await coach.says(/A good moment to ask|You have waited long/);
    await coach.says(/You fixed something\. A small help\. It gives\./);
    await coach.fits();
    if (script) {
      await coach.axe();
      await coach.shot("credit-good-phone");
    }
    const words = script ? "Plan from exit slips" : "Plan from exit slips, on paper";
    await invite(coach, words);
    await sees(coach, new RegExp(words));
    const open = coach.page.locator('form[action$="/reply"]', { hasText: words });
    await coach.tap(open.locator('button[value="accepted"]').first());
    await sees(coach, /Answered/);
    await coach.says(new RegExp(`${words} yes`));
    await teacher.go("/my-help");
    await teacher.says(/Help you had/);
    for (const hidden of [words, "credit", "It gives", "good moment"]) {
      await teacher.saysNothingOf(hidden);
    }
    assert.equal(await teacher.go(`${person}/credit`), 403);
  });
}

journey("after two pushes the page asks and explains, and the coach decides", async ({ visit }) => {
  const coach = await visit("coach", { on: "phone" });
  const teacher = await visit("teacher");
  const person = await pageOf(coach, teacher.name);
  await coach.go("/people");
  // Somebody who had no help today.
  const other = await coach.page.locator(`main .rows a.row:not([href="${person}"])`).nth(20)
    .getAttribute("href");
  await coach.go(`${other}/credit`);
  for (const words of ["A podcast", "A film"]) {
    await invite(coach, words);
    await sees(coach, new RegExp(`You invited: ${words}`));
  }
  await coach.says(/Support first\./);
  await invite(coach, "A play");
  await sees(coach, /twice with no help between/);
  assert.equal(await coach.page.locator("#words").inputValue(), "A play");
  await coach.axe();
  await coach.fits();
  await coach.shot("credit-guard-phone");
  await coach.tap("#guard");
  await sees(coach, /You invited: A play/);
  // And the other way: help first.
  await help(await visit("coach"), other, 1);
  await coach.go(`${other}/credit`);
  await invite(coach, "A song");
  await sees(coach, /You invited: A song/);
});

journey("giving and asking by keyboard alone", async ({ visit }) => {
  const coach = await visit("coach");
  const teacher = await visit("teacher");
  const person = await pageOf(coach, teacher.name);
  await coach.go(person);
  await coach.press(`main a[href="${person}/credit"]`);
  await coach.page.waitForURL("**/credit");
  await coach.write("#words", "By keyboard");
  await coach.press('form[action$="/stretches"] button');
  await sees(coach, /You invited: By keyboard/);
  await coach.press('main form[action$="/reply"] a.button');
  await coach.page.waitForURL(/\/stretches\/[0-9a-z]{26}$/);
  await coach.choose('#reply input[type="radio"]', '[value="later"]');
  await coach.write("#reason", "After the play");
  await coach.press("form button.first");
  await sees(coach, /later, said/);
});

const dresses = [
  { on: "phone", theme: "light", language: "en" },
  { on: "laptop", theme: "dark", language: "fr" },
];
for (const dress of dresses) {
  const words = Object.values(dress).join("-");
  journey(`every page of giving and asking: ${words}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    const teacher = await visit("teacher");
    const person = await pageOf(coach, teacher.name);
    const troubles = [];
    const look = async (visitor, path) => {
      const status = await visitor.go(path);
      if (status !== 200) troubles.push(`${path}: ${status}`);
      const name = path.replace(/[0-9a-z]{26}/g, "one").replace(/\W+/g, "-");
      await visitor.shot(`ledger${name}-${words}`);
      await visitor.fits().catch((trouble) => troubles.push(trouble.message));
      await visitor.axe().catch((trouble) => troubles.push(trouble.message));
    };
    await look(coach, `${person}/credit`);
    await coach.says(dress.language === "fr" ? /sur cent/ : /in a hundred/);
    await look(coach, "/stretches");
    const one = await coach.page.locator('main a[href^="/stretches/"]').first()
      .getAttribute("href");
    await look(coach, one);
    const admin = await visit("district_admin", dress);
    await look(admin, "/settings/ledger");
    await look(admin, "/settings/ledger/ending");
    assert.equal(troubles.length, 0, troubles.join("\n"));
    if (dress.language === "fr") {
      for (const visitor of [coach, admin]) await visitor.speak("en");
    }
  });
}

// The last one: nothing is left after it.
journey("a district switches giving and asking off, and nothing remains", async ({ visit }) => {
  const coach = await visit("coach");
  const admin = await visit("district_admin");
  const teacher = await visit("teacher");
  const person = await pageOf(coach, teacher.name);
  assert.equal(await coach.go(`${person}/credit`), 200);
  await admin.go("/settings");
  await admin.page.locator('main a[href="/settings/ledger"]').click();
  await admin.page.locator('main a[href="/settings/ledger/ending"]').click();
  await admin.page.locator("main form button.grave").click();
  await sees(admin, /Nothing of it is kept/);
  assert.equal(await coach.go(`${person}/credit`), 404);
  await coach.go(person);
  assert.equal(await coach.page.locator('a[href$="/credit"]').count(), 0);
});
