// Who represents the network begins a list, chooses what a district publishes, says why and
// publishes; anybody reads it; an administrator enters its address.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`curating-${name}`);
}

async function press(visitor, form, next) {
  await visitor.page.locator(`main form[method="post"][action="${form}"] button.first`).click();
  await visitor.page.waitForURL(next);
}

// Something to choose: the district's public role page.
async function publish(author) {
  await author.go("/role-page/words");
  await author.page.locator('main form[action="/role-page/words"] button').last().click();
  await author.page.waitForURL(/\/role-page(\?|$)/);
  const back = 'form[action="/role-page/publication"] input[name="_method"]';
  if ((await author.page.locator(back).count()) === 0) {
    await author.page.locator('main form[action="/role-page/publication"] button').last().click();
    await author.page.waitForURL(/\/role-page(\?|$)/);
  }
  await author.go("/exchange/own");
  for (const box of await author.page.locator('input[name="item"]').all()) await box.check();
  await press(author, "/exchange/own", /\/exchange\/own/);
}

async function begin(guide, name) {
  const field = guide.page.locator("#address");
  if ((await field.count()) === 0) return;
  await look(guide, `first-${name}`);
  await field.fill("Not Good");
  await guide.page.locator('main form[action="/network/list"] button.first').click();
  await guide.page.locator('.refusal[role="alert"]').waitFor();
  await field.fill("great-lakes");
  await press(guide, "/network/list", /\/network\/list(\?|$)/);
}

async function choose(guide, name) {
  await guide.go("/network/list/choice");
  await look(guide, `choice-${name}`);
  const boxes = await guide.page.locator('input[name="item"]').all();
  if (boxes.length > 0) {
    for (const box of boxes) await box.check();
    await press(guide, "/network/list/choice", /\/network\/list(\?|$)/);
  } else {
    await guide.go("/network/list");
  }
  await guide.page.locator('textarea[name^="words_"]').first().fill("Says what a coach is not.");
  await look(guide, `list-${name}`);
  await press(guide, "/network/list", /\/network\/list(\?|$)/);
  await look(guide, `published-${name}`);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: true },
  { on: "phone", theme: "light", language: "en", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.theme}`;
  journey(`a network recommends, a district reads: ${name}`, async ({ visit }) => {
    const author = await visit("director", dress);
    await publish(author);
    const guide = await visit("network_rep", dress);
    await guide.go("/network");
    await guide.page.locator('main a[href="/network/list"]').click();
    await begin(guide, name);
    await choose(guide, name);
    await guide.go("/network/list/sources");
    await look(guide, `sources-${name}`);
    await guide.page.locator("#address").fill(`https://hills.example/published/${name}/index.json`);
    await guide.page.locator('main form[action="/network/list/sources"] button').click();
    await guide.page.waitForURL(/\/sources\/[a-z0-9]{26}/);
    await look(guide, `source-${name}`);

    const reader = await visit("nobody", dress);
    await reader.go("/published/great-lakes/curated");
    await look(reader, `public-${name}`);
    await reader.says(/Says what a coach is not\./);
    const there = new URL("/published/great-lakes/curated.json", reader.page.url()).href;
    const document = await (await reader.page.request.get(there)).json();
    assert.equal(document.schema, "rapport.exchange.curated/1");

    await author.go("/exchange/lists");
    await look(author, `lists-${name}`);
    const elsewhere = `https://state.example/published/${name}/curated.json`;
    await author.page.locator("#address").fill(elsewhere);
    await author.page.locator('main form[action="/exchange/lists"] button').click();
    await author.page.waitForURL(/\/lists\/[a-z0-9]{26}/);
    await look(author, `followed-${name}`);
    await author.go("/exchange");
    await look(author, `exchange-${name}`);
  });
}
