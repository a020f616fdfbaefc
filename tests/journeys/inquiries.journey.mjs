// A coach asks peers five questions; somebody without an account answers on a phone; the coach
// reads the answers side by side, enters one of a post, erases it, and closes.
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
  await press(stranger, "/responses", /\/thanks$/);
  await look(stranger, `thanks-${name}`);
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
    await coach.page.locator('main form[action$="/closure"] button').click();
    await coach.page.locator('main form[action$="/opening"]').waitFor();
    await stranger.go(path);
    assert.equal(await stranger.page.locator("textarea").count(), 0);
    await look(stranger, `closed-${name}`);
  });
}
