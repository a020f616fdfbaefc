// What a coach does here: the draft made one's own, published, read by somebody without an account,
// hung up as a poster, taken back.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`role-page-${name}`);
}

async function press(visitor, path, next) {
  await visitor.page.locator(`main form[action="${path}"] button`).click();
  await visitor.page.waitForURL(next);
}

const dresses = [
  { on: "laptop", theme: "dark", language: "en", script: true },
  { on: "phone", theme: "light", language: "fr", script: false },
  { on: "phone", theme: "dark", language: "en", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`everybody reads what a coach does: ${name}`, async ({ visit }) => {
    const author = await visit("director", dress);
    await author.go("/job-descriptions");
    await author.page.locator('main a[href="/role-page"]').click();
    await look(author, `draft-${name}`);
    await author.page.locator('main a[href="/role-page/words"]').click();
    await author.page.locator("#asking").fill(" ");
    await author.page.locator('main form[action="/role-page/words"] button').click();
    await author.page.locator('.refusal[role="alert"]').waitFor();
    await look(author, `refused-${name}`);
    await author.page.locator("#asking").fill("Say a word in the hallway.");
    await press(author, "/role-page/words", /\/role-page(\?|$)/);
    await press(author, "/role-page/publication", /\/role-page(\?|$)/);
    await look(author, `public-${name}`);
    const link = await author.page.locator('main a[href*="/about/"]').getAttribute("href");
    await author.go("/role-page/poster");
    assert.equal(await author.page.locator("main svg").count() > 0, true);
    await look(author, `poster-${name}`);

    const reader = await visit("nobody", dress);
    await reader.go(new URL(link).pathname);
    assert.match(await reader.page.locator("main").innerText(), /Say a word in the hallway\./);
    await look(reader, `outside-${name}`);

    await author.go("/role-page");
    await press(author, "/role-page/publication", /\/role-page(\?|$)/);
    const there = new URL(new URL(link).pathname, reader.page.url()).href;
    const gone = await reader.page.request.get(there);
    assert.equal(gone.status(), 404);
  });
}
