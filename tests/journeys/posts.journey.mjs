// From "there is no job description" to one in force: a template, the shares, those affected, the
// superintendent, the board; then what everybody reads.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`posts-${name}`);
}

const button = (visitor, action) =>
  visitor.page.locator(`main form[action$="${action}"] button:not([form])`).first();

async function press(visitor, action, next) {
  await button(visitor, action).click();
  await visitor.page.waitForURL(next);
}

// A template, one more duty of the library, and shares that come to a hundred.
async function draft(author, title) {
  await author.go("/job-descriptions/new");
  await author.page.locator("#title").fill(title);
  await author.page.locator('#model input[value="building"]').check();
  await press(author, "/job-descriptions", /\/versions\/1$/);
  const address = new URL(author.page.url()).pathname;
  await author.go(`${address}/library?q=newsleter`);
  await press(author, "/duties", /\/library/);
  await author.go(address);
  return address;
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
  { on: "phone", theme: "light", language: "en", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`a job description comes into force: ${name}`, async ({ visit }) => {
    const author = await visit("director", dress);
    await author.go("/settings");
    await author.page.locator('main a[href="/job-descriptions"]').click();
    await look(author, `list-${name}`);
    const address = await draft(author, "Technology coach");
    const shares = author.page.locator("[data-share]");
    assert.equal(await shares.count(), 13);
    // One share too much is kept as a draft, and goes no further.
    const last = shares.last();
    const was = Number(await last.inputValue());
    await last.fill(String(was + 2));
    if (dress.script) assert.match(await author.page.locator("[data-left-at]").innerText(), /\d/);
    await author.page.locator('button[form="shares-form"]').click();
    await author.page.waitForURL(/#shares$/);
    assert.match(await author.page.locator("[data-left-at]").innerText(), /[1-9]/);
    await look(author, `draft-${name}`);
    await author.go(`${address}/consultation`);
    await author.page.locator('#person input[name="coaches"]').check();
    await button(author, "/consultation").click();
    await author.page.locator('.refusal[role="alert"]').waitFor();
    await author.go(address);
    await last.fill(String(was));
    if (dress.script) assert.equal(await author.page.locator("[data-left-at]").innerText(), "");
    await author.page.locator('button[form="shares-form"]').click();
    await author.page.waitForURL(/#shares$/);
    await author.go(`${address}/sections/purpose`);
    await author.page.locator("#purpose").fill("So that every student makes something.");
    await look(author, `piece-${name}`);
    await press(author, "/sections/purpose", `**${address}`);

    await author.go(`${address}/consultation`);
    await author.page.locator('#person input[name="coaches"]').check();
    await look(author, `ask-${name}`);
    await press(author, "/consultation", `**${address}`);

    const coach = await visit("coach", dress);
    await coach.go(address);
    const fold = coach.page.locator("main details summary").first();
    await fold.click();
    await coach.page.locator('textarea[name="words"]').first().fill("Half of this would do.");
    await look(coach, `asked-${name}`);
    await coach.page.locator('main form[action$="/comments"] button').first().click();
    await coach.page.locator("main", { hasText: "Half of this would do." }).waitFor();
    assert.equal(await coach.page.locator("[data-share]").count(), 0);

    await author.go(address);
    const talk = author.page.locator(".note", { hasText: "Half of this would do." });
    await talk.locator("summary").click();
    await talk.locator('input[name="taken_up"]').check();
    await talk.locator("button").click();
    await author.page.locator(".signal.done").first().waitFor();
    await look(author, `answered-${name}`);
    await press(author, "/sending", `**${address}`);
    for (const noun of ["endorsement", "approval"]) {
      await author.go(address);
      await author.page.locator(`main a[href="${address}/${noun}"]`).click();
      await author.page.locator("#words").fill("Meeting of November");
      await look(author, `${noun}-${name}`);
      await press(author, `/${noun}`, `**${address}`);
    }
    await look(author, `in-force-${name}`);

    const teacher = await visit("teacher", dress);
    await teacher.go("/job-descriptions");
    await teacher.page.locator(`main a[href="${address}"]`).click();
    await teacher.says(/So that every student makes something\./);
    await teacher.saysNothingOf("Half of this would do.");
    await look(teacher, `read-${name}`);
    const markdown = await teacher.page.request.get(`${teacher.url}${address}/markdown`);
    assert.match(await markdown.text(), /^# Technology coach/);
  });
}

journey("a description is drafted by keyboard alone", async ({ visit }) => {
  const author = await visit("director");
  await author.go("/job-descriptions/new");
  await author.write("#title", "Coach of two schools");
  await author.press('main form[action="/job-descriptions"] button');
  await author.page.waitForURL(/\/versions\/1$/);
  const address = new URL(author.page.url()).pathname;
  await author.press(`main a[href="${address}/consultation"]`);
  await author.page.waitForURL(/\/consultation$/);
  await author.tabTo('#person input[name="principals"]');
  await author.page.keyboard.press("Space");
  await author.press('main form[action$="/consultation"] button.first');
  await author.page.waitForURL(`**${address}`);
  await author.press(`main form[action="${address}/sending"] button`);
  await author.page.locator(`main a[href="${address}/endorsement"]`).waitFor();
});

journey("two versions are compared, and standards are read", async ({ visit }) => {
  const author = await visit("director", { on: "phone", theme: "dark" });
  const address = await draft(author, "Coach to be revised");
  const own = author.page.locator("[data-share]").last();
  assert.equal(await own.count(), 1);
  await author.go(`${address}/consultation`);
  await author.page.locator('#person input[name="coaches"]').check();
  await press(author, "/consultation", `**${address}`);
  await press(author, "/sending", `**${address}`);
  for (const noun of ["endorsement", "approval"]) {
    await author.go(`${address}/${noun}`);
    await press(author, `/${noun}`, `**${address}`);
  }
  await press(author, "/revision", /\/versions\/2$/);
  const second = new URL(author.page.url()).pathname;
  await author.go(`${second}/sections/purpose`);
  const purpose = await author.page.locator("#purpose").inputValue();
  await author.page.locator("#purpose").fill(purpose.replace("teachers", "people"));
  await press(author, "/sections/purpose", `**${second}`);
  await author.page.locator(`main a[href^="${second}/redline"]`).click();
  assert.equal((await author.page.locator("main del").innerText()).includes("teachers"), true);
  assert.equal((await author.page.locator("main ins").innerText()).includes("people"), true);
  await look(author, "redline-phone");
  await author.go("/standards");
  await look(author, "standards-phone");
  await author.page.locator('main a[href="/standards/iste_coaches/2024"]').click();
  await author.says(/4\.3\.d/);
  await look(author, "framework-phone");
});
