// An administrator publishes the district's job description; anybody reads the signed documents and
// asks about them; whom to read is entered, and refused where it cannot be.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`exchange-${name}`);
}

async function press(visitor, action, next) {
  await visitor.page.locator(`main form[action="${action}"] button`).last().click();
  await visitor.page.waitForURL(next);
}

// Makes the role page public, so that there is something to tick.
async function prepare(author) {
  await author.go("/role-page/words");
  await press(author, "/role-page/words", /\/role-page(\?|$)/);
  const back = 'form[action="/role-page/publication"] input[name="_method"]';
  if ((await author.page.locator(back).count()) > 0) return;
  await press(author, "/role-page/publication", /\/role-page(\?|$)/);
}

// Chosen once; whoever publishes after that has it already.
async function chooseAddress(author, name) {
  const field = author.page.locator("#address");
  if ((await field.count()) === 0) return;
  await field.fill("Not Good");
  await author.page.locator('main form[action="/exchange/own"] button').click();
  await author.page.locator('.refusal[role="alert"]').waitFor();
  await look(author, `own-refused-${name}`);
  await field.fill("lakeside");
}

async function ask(reader, index, item, name) {
  await reader.go(index.replace("index.json", `questions/${item}`));
  await look(reader, `ask-${name}`);
  const form = 'main form[action*="/questions/"]';
  await reader.page.locator("#words").fill("How many schools has one coach?");
  await reader.page.locator("#reply_to").fill("ask@hills.example");
  await reader.page.locator(`${form} button`).click();
  await reader.page.waitForURL(/sent=1/);
  await look(reader, `asked-${name}`);
}

async function subscribe(author, name) {
  await author.go("/exchange/peers");
  await look(author, `peers-${name}`);
  await author.page.locator("#address").fill("lakes");
  await author.page.locator('main form[action="/exchange/peers"] button').click();
  await author.page.locator('.refusal[role="alert"]').waitFor();
  assert.equal(await author.page.locator("#address").inputValue(), "lakes");
  await look(author, `peer-refused-${name}`);
  await author.page.locator("#address").fill(`https://hills.example/published/${name}/index.json`);
  await press(author, "/exchange/peers", /\/exchange\/peers\/[a-z0-9]{26}/);
  await look(author, `peer-${name}`);
}

const dresses = [
  { on: "laptop", theme: "dark", language: "en", script: true },
  { on: "phone", theme: "light", language: "fr", script: false },
  { on: "phone", theme: "dark", language: "en", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.theme}`;
  journey(`districts show each other what they made: ${name}`, async ({ visit }) => {
    const author = await visit("director", dress);
    await prepare(author);
    await author.go("/exchange");
    await look(author, `empty-${name}`);
    await author.page.locator('main a[href="/exchange/own"]').click();
    await chooseAddress(author, name);
    for (const box of await author.page.locator('input[name="item"]').all()) await box.check();
    await author.page.locator('main form[action="/exchange/own"] button').click();
    await author.page.locator('.notice, [role="status"]').first().waitFor();
    await look(author, `own-${name}`);

    const reader = await visit("nobody", dress);
    const link = await author.page.locator('main a[href$="/index.json"]').getAttribute("href");
    const there = new URL(new URL(link).pathname, author.page.url()).href;
    const index = await reader.page.request.get(there);
    assert.equal(index.status(), 200);
    const listed = await index.json();
    assert.equal(listed.schema, "rapport.exchange.index/1");
    assert.ok(listed.items.length > 0);
    const first = listed.items[0];
    const item = await reader.page.request.get(new URL(first.address, there).href);
    assert.equal((await item.json()).title, first.title);
    await ask(reader, new URL(there).pathname, first.id, name);

    await author.go("/exchange/questions");
    await look(author, `questions-${name}`);
    await subscribe(author, name);
  });
}
