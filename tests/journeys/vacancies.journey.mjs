// A director writes a vacancy and posts it; a stranger reads it on a phone and applies with a
// document; another district's director sees nothing of it; its feeds are what feeds have to be.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";
import { come } from "./walking.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`vacancies-${name}`);
}

async function press(visitor, action, next) {
  await visitor.page.locator(`main form[action$="${action}"] button`).last().click();
  await visitor.page.waitForURL(next);
}

const one = /\/vacancies\/[a-z0-9]{26}(\?|#|$)/;

// Written, looked at while it is refused, posted; gives the public link.
async function post(author, name) {
  await author.go("/settings");
  await author.page.locator('main a[href="/vacancies"]').click();
  await look(author, `list-${name}`);
  await author.page.locator('main a[href="/vacancies/new"]').click();
  await author.page.locator("#title").fill("Integrator for two schools");
  await author.page.locator("#place").fill("Harbor High School");
  await author.page.locator("#summary").fill("Somebody who plans and teaches beside teachers.");
  await author.page.locator("#required").fill("Three years of teaching\nPatience");
  const fold = author.page.locator("#credentials");
  if (!(await fold.getAttribute("open"))) await fold.locator("summary").click();
  await author.page.locator("#credential-iste_certified").selectOption({ index: 3 });
  await author.page.locator("#apply_by").fill("2001-01-01");
  await author.page.locator('main form[action="/vacancies"] button').click();
  await author.page.locator('.refusal[role="alert"]').waitFor();
  await look(author, `refused-${name}`);
  assert.equal(await author.page.locator("#required").inputValue(),
    "Three years of teaching\nPatience");
  await author.page.locator("#apply_by").fill("");
  await press(author, "/vacancies", one);
  await look(author, `requisition-${name}`);
  await press(author, "/posting", one);
  await look(author, `posted-${name}`);
  return author.page.locator('main a[href^="/jobs/"]').first().getAttribute("href");
}

// What a program finds that reads the marks of a page.
const marks = () => {
  const posting = document.querySelector('[itemtype="https://schema.org/JobPosting"]');
  const of = (name) => posting.querySelector(`[itemprop="${name}"]`);
  return {
    title: of("title")?.content, posted: of("datePosted")?.content,
    where: of("jobLocation")?.textContent.trim(),
    organization: of("hiringOrganization")?.querySelector('[itemprop="name"]').content,
    description: of("description")?.textContent.trim(),
  };
};

async function apply(stranger, link, name) {
  await stranger.go(link);
  if (stranger.script) {
    const found = await stranger.page.evaluate(marks);
    assert.equal(found.title, "Integrator for two schools");
    assert.match(found.posted, /^\d{4}-\d\d-\d\d$/);
    assert.equal(found.where, "Harbor High School");
    assert.equal(found.organization, "Lakeside Unified");
    assert.match(found.description, /beside teachers/);
  }
  await look(stranger, `advert-${name}`);
  await stranger.page.locator("#name").fill("Mina Applicant");
  await stranger.page.locator("#email").fill("mina@mail.example");
  await stranger.page.locator("#words").fill("I plan with my neighbours each week.");
  await stranger.page.locator('input[name="answer-iste_certified"][value="would"]').check();
  const file = (fileName, text) =>
    stranger.page.locator("#document").setInputFiles({ name: fileName, buffer: Buffer.from(text),
      mimeType: "application/octet-stream" });
  await file("letter.exe", "MZ");
  await stranger.page.locator('main form[action$="/applications"] button').click();
  await stranger.page.locator('.refusal[role="alert"]').waitFor();
  await look(stranger, `refused-outside-${name}`);
  assert.equal(await stranger.page.locator("#words").inputValue(),
    "I plan with my neighbours each week.");
  await file("letter.pdf", "%PDF-1.7\nA letter");
  await press(stranger, "/applications", /\/thanks$/);
  await look(stranger, `thanks-${name}`);
}

async function feedsAreGood(stranger, board, link) {
  const { request } = stranger.page;
  const json = await request.get(`${stranger.url}${board}/feed/json`);
  assert.match(json.headers()["content-type"], /^application\/feed\+json/);
  const feed = await json.json();
  assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
  const item = feed.items.find((each) => each.url.endsWith(link));
  assert.equal(item.title, "Integrator for two schools");
  assert.equal(new Date(item.date_published).toISOString(), item.date_published);
  const atom = await request.get(`${stranger.url}${board}/feed/atom`);
  assert.match(atom.headers()["content-type"], /^application\/atom\+xml/);
  const found = stranger.script && await stranger.page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, "application/xml");
    const entries = [...xml.querySelectorAll("entry")];
    return {
      isBroken: xml.querySelector("parsererror") !== null,
      root: xml.documentElement.namespaceURI,
      // RFC 4287, 4.1: each has these, once.
      lacking: [xml.documentElement, ...entries].flatMap((one) =>
        ["id", "title", "updated"].filter((name) =>
          [...one.children].filter((child) => child.localName === name).length !== 1)),
      ids: new Set(entries.map((entry) => entry.querySelector("id").textContent)).size,
      count: entries.length,
    };
  }, await atom.text());
  if (found) {
    assert.equal(found.isBroken, false);
    assert.equal(found.root, "http://www.w3.org/2005/Atom");
    assert.deepEqual(found.lacking, []);
    assert.equal(found.ids, found.count);
  }
  const again = await request.get(`${stranger.url}${board}/feed/atom`,
    { headers: { "if-none-match": atom.headers().etag } });
  assert.equal(again.status(), 304);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
  { on: "phone", theme: "light", language: "fr", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.script ? "script" : "plain"}`;
  journey(`somebody is looked for, and applies: ${name}`, async (stage) => {
    const { visit } = stage;
    const author = await visit("director", dress);
    const link = await post(author, name);
    const path = new URL(link, author.url).pathname;
    const board = path.slice(0, path.lastIndexOf("/"));
    const stranger = await visit("nobody", { ...dress, on: "phone" });
    await apply(stranger, path, name);
    await stranger.go(board);
    await look(stranger, `board-${name}`);
    await feedsAreGood(stranger, board, path);
    const pdf = await stranger.page.request.get(`${stranger.url}${path}/pdf`);
    assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");

    await author.go("/vacancies");
    const row = author.page.locator("main a.row", { hasText: "Integrator for two schools" });
    await row.first().click();
    await author.says(/Mina Applicant/);
    await author.says(/letter\.pdf/);
    await look(author, `applied-${name}`);
    const inside = new URL(author.page.url()).pathname;

    if (dress === dresses[0]) await stage.rapport("district", "add", "--name", "Ford");
    const other = await come(stage, `Rex-${dresses.indexOf(dress)}`, "director");
    assert.equal(await other.go(inside), 404);
    await other.go("/vacancies");
    await other.saysNothingOf("Integrator for two schools");

    await author.go(inside);
    await press(author, "/filling", one);
    await look(author, `filled-${name}`);
    assert.equal(await stranger.go(path), 404);
  });
}

for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.script ? "script" : "plain"}`;
  journey(`somebody says what they hold, and who hires has seen it: ${name}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    await coach.go("/credentials");
    await look(coach, `credentials-${name}`);
    await coach.page.locator('main a[href="/credentials/new"]').click();
    await coach.page.locator("#type").selectOption("cetl");
    await coach.page.locator("#obtained_on").fill("2999-01-01");
    await coach.page.locator('main form[action="/credentials"] button').click();
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    await look(coach, `credential-refused-${name}`);
    await coach.page.locator("#obtained_on").fill("2024-06-30");
    await press(coach, "/credentials", /\/credentials(\?|$)/);
    await coach.says(/CETL/);
    const wish = ["apple_coach", "google_coach", "leading_edge"][dresses.indexOf(dress)];
    await coach.page.locator("#plan_type").selectOption(wish);
    await press(coach, "/credential-plans", /\/credentials(\?|#|$)/);
    await coach.go("/credentials/network");
    await look(coach, `network-${name}`);

    const director = await visit("director", dress);
    await director.go("/credentials/register");
    await director.says(/CETL/);
    await look(director, `register-${name}`);
    await director.page.locator('main form[action$="/confirmation"] button').first().click();
    await director.page.waitForLoadState();
    await look(director, `confirmed-${name}`);
  });
}

journey("a vacancy is written and posted by keyboard alone", async ({ visit }) => {
  const author = await visit("director");
  await author.go("/vacancies/new");
  await author.write("#title", "Coach of one school");
  await author.write("#place", "Cedar");
  await author.write("#summary", "Helps.");
  await author.press('main form[action="/vacancies"] button');
  await author.page.waitForURL(one);
  await author.press('main form[action$="/posting"] button');
  await author.page.locator('main a[href^="/jobs/"]').first().waitFor();
});
