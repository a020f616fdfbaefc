// Notes are sealed: a passphrase is chosen, lost and found; the code on paper and a partner help.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const passphrase = "four quiet words together";

// What comes after a press: the page that says so.
async function sees(visitor, pattern) {
  await visitor.page.locator("main", { hasText: pattern }).waitFor();
}

// What was refused is said aloud, and stands where it can be read.
async function refused(visitor, pattern) {
  const alert = visitor.page.locator('.refusal[role="alert"]', { hasText: pattern });
  await alert.waitFor();
}

// Axe is a script, too.
async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`notes-${name}`);
}

function form(visitor, act) {
  return visitor.page.locator(`main form[action="/notes-key${act}"]`);
}

async function fill(visitor, act, fields) {
  const where = form(visitor, act);
  for (const [name, words] of Object.entries(fields)) {
    await where.locator(`input[name="${name}"]`).fill(words);
  }
  await where.locator("button").last().click();
}

// The eight words; then on to where one came from.
async function codeShown(visitor) {
  const code = await visitor.page.locator("main strong").first().innerText();
  assert.match(code, /^([a-z]{4} ){7}[a-z]{4}$/);
  return code;
}

async function keepCode(visitor) {
  await visitor.page.locator("main a.button.first").click();
  await form(visitor, "/locking").waitFor();
}

async function choose(visitor, words = passphrase) {
  await visitor.go("/notes-key");
  await fill(visitor, "", { passphrase: words, again: words });
  const code = await codeShown(visitor);
  await keepCode(visitor);
  return code;
}

async function lock(visitor) {
  await visitor.go("/notes-key");
  await form(visitor, "/locking").locator("button").click();
  await form(visitor, "/unlocking").waitFor();
}

// The names of the fields of the code stand behind a summary.
async function recover(visitor, code, words) {
  const summary = visitor.page.locator("main summary");
  if (!(await form(visitor, "/recovery").isVisible())) await summary.click();
  await fill(visitor, "/recovery", { code, passphrase: words, again: words });
}

async function writeNote(visitor, contact, words, tier) {
  await visitor.go(contact);
  const summary = visitor.page.locator("main details:has(#note) > summary");
  if (!(await visitor.page.locator("#note").isVisible())) await summary.click();
  await visitor.page.locator("#note").fill(words);
  await visitor.page.locator(`#tier input[value="${tier}"]`).check();
  await visitor.page.locator("main form:has(#note) button.first").click();
  await sees(visitor, words);
}

// Somebody of a district of their own, whom no other journey meets.
async function newcomer({ rapport, visit }, role, dress) {
  const word = `${role}-${dress.language ?? "en"}-${dress.on ?? "laptop"}`;
  const order = ["--district", `Mill of ${word}`, "--name", `New ${role}`];
  await rapport("district", "add", "--name", `Mill of ${word}`);
  await rapport("user", "add", ...order, "--email", `${word}@mill.example`, "--role", role);
  return visit(`${word}@mill.example`, dress);
}

journey("a lost key: the code opens, and a partner gives back", async ({ visit }) => {
  const coach = await visit("coach");
  const teacher = await visit("teacher", { on: "phone" });
  await coach.go(`/contacts?q=${encodeURIComponent(teacher.name)}`);
  const row = coach.page.locator('main a[href^="/contacts/"]', { hasText: teacher.name });
  const contact = await row.first().getAttribute("href");
  await coach.go(contact);
  await coach.page.locator("main details:has(#note) > summary").click();
  await coach.says(/Server-protected until you choose/);
  const code = await choose(coach);
  await choose(teacher, `${passphrase} too`);
  await writeNote(coach, contact, "The timer helped her group.", "shared");
  await writeNote(coach, contact, "I talk too much in the debrief.", "private");
  await lock(coach);
  await coach.go(contact);
  await coach.saysNothingOf("The timer helped");
  await coach.saysNothingOf("I talk too much");
  await coach.page.locator("main .note a", { hasText: "Unlock my notes" }).click();
  await fill(coach, "/unlocking", { known: "four loud words together" });
  await refused(coach, /not the passphrase/);
  await recover(coach, code, `${passphrase} two`);
  assert.notEqual(await codeShown(coach), code);
  await coach.page.locator("main a.button.first").click();
  await sees(coach, /I talk too much/);
  await sees(coach, /The timer helped/);
  await lock(coach);
  await recover(coach, code, passphrase);
  await refused(coach, /A newer one may have replaced it/);
  await coach.go("/notes-key/new-beginning");
  await look(coach, "beginning-laptop");
  await fill(coach, "/new-beginning", { passphrase, again: passphrase });
  await codeShown(coach);
  const digits = await coach.page.locator("main strong").last().innerText();
  assert.match(digits, /^[0-9]{6}$/);
  await look(coach, "digits-laptop");
  await coach.go(contact);
  await coach.saysNothingOf("The timer helped");
  await teacher.go("/notes-key");
  await teacher.says(new RegExp(`Six digits from ${coach.name}`));
  await look(teacher, "waiting-phone");
  const answer = teacher.page.locator('main form[action*="/partners/"]');
  await answer.locator('input[name="digits"]').fill(digits === "000000" ? "000001" : "000000");
  await teacher.tap(answer.locator("button"));
  await refused(teacher, /not the digits/);
  await answer.locator('input[name="digits"]').fill(digits);
  await teacher.tap(answer.locator("button"));
  await sees(teacher, /theirs to read again/);
  await coach.go(contact);
  await sees(coach, /The timer helped/);
  await coach.saysNothingOf("I talk too much");
});

const dresses = [
  { on: "phone", theme: "dark", language: "fr", script: false },
  { on: "laptop", theme: "light", language: "en", script: false },
  { on: "phone", theme: "light", language: "en", script: true },
];
const sentences = {
  en: { wrong: /not the passphrase/, differ: /not the same/, mistyped: /mistyped or missing/ },
  fr: { wrong: /pas la phrase secrète/, differ: /pas pareilles/, mistyped: /mal tapé/ },
};
for (const dress of dresses) {
  const words = Object.values(dress).slice(0, 3).join("-") + (dress.script ? "" : "-plain");
  journey(`a key is made, locked, lost and found: ${words}`, async (stage) => {
    const who = await newcomer(stage, "teacher", dress);
    const said = sentences[dress.language];
    const name = (page) => `${page}-${words}`;
    await who.go("/notes-key");
    await look(who, name("choosing"));
    await form(who, "").evaluate((element) => { element.noValidate = true; });
    await fill(who, "", { passphrase: "short", again: "short" });
    await refused(who, /12/);
    await look(who, name("choosing-refused"));
    await fill(who, "", { passphrase, again: `${passphrase}!` });
    await refused(who, said.differ);
    await fill(who, "", { passphrase, again: passphrase });
    const code = await codeShown(who);
    await look(who, name("code"));
    await keepCode(who);
    await look(who, name("open"));
    const guess = { known: "something else here", passphrase, again: passphrase };
    await fill(who, "/passphrase", guess);
    await refused(who, said.wrong);
    await look(who, name("open-refused"));
    await lock(who);
    await look(who, name("locked"));
    await recover(who, code.replace(/^..../, "oops"), passphrase);
    await refused(who, said.mistyped);
    assert.ok(await form(who, "/recovery").isVisible(), "what was refused is out of sight");
    await look(who, name("code-refused"));
    await recover(who, code.toUpperCase(), `${passphrase} again`);
    assert.notEqual(await codeShown(who), code);
    await keepCode(who);
    await lock(who);
    await fill(who, "/unlocking", { known: passphrase });
    await refused(who, said.wrong);
    await fill(who, "/unlocking", { known: `${passphrase} again` });
    await form(who, "/locking").waitFor();
  });
}

journey("a notes key by keyboard alone", async (stage) => {
  const who = await newcomer(stage, "coach", {});
  await who.go("/notes-key");
  await who.write('form[action="/notes-key"] #passphrase', passphrase);
  await who.write('form[action="/notes-key"] #again', passphrase);
  await who.press('form[action="/notes-key"] button.first');
  await who.page.locator("main strong").waitFor();
  const code = await codeShown(who);
  await who.press("main a.button.first");
  await form(who, "/locking").waitFor();
  await who.press('form[action="/notes-key/locking"] button');
  await form(who, "/unlocking").waitFor();
  await who.press("main details > summary");
  await who.write("#code", code);
  await who.write('form[action="/notes-key/recovery"] #passphrase', passphrase);
  await who.write('form[action="/notes-key/recovery"] #again', passphrase);
  await who.press('form[action="/notes-key/recovery"] button');
  await who.page.locator("main strong").waitFor();
  await who.press("main a.button.first");
  await form(who, "/locking").waitFor();
  await who.press('form[action="/notes-key/locking"] button');
  await form(who, "/unlocking").waitFor();
  await who.write("#known", passphrase);
  await who.press('form[action="/notes-key/unlocking"] button.first');
  await form(who, "/locking").waitFor();
});
