// A teacher asks, a coach takes it up, the teacher sees where it stands.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { journey } from "./stage.mjs";

const wish = "My class would like to record a podcast about the river.";

async function ask(teacher, words) {
  await teacher.go("/my-help");
  await teacher.page.locator("#words").fill(words);
  await teacher.page.locator('main form[action="/my-help"] button').click();
  await teacher.page.locator("main a.row", { hasText: words.slice(0, 30) }).first().waitFor();
}

// The request with these words, in the coach's list of those that wait.
async function open(coach, words) {
  await coach.go("/requests");
  await coach.page.locator("a.row", { hasText: words.slice(0, 30) }).first().click();
  await coach.page.waitForURL("**/requests/*");
}

journey("a teacher asks, a coach helps, and closing it fills in the log", async ({ visit }) => {
  const teacher = await visit("teacher", { on: "phone" });
  await teacher.go("/my-help");
  await teacher.axe();
  await teacher.fits();
  await ask(teacher, wish);
  await teacher.shot("my-help-asked-phone");

  const coach = await visit("coach");
  await open(coach, wish);
  await coach.axe();
  await coach.page.locator("main .actions button.first").first().click();
  await coach.page.locator('form[action$="/closure"] button').first().waitFor();
  await coach.axe();
  await coach.shot("request-taken");

  await teacher.go("/my-help");
  await teacher.says(new RegExp(coach.name.split(" ")[0]));
  await teacher.axe();

  await coach.page.locator('form[action$="/closure"] button').first().click();
  await coach.page.waitForURL("**/log*");
  assert.ok(await coach.page.locator('#person input[name="person"]').first().isChecked());
  await coach.axe();
  await coach.page.locator("#kind label.chip:visible").first().click();
  await coach.page.locator('button[name="minutes"][value="30"]').click();
  await coach.page.locator("[data-saved]").waitFor();

  await teacher.go("/my-help");
  const row = teacher.page.locator("a.row", { hasText: wish.slice(0, 30) });
  await row.locator(".signal.done").waitFor();
  await teacher.shot("my-help-done-phone");
});

journey("asking and triage go with the keyboard alone", async ({ visit }) => {
  const words = "The tablets of room nine do not find the network.";
  const teacher = await visit("teacher");
  await teacher.go("/my-help");
  await teacher.write("#words", words);
  await teacher.press('main form[action="/my-help"] button');
  await teacher.page.locator("a.row", { hasText: words }).first().waitFor();

  const coach = await visit("coach");
  await coach.go("/requests");
  const href = await coach.page.locator("a.row", { hasText: words }).first().getAttribute("href");
  await coach.press(`a.row[href="${href}"]`);
  await coach.page.waitForURL(`**${href}`);
  await coach.press("main details summary");
  await coach.choose('input[name="to"]', 'input[name="to"][value="support"]');
  await coach.press('form[action$="/triage"] button');
  await coach.page.locator("[data-saved]").waitFor();
  await coach.axe();
});

journey("asking, triage and closing go without script", async ({ visit }) => {
  const words = "Could somebody look at the sound in the hall?";
  const teacher = await visit("teacher", { script: false });
  await ask(teacher, words);
  const coach = await visit("coach", { script: false, on: "phone" });
  await open(coach, words);
  await coach.page.locator("main .actions button.first").first().click();
  await coach.page.locator('form[action$="/closure"] button').first().click();
  await coach.page.waitForURL("**/log*");
});

journey("a coach notes a wish for somebody met in the hall, in five seconds", async ({ visit }) => {
  const coach = await visit("coach");
  const teacher = await visit("teacher");
  await coach.go("/requests");
  const began = Date.now();
  await coach.page.locator("#who").fill(teacher.name);
  await coach.page.locator("main form #words").fill("A spare charger, before Friday.");
  await coach.page.locator('form[action="/requests"] button').click();
  await coach.page.locator("[data-saved], main h1").first().waitFor();
  assert.ok(Date.now() - began < 5000);
  await teacher.go("/my-help");
  await teacher.says(/A spare charger, before Friday\./);
});

journey("mail says where it stands, and never what was written", async (stage) => {
  const words = "Nobody but us needs to know about the grading mix-up.";
  const teacher = await stage.visit("teacher", { language: "fr" });
  await ask(teacher, words);
  const coach = await stage.visit("coach");
  await open(coach, words);
  await coach.page.locator("main .actions button.first").first().click();
  await coach.page.locator('form[action$="/closure"]').first().waitFor();
  const folder = stage.mail();
  let letters = [];
  for (let tries = 0; tries < 100 && letters.length === 0; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    const names = await readdir(folder).catch(() => []);
    letters = names.filter((name) => name.endsWith(".eml"));
  }
  assert.ok(letters.length > 0, "no mail went out");
  for (const name of letters) {
    const letter = await readFile(join(folder, name), "utf8");
    assert.ok(!letter.includes("grading"), `${name} tells what was written`);
    const parts = letter.split("\r\n\r\n");
    const plain = Buffer.from(parts.slice(1).join(""), "base64").toString("utf8");
    assert.ok(!plain.includes("grading"), `${name} tells what was written`);
  }
});
