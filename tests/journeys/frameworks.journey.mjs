// A framework comes in as a CASE package: a look, the intake, a search, and a duty that cites it.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const end = (identifier) => ({ identifier, uri: `urn:${identifier}` });
const item = (identifier, humanCodingScheme, fullStatement) => ({
  ...end(identifier),
  humanCodingScheme,
  fullStatement,
});
const under = (child, parent, sequenceNumber) => ({
  identifier: `${child}-${parent}`,
  associationType: "isChildOf",
  originNodeURI: end(child),
  destinationNodeURI: end(parent),
  sequenceNumber,
});

function lakes(name) {
  return JSON.stringify({
    CFDocument: {
      identifier: `lakes-${name}`,
      uri: "https://lakes.example/standards",
      title: `Lake standards ${name}`,
      creator: "Lake State",
      version: "2026",
      adoptionStatus: "Adopted",
    },
    CFItems: [
      item("make", "L.1", "Make things that others can use."),
      item("ecoute", "L.1.a", "Écouter d’abord."),
      item("share", "L.2", "Share what was learned."),
      item("alone", "L.9", "Stands under nothing."),
    ],
    CFAssociations: [
      under("share", `lakes-${name}`, 2),
      under("make", `lakes-${name}`, 1),
      under("ecoute", "make", 1),
    ],
    CFDefinitions: { CFSubjects: [{ identifier: "s", title: "Making" }] },
  });
}

const file = (text) => ({
  name: "lakes.json",
  mimeType: "application/json",
  buffer: Buffer.from(text),
});

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`frameworks-${name}`);
}

async function send(visitor, text, next) {
  await visitor.page.locator("#package").setInputFiles(file(text));
  await visitor.page.locator('main form[action$="/looks"] button').click();
  await visitor.page.waitForURL(next);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`a framework is taken in and cited: ${name}`, async ({ visit }) => {
    const author = await visit("director", dress);
    await author.go("/standards");
    await author.page.locator('main a[href="/frameworks"]').click();
    await look(author, `list-${name}`);
    const broken = lakes(name).replace('"Share what was learned."', "7");
    await send(author, broken, "**/frameworks/looks");
    const why = await author.page.locator("#package-why").innerText();
    assert.match(why, /CFItems.* 3.*fullStatement/);
    await look(author, `refused-${name}`);
    await author.go("/frameworks");
    await send(author, lakes(name), /\/looks\/[^/]+$/);
    await look(author, `look-${name}`);
    await author.page.locator('main form[action$="/intake"] button').click();
    await author.page.waitForURL(/\/frameworks\/(?!looks)[^/]+$/);
    const tops = author.page.locator('section[aria-labelledby="tree-head"] > ul > li');
    assert.equal(await tops.count(), 2);
    await tops.first().locator("summary").press("Enter");
    assert.ok(await author.page.locator("#item-ecoute").isVisible());
    await look(author, `tree-${name}`);
    await author.page.locator("#q").fill("ECOUTER");
    await author.page.locator('main form[role="search"] button').click();
    const cite = author.page.locator("code");
    assert.equal(await cite.count(), 1);
    const code = await cite.innerText();
    assert.equal(code, `lakes-${name}/2026/L.1.a`);
    await look(author, `found-${name}`);

    await author.go("/job-descriptions/new");
    await author.page.locator("#title").fill(`Coach ${name}`);
    await author.page.locator('#model input[value="building"]').check();
    await author.page.locator('main form[action$="/job-descriptions"] button').first().click();
    await author.page.waitForURL(/\/versions\/1$/);
    const address = new URL(author.page.url()).pathname;
    await author.go(`${address}/duties/new`);
    await author.page.locator("#words").fill("Listen before anything is proposed.");
    const fold = author.page.locator("details", { has: author.page.locator("#more") });
    if (!(await author.page.locator("#more").isVisible()))
      await fold.locator("summary").first().click();
    await author.page.locator("#more").fill(code);
    await author.page.locator('main form[action$="/duties"] button').first().click();
    await author.page.waitForURL(/#shares$/);
    const duties = await author.page.locator("main").innerText();
    assert.match(duties, new RegExp(`Lake standards ${name} \\(2026\\)\\s+L\\.1\\.a`));
  });
}
