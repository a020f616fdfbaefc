// A coach writes down what was done: by thumb, by keyboard, without script, in French.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const saved = "[data-saved]";
const recent = ".log-bar li a";
const thumb = 3;  // Seconds a person needs for one tap: look, move, press.

journey("a coach logs a contact in three taps and fifteen seconds", async ({ visit }) => {
  const coach = await visit("coach", { on: "phone" });
  await coach.go("/today");
  await coach.axe();
  const began = Date.now();
  await coach.tap(recent);
  await coach.tap(coach.page.locator("#kind label.chip:visible").first());
  await coach.tap('button[name="minutes"][value="15"]');
  await coach.page.locator(saved).waitFor();
  const seconds = (Date.now() - began) / 1000 + coach.taps * thumb;
  assert.equal(coach.taps, 3);
  assert.ok(seconds <= 15, `${seconds} s with ${thumb} s a tap`);
  await coach.axe();
  await coach.fits();
  await coach.shot("log-saved-phone");
});

journey("what was logged stands on Today, and one press takes it back", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/today");
  const before = await coach.page.locator(".thread > li").count();
  await coach.page.locator(recent).first().click();
  await coach.page.locator("#kind label.chip:visible").first().click();
  await coach.page.locator('button[name="minutes"][value="30"]').click();
  await coach.page.locator(saved).waitFor();
  assert.equal(await coach.page.locator(".thread > li").count(), before + 1);
  await coach.page.locator(`${saved} form[action$="/withdrawal"] button`).click();
  await coach.page.waitForURL("**/today*");
  assert.equal(await coach.page.locator(".thread > li").count(), before);
});

journey("a coach logs a contact with the keyboard alone", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/today");
  await coach.press(recent);
  await coach.page.waitForURL("**/log*");
  await coach.choose('input[name="kind"]', 1);
  await coach.press('button[name="minutes"][value="10"]');
  await coach.page.locator(saved).waitFor();
});

journey("a coach logs a contact without script", async ({ visit }) => {
  const coach = await visit("coach", { script: false });
  await coach.go("/log");
  await coach.page.locator("#person label.chip").first().click();
  await coach.page.locator("#kind label.chip:visible").nth(1).click();
  await coach.page.locator('button[name="minutes"][value="45"]').click();
  await coach.page.locator(saved).waitFor();
});

journey("a coach who forgot to say what it was loses nothing", async ({ visit }) => {
  const coach = await visit("coach", { on: "phone", theme: "dark", language: "fr" });
  await coach.go("/log");
  await coach.tap(coach.page.locator("#person label.chip").first());
  await coach.page.locator('button[name="minutes"][value="5"]').click();
  await coach.page.locator('.refusal[role="alert"]').waitFor();
  assert.ok(await coach.page.locator("#person input").first().isChecked());
  await coach.axe();
  await coach.fits();
  await coach.shot("log-refused-phone-dark-fr");
});

journey("a name spelled roughly still finds the person", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/people");
  const row = coach.page.locator("main .rows .row-title").first();
  const name = (await row.innerText()).trim();
  const rough = name.slice(0, -1).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  await coach.go(`/people?q=${encodeURIComponent(rough)}`);
  const found = await coach.page.locator("main .rows .row-title").allInnerTexts();
  assert.ok(found.some((title) => title.trim() === name), `"${rough}" did not find ${name}`);
});
