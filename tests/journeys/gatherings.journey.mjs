// A coach enters a conference and says that they will be there; stands in the directory of
// colleagues, and is read and asked by somebody of another district without an account.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: true },
  { on: "phone", theme: "light", language: "fr", script: false },
];
const inDays = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);

for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.theme}`;
  const look = async (visitor, what) => {
    await visitor.fits();
    if (visitor.script) await visitor.axe();
    await visitor.shot(`gatherings-${what}-${name}`);
  };
  // The stories share one district: published once, the page stays.
  const published = async (admin, what) => {
    await admin.go(`/${what}`);
    const link = admin.page.locator(`main a[href*="/${what}/at/"]`);
    if ((await link.count()) === 0) await press(admin, `main form[action="/${what}/publication"]`);
    await link.waitFor();
    return new URL(await link.getAttribute("href")).pathname;
  };
  const press = async (visitor, form) => visitor.page.locator(`${form} button`).last().click();

  journey(`a coach enters a conference to ask around: ${name}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    await coach.go("/settings");
    await coach.page.locator('main a[href="/gatherings"]').click();
    await look(coach, "empty");
    await coach.page.locator('main a[href="/gatherings/new"]').click();
    await coach.page.locator("#name").fill("Coaches of the north");
    await coach.page.locator("#first_on").fill(inDays(20));
    await coach.page.locator("#last_on").fill(inDays(19));
    await coach.page.locator("#place").fill("Bangor");
    await press(coach, 'main form[action="/gatherings"]');
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    assert.equal(await coach.page.locator("#place").inputValue(), "Bangor");
    await look(coach, "refused");
    await coach.page.locator("#last_on").fill(inDays(21));
    await coach.page.locator("#link").fill("https://conference.example/north");
    await press(coach, 'main form[action="/gatherings"]');
    await coach.page.waitForURL(/\/gatherings\/[a-z0-9]{26}(\?|$)/);
    const one = new URL(coach.page.url()).pathname;
    await coach.page.locator("#words").fill("our first year of coaching");
    await coach.page.locator('[name="is_public"]').check();
    await press(coach, `main form[action="${one}/attendance"]`);
    await coach.page.locator('main input[name="_method"]').first().waitFor({ state: "attached" });
    await look(coach, "there");

    const admin = await visit("district_admin", dress);
    const path = await published(admin, "gatherings");
    await look(admin, "published");
    const peer = await visit("nobody", dress);
    await peer.go(path);
    assert.match(await peer.page.locator("main").innerText(), /our first year of coaching/);
    await look(peer, "public");
  });

  journey(`a coach lets colleagues ask, and takes it back: ${name}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    await coach.go("/calls");
    await coach.page.locator('main a[href="/colleagues"]').click();
    await look(coach, "nobody");
    await coach.page.locator('main a[href="/colleagues/mine"]').click();
    assert.notEqual(await coach.page.locator("#does").inputValue(), "");
    await coach.page.locator('[name="kind"]').first().check();
    await coach.page.locator("#helps").fill("choosing a coaching model");
    await coach.page.locator('[name="level"][value="everybody"]').check();
    await press(coach, 'main form[action="/colleagues/mine"]');
    await coach.page.locator('.refusal[role="alert"]').waitFor();
    assert.ok(await coach.page.locator('[name="kind"]').first().isChecked());
    await look(coach, "unagreed");
    await coach.page.locator("#agree").check();
    await press(coach, 'main form[action="/colleagues/mine"]');
    await coach.page.locator("main article.note").waitFor();
    await look(coach, "standing");

    const admin = await visit("district_admin", dress);
    const path = await published(admin, "colleagues");
    const peer = await visit("nobody", dress);
    await peer.go(path);
    await look(peer, "everybody");
    await peer.page.locator(`main a[href^="${path}/"]`).click();
    await peer.page.locator("#words").fill("How did you choose?");
    await peer.page.locator("#name").fill("Mina Peer");
    await peer.page.locator("#reply_to").fill("mina@elsewhere.example");
    await look(peer, "asking");
    await press(peer, "main form");
    await peer.page.waitForURL(new RegExp(`${path}(\\?|$)`));

    await coach.go("/colleagues");
    await press(coach, 'main form[action="/colleagues/mine"]');
    await coach.page.locator("main .empty").waitFor();
    await peer.go(path);
    assert.equal(await peer.page.locator("main article.note").count(), 0);
  });
}
