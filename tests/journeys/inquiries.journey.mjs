// A coach asks peers five questions; somebody without an account answers on a phone; the coach
// reads the answers side by side, enters one of a post, erases it, sorts, closes and publishes.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`inquiries-${name}`);
}

async function press(visitor, action, next) {
  await visitor.page.locator(`main form[action$="${action}"] button`).last().click();
  await visitor.page.waitForURL(next);
}

const one = /\/inquiries\/[a-z0-9]{26}(\?|#|$)/;

// The founding five, looked at while one is refused, then opened; gives the link to answer.
async function ask(coach, name) {
  await coach.go("/settings");
  await coach.page.locator('main a[href="/inquiries"]').click();
  await look(coach, `list-${name}`);
  await coach.page.locator('main a[href="/inquiries/new?from=five"]').click();
  await look(coach, `new-${name}`);
  if (coach.script) {  // Left in the middle, and come back: each row has its own words again.
    const first = await coach.page.locator("#question-1").inputValue();
    await coach.page.locator("#question-2").fill("Begun, and not yet saved");
    await coach.go("/inquiries");
    await coach.go("/inquiries/new?from=five");
    assert.equal(await coach.page.locator("#question-2").inputValue(), "Begun, and not yet saved");
    assert.equal(await coach.page.locator("#question-1").inputValue(), first);
  }
  await coach.page.locator("#question-2").fill("");
  await coach.page.locator('main form[action="/inquiries"] button').last().click();
  await coach.page.locator('.refusal[role="alert"]').waitFor();
  await look(coach, `refused-${name}`);
  assert.notEqual(await coach.page.locator("#question-5").inputValue(), "");
  await coach.page.locator("#question-2").fill("What does an ordinary week look like?");
  await press(coach, "/inquiries", one);
  await look(coach, `draft-${name}`);
  await press(coach, "/opening", one);
  await coach.page.locator('main a[href*="/asked/"]').waitFor();
  return coach.page.locator('main a[href*="/asked/"]').getAttribute("href");
}

async function answer(stranger, path, name) {
  await stranger.go(path);
  await look(stranger, `asked-${name}`);
  await stranger.page.locator("#school").selectOption("middle");
  await stranger.page.locator('main form[action$="/responses"] button').click();
  await stranger.page.locator('.refusal[role="alert"]').waitFor();
  await look(stranger, `silent-${name}`);
  assert.equal(await stranger.page.locator("#school").inputValue(), "middle");
  await stranger.page.locator("#answer-1").fill("We share one between three schools.");
  await stranger.page.locator("#answer-3").fill("A certified post.");
  await stranger.page.locator('input[name="may_quote"]').check();
  await press(stranger, "/responses", /\/mine\/[\w-]+$/);
  await look(stranger, `thanks-${name}`);
}

// A post is pasted whole, looked over where it was divided, and counted.
async function paste(coach, page, name) {
  for (let i = 0; i < 4; ++i) {
    await coach.go(`${page}/responses/new`);
    await coach.page.locator("#source").fill(`A thread, page ${i}`);
    await coach.page.locator("#whole").fill(`1. Yes, since ${2020 + i}\n2. Co-teaching\n5. Both`);
    await coach.page.locator('main form[action$="/responses"] button').last().click();
    await coach.page.waitForURL(/\/responses\/[a-z0-9]{26}/);
    assert.equal(await coach.page.locator("#answer-2").inputValue(), "Co-teaching");
    if (i === 0) await look(coach, `look-over-${name}`);
    await coach.page.locator("#school").selectOption("high");
    await press(coach, await coach.page.locator('main form').last().getAttribute("action"), one);
  }
  await coach.go(page);
  await look(coach, `all-${name}`);
}

// Two categories; what is suggested is not ticked; what is ticked is counted.
async function sort(coach, page, name) {
  await coach.go(page);
  await coach.page.locator('main a[href$="/questions/1"]').click();
  for (const [category, words] of [["There is one", "yes, share"], ["There is none", ""]]) {
    await coach.page.locator("#name").fill(category);
    await coach.page.locator("#looks_for").fill(words);
    await coach.page.locator('main form[action$="/categories"] button').click();
    await coach.page.locator('.notice[role="status"]').waitFor();
  }
  assert.equal(await coach.page.locator('input[name="code"]:checked').count(), 0);
  const suggested = coach.page.locator("label:has(small) input[name='code']");
  assert.equal(await suggested.count(), 5);
  for (const box of await suggested.all()) await box.check();
  await coach.page.locator("details:has(textarea) summary").first().click();
  await coach.page.locator('textarea[name="quote"]').first().fill("One between three schools.");
  await look(coach, `sort-${name}`);
  await coach.page.locator('main form[action$="/sorting"] button').last().click();
  await coach.page.locator('.notice[role="status"]').waitFor();
  assert.equal(await coach.page.locator('input[name="code"]:checked').count(), 5);
}

async function publish(coach, page, name) {
  await coach.go(`${page}/table`);
  await coach.page.locator("#conclusion").fill("Most of you share one.");
  await look(coach, `table-${name}`);
  await coach.page.locator('main form[action$="/publication"] button').click();
  await coach.page.locator('main a[href$="/results"]').waitFor();
  await look(coach, `published-${name}`);
}

// Whoever has the link reads the table, and says how it is elsewhere.
async function read(stranger, path, name) {
  await stranger.go(path);
  await stranger.page.locator('main a[href$="/results"]').click();
  await stranger.page.locator("#whole").waitFor();
  const words = await stranger.page.locator("main").innerText();
  for (const said of ["Most of you share one.", "There is one", "One between three schools."]) {
    assert.ok(words.includes(said), said);
  }
  assert.ok(!words.includes("A thread"));
  await look(stranger, `results-${name}`);
  await stranger.page.locator('main form[action$="/comments"] button').click();
  await stranger.page.locator('.refusal[role="alert"]').waitFor();
  await look(stranger, `silent-comment-${name}`);
  await stranger.page.locator("#whole").fill("We have none, and miss it.");
  await press(stranger, "/comments", /\/mine\/[\w-]+$/);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
  { on: "phone", theme: "light", language: "fr", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.script ? "script" : "plain"}`;
  journey(`peers are asked, and answer: ${name}`, async (stage) => {
    const coach = await stage.visit("coach", dress);
    const path = new URL(await ask(coach, name), coach.url).pathname;
    const stranger = await stage.visit("nobody", { ...dress, on: "phone" });
    await answer(stranger, path, name);

    const page = path.replace("/asked/", "/inquiries/");
    await coach.go(`${page}/responses/new`);
    await coach.page.locator("#source").fill("A thread of the network, 3 November");
    await coach.page.locator("#answer-2").fill("Mostly small repairs.");
    await look(coach, `add-${name}`);
    await press(coach, "/responses", one);
    const words = await coach.page.locator("main").innerText();
    for (const said of ["We share one between three schools.", "Mostly small repairs.",
      "A thread of the network, 3 November"]) assert.ok(words.includes(said), said);
    await look(coach, `answers-${name}`);

    const fold = coach.page.locator("main details").last();
    await fold.locator("summary").click();
    await fold.locator("button").click();
    await coach.page.locator('.notice[role="status"]').waitFor();
    assert.ok(!(await coach.page.locator("main").innerText()).includes("Mostly small repairs."));
    await paste(coach, page, name);
    await sort(coach, page, name);
    await coach.go(page);
    await coach.page.locator('main form[action$="/closure"] button').click();
    await coach.page.locator('main form[action$="/opening"]').waitFor();
    await stranger.go(path);
    assert.equal(await stranger.page.locator("textarea").count(), 0);
    await look(stranger, `closed-${name}`);
    await publish(coach, page, name);
    await read(stranger, path, name);
  });
}

async function begin(coach, name) {
  await coach.go("/inquiries/new");
  await coach.page.locator("#title").fill("How sure are you in front of a class with tablets?");
  await coach.page.locator("#question-1").fill("How sure are you?");
  await coach.page.locator('input[name="pairs"]').check();
  await look(coach, `pairs-new-${name}`);
  await press(coach, "/inquiries", one);
  return openIt(coach);
}

async function openIt(coach) {
  await press(coach, "/opening", one);
  await coach.page.locator('main a[href*="/asked/"]').waitFor();
  const link = await coach.page.locator('main a[href*="/asked/"]').first().getAttribute("href");
  return new URL(link, coach.url).pathname;
}

async function answerFive(stranger, path, name) {
  for (const word of ["maple 14", "oak", "birch 77", "willow 5", "cedar 1"]) {
    await stranger.go(path);
    await stranger.page.locator("#answer-1").fill(`Quite sure, says ${word}`);
    await stranger.page.locator("#own_word").fill(word);
    if (word === "oak") {  // Too short is said, and what was typed is still there.
      await stranger.page.locator('main form[action$="/responses"] button').click();
      await stranger.page.locator("#own_word-why, .why").first().waitFor();
      await look(stranger, `own-word-${name}`);
      assert.equal(await stranger.page.locator("#answer-1").inputValue(), "Quite sure, says oak");
      await stranger.page.locator("#own_word").fill("oak 31");
    }
    await press(stranger, "/responses", /\/mine\/[\w-]+$/);
  }
}

const twice = [
  { on: "laptop", theme: "dark", language: "en", script: true },
  { on: "phone", theme: "light", language: "fr", script: false },
];
for (const dress of twice) {
  const name = `${dress.on}-${dress.language}-${dress.script ? "script" : "plain"}`;
  journey(`peers are asked before and after: ${name}`, async (stage) => {
    const coach = await stage.visit("coach", dress);
    const first = await begin(coach, name);
    const stranger = await stage.visit("nobody", { ...dress, on: "phone" });
    await answerFive(stranger, first, name);
    await coach.go(first.replace("/asked/", "/inquiries/"));
    await coach.page.locator('main form[action$="/closure"] button').click();
    await coach.page.locator('main form[action$="/again"] button').click();
    await coach.page.locator('main form[action$="/opening"]').waitFor();
    const second = await openIt(coach);
    assert.notEqual(second, first);
    await answerFive(stranger, second, name);
    const page = second.replace("/asked/", "/inquiries/");
    for (const path of [first.replace("/asked/", "/inquiries/"), page]) {
      await coach.go(`${path}/questions/1`);
      await coach.page.locator("#name").fill("Sure");
      await coach.page.locator('main form[action$="/categories"] button').click();
      await coach.page.locator('.notice[role="status"]').waitFor();
      for (const box of await coach.page.locator('input[name="code"]').all()) await box.check();
      await coach.page.locator('main form[action$="/sorting"] button').last().click();
      await coach.page.locator('.notice[role="status"]').waitFor();
    }
    await coach.go(page);
    await coach.page.locator('main a[href$="/pairs"]').click();
    await coach.page.locator("table").waitFor();
    assert.ok((await coach.page.locator("table").innerText()).includes("5"));
    await look(coach, `pairs-${name}`);
  });
}
