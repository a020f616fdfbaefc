// Three districts, a program each, that know one another by their addresses alone: one publishes,
// the others subscribe, read, lay side by side and take over; it changes, is noticed, and is taken
// back. A fourth address means no good, and harms nothing.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { journey } from "./stage.mjs";
import { bringInForce, come, describe, submit } from "./walking.mjs";
import { misdeeds, wildDistrict } from "./wild_district.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`three-districts-${name}`);
}

async function head(place, dress) {
  await place.rapport("district", "add", "--name", "Ford");
  await come(place, "Pia", "principal");
  return come(place, "Hans", "director", dress);
}

async function publish(author, address) {
  await author.go("/exchange/own");
  for (const box of await author.page.locator('input[name="item"]').all()) await box.check();
  const field = author.page.locator("#address");
  if ((await field.count()) > 0) await field.fill(address);
  await author.page.locator("#name").fill(`District ${address}`);
  await submit(author, 'main form[action="/exchange/own"] button');
  return author.page.locator('main a[href$="/index.json"]').getAttribute("href");
}

// Goes to the page again until it says so.
async function comes(visitor, path, words) {
  const end = Date.now() + 60_000;
  for (;;) {
    await visitor.go(path);
    const said = await visitor.page.locator("main").innerText();
    if (words.test(said)) return said;
    assert.ok(Date.now() < end, `${path} does not say ${words}:\n${said}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}

async function subscribe(reader, address) {
  await reader.go("/exchange/peers");
  await reader.page.locator("#address").fill(address);
  await submit(reader, 'main form[action="/exchange/peers"] button');
  return new URL(reader.page.url()).pathname;
}

async function lookAgain(reader, peer, words) {
  await reader.go(peer);
  await submit(reader, 'main form[action$="/look"] button');
  return comes(reader, peer, words);
}

async function adopt(reader) {
  await reader.go("/exchange");
  await reader.page.locator("main a.row-title").first().click();
  await reader.page.locator('main form[action$="/adoption"] button').waitFor();
  await look(reader, "item");
  await submit(reader, 'main form[action$="/adoption"] button');
  return new URL(reader.page.url()).pathname;
}

async function revise(author, address) {
  await author.go(address);
  await submit(author, 'main form[action$="/revision"] button');
  const next = new URL(author.page.url()).pathname;
  await author.go(`${next}/sections/purpose`);
  await author.page.locator("#purpose").fill("Every pupil makes something that others use.");
  await submit(author, 'main form[action$="/sections/purpose"] button');
  await bringInForce(author, next);
}

const laptop = { on: "laptop", theme: "light", script: true };
const phone = { on: "phone", theme: "dark", script: true };
const french = { on: "phone", theme: "light", language: "fr", script: false };

journey("three districts with a program each exchange what they made", async ({ found }) => {
  const [lakes, hills, ridge] = await found(3);
  const author = await head(lakes, laptop);
  const reader = await head(hills, phone);
  const third = await head(ridge, french);

  const description = await describe(author);
  const index = await publish(author, "lakes");
  const peer = await subscribe(reader, index);
  await comes(reader, peer, /Technology coach/);
  await look(reader, "peer");
  const draft = await adopt(reader);
  await reader.says(/District lakes/);

  // What Hills made of it goes on to Ridge, with whom it came from.
  await bringInForce(reader, draft);
  const second = await publish(reader, "hills");
  await comes(third, await subscribe(third, index), /Technology coach/);
  await comes(third, await subscribe(third, second), /Technology coach/);
  await third.go("/exchange");
  await look(third, "found-fr");
  for (const box of await third.page.locator('input[name="with"]').all()) await box.check();
  await third.page.locator('main form[action="/exchange/comparison"] button').click();
  await third.page.locator(".side-by-side section").nth(1).waitFor();
  await look(third, "comparison-fr");
  await third.page.locator(".side-by-side h2 a").last().click();
  await third.page.locator("#lineage-head, h1").first().waitFor();
  await look(third, "item-fr");

  await revise(author, description);
  await publish(author, "lakes");
  await lookAgain(reader, peer, /Technology coach/);
  await comes(reader, "/exchange", /Changed since/);
  await reader.page.locator('main a[href^="/exchange/adoptions/"]').first().click();
  await reader.page.locator("ins").first().waitFor();
  await look(reader, "changed");
  const changes = new URL(reader.page.url()).pathname;

  await author.go("/exchange/own");
  for (const box of await author.page.locator('input[name="item"]').all()) await box.uncheck();
  await submit(author, 'main form[action="/exchange/own"] button');
  await reader.go(peer);
  await submit(reader, 'main form[action$="/look"] button');
  await comes(reader, changes, /taken it back/);
  await look(reader, "taken-back");
  await reader.go(draft);
  await reader.says(/District lakes/);
});

journey("a district that means no good harms none of those who read it", async ({ found }) => {
  const wild = wildDistrict();
  const server = createServer(wild.answer);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const at = `http://127.0.0.1:${server.address().port}`;
  try {
    const [hills, lakes] = await found(2, [at]);
    const author = await head(lakes, laptop);
    await describe(author);
    const good = await publish(author, "lakes");
    const reader = await head(hills, phone);
    const before = await hills.memory();
    const began = Date.now();
    const peers = {};
    for (const { name } of misdeeds) {
      peers[name] = await subscribe(reader, `${at}/${name}/index.json`);
    }
    const ours = await subscribe(reader, good);
    for (const { name, says, again } of misdeeds) {
      await comes(reader, peers[name], says);
      if (again) await lookAgain(reader, peers[name], again);
    }
    await comes(reader, ours, /Technology coach/);
    const seconds = (Date.now() - began) / 1000;
    await reader.go("/exchange/peers");
    await look(reader, "wild-peers");
    await reader.go(peers["wrong-signature"]);
    await look(reader, "wild-peer");
    const after = await hills.memory();
    const mib = (bytes) => (bytes / 1024 / 1024).toFixed(0);
    console.log(`       ${misdeeds.length} misdeeds: ${seconds.toFixed(1)} s in all, memory ` +
      `${mib(before.now)} MiB before, ${mib(after.most)} MiB at most; ` +
      `${mib(wild.sent())} MiB offered`);
    assert.ok(after.most < 200 * 1024 * 1024, `${after.most} bytes`);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});
