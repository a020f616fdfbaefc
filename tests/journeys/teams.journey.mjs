// A coach makes a team of people who plan together, and logs help for all of them at once.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const saved = "[data-saved]";

async function makeTeam(coach, name) {
  await coach.go("/teams");
  await coach.page.locator("#name").fill(name);
  await coach.page.locator('form[action="/teams"] button.first').click();
  await coach.page.waitForURL("**/teams/*");
  for (const letters of ["an", "ma"]) {
    await coach.page.locator("#q").fill(letters);
    await coach.page.locator('main form[role="search"] button').click();
    await coach.page.locator("#person label.chip").first().click();
    await coach.page.locator('form[action$="/members"] button.first').click();
    await coach.page.locator(saved).waitFor();
  }
}

for (const script of [true, false]) {
  const how = script ? "" : " without script";
  journey(`a coach makes a team and logs help for all of it${how}`, async ({ visit }) => {
    const coach = await visit("coach", { on: "phone", script });
    const name = script ? "Podcast friends" : "Robot friends";
    await makeTeam(coach, name);
    if (script) {
      await coach.axe();
      await coach.fits();
      await coach.shot("team-phone");
    }
    await coach.page.locator('main a.button.first[href^="/log?team="]').click();
    await coach.says(new RegExp(`What did you do with ${name}`));
    await coach.page.locator("#kind label.chip:visible").first().click();
    await coach.page.locator('button[name="minutes"][value="30"]').click();
    await coach.page.locator(saved).waitFor();
    await coach.go("/contacts");
    await coach.says(/and one other|and \w+/);
  });
}

journey("the log finds a team while one types", async ({ visit }) => {
  const coach = await visit("coach");
  await makeTeam(coach, "Library friends");
  await coach.go("/log");
  await coach.page.locator("#q").pressSequentially("libr");
  await coach.page.locator('[role="option"]', { hasText: "Library friends" }).click();
  const box = coach.page.locator('#person input[name="team"]');
  assert.ok(await box.isChecked());
  await coach.page.locator("#kind label.chip:visible").first().click();
  await coach.page.locator('button[name="minutes"][value="15"]').click();
  await coach.page.locator(saved).waitFor();
});

journey("a representative of the network sees districts as counts", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/people");
  const names = await coach.page.locator("main .rows .row-title").allInnerTexts();
  assert.ok(names.length > 10, "the sample gives nothing to look for");
  const representative = await visit("network_rep", { on: "phone" });
  await representative.go("/network");
  await representative.says(/Lakeside Unified.*\d/);
  await representative.axe();
  await representative.fits();
  await representative.shot("network-phone");
  for (const name of names) {
    if (name !== representative.name) await representative.saysNothingOf(name);
  }
});
