// A coach logs help where there is no network: it waits on the phone, and is saved once.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const waiting = "[data-waiting]";
const shell = "form[data-waits]";

// Asks again until it is so; a script of the page may still be at work.
async function until(isSo, otherwise) {
  for (const began = Date.now(); !(await isSo()); await new Promise((on) => setTimeout(on, 50))) {
    assert.ok(Date.now() - began < 20000, otherwise);
  }
}

// Opens Today, and waits until the phone has what it needs to open the log by itself. A page that
// was loading while the worker began has no controller, now and then; the next one has.
async function prepared(visit, options) {
  const coach = await visit("coach", options);
  coach.isCutOff = true;  // What the browser says of a network that is away is no complaint.
  await coach.go("/today");
  const isReady = () => coach.page.evaluate(async () => {
    const page = await caches.match("/log/offline");
    const known = await navigator.serviceWorker.getRegistration();
    return Boolean(page) && known?.active?.state === "activated";
  });
  await until(isReady, "the phone never got what it needs");
  return coach;
}

async function logWithout(coach, minutes) {
  await coach.page.goto(new URL("/log", coach.url).href);
  await coach.page.locator(shell).waitFor();
  await coach.tap(coach.page.locator("#person label.chip:visible").first());
  await coach.tap(coach.page.locator("#kind label.chip:visible").first());
  await coach.tap(`button[name="minutes"][value="${minutes}"]`);
  await coach.page.locator(`${waiting} li`).first().waitFor();
}

// How many contacts of that many minutes the server knows.
async function saved(coach, minutes) {
  return coach.page.evaluate(async (wanted) => {
    const { contacts } = await (await fetch("/api/v1/contacts?limit=50")).json();
    return contacts.filter((one) => one.minutes === wanted && one.entered_at.slice(0, 13) >=
      new Date(Date.now() - 3600e3).toISOString().slice(0, 13)).length;
  }, minutes);
}

const kept = (coach) => coach.page.evaluate(() => new Promise((done) => {
  const asked = indexedDB.open("rapport", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "key" });
  asked.onsuccess = () => {
    const all = asked.result.transaction("waiting").objectStore("waiting").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
}));

// Sent, answered, and no longer shown.
const gone = (coach) => until(async () => (await kept(coach)).length === 0 &&
  await coach.page.locator(`${waiting} li`).count() === 0, "something still waits");

journey("help logged without a network waits on the phone and is saved once", async ({ visit }) => {
  const coach = await prepared(visit, { on: "phone" });
  await coach.go("/today");
  const before = await saved(coach, 45);
  await coach.context.setOffline(true);
  await logWithout(coach, 45);
  assert.match(await coach.page.locator(waiting).innerText(), /Kept on this device/);
  assert.match(await coach.page.locator(`${waiting} li`).innerText(), /45 min/);
  await coach.axe();
  await coach.fits();
  await coach.shot("log-offline-phone");
  await coach.context.setOffline(false);
  await gone(coach);
  assert.match(await coach.page.locator(waiting).innerText(), /saved/);
  assert.equal(await saved(coach, 45), before + 1);
  await coach.go("/today");
  await coach.page.waitForTimeout(300);
  assert.equal(await saved(coach, 45), before + 1);
  assert.deepEqual(await kept(coach), []);
});

journey("an answer that got lost on its way doubles nothing", async ({ visit }) => {
  const coach = await prepared(visit);
  const before = await saved(coach, 60);
  await coach.context.setOffline(true);
  await logWithout(coach, 60);
  // The first answer is lost after the server has saved; so is the second.
  let lost = 0;
  await coach.context.route("**/api/v1/contacts", async (route) => {
    if (route.request().method() !== "POST" || lost === 2) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  for (let round = 0; round < 3; round += 1) {
    await coach.context.setOffline(false);
    await coach.page.evaluate(() => dispatchEvent(new Event("online")));
    await coach.page.waitForTimeout(400);
  }
  await gone(coach);
  assert.equal(lost, 2);
  assert.equal(await saved(coach, 60), before + 1);
});

journey("what waits survives a session that ended, and goes when its owner is back",
  async ({ visit, links }) => {
    const coach = await prepared(visit, { theme: "dark" });
    const before = await saved(coach, 5);
    await coach.context.setOffline(true);
    await logWithout(coach, 5);
    await coach.context.clearCookies();
    await coach.context.setOffline(false);
    await coach.page.evaluate(() => dispatchEvent(new Event("online")));
    await coach.page.waitForTimeout(400);
    assert.equal((await kept(coach)).length, 1, "nobody is signed in, so nothing is sent");
    await coach.go("/signin");
    const isForgotten = async () => (await kept(coach))[0].says === "" &&
      await coach.page.evaluate(async () => (await caches.keys()).length === 0);
    await until(isForgotten, "signed out, a name is left on the device");
    // Somebody else signs in on the same device: it is not theirs to send.
    await coach.page.goto((await links()).technician.url);
    await coach.page.locator("main form button").first().click();
    await coach.page.locator("nav.places").waitFor();
    await coach.page.waitForTimeout(400);
    assert.equal(await coach.page.locator(waiting).count(), 0);
    assert.equal((await kept(coach)).length, 1);
    await coach.context.clearCookies();
    await coach.comeIn({ links });
    await gone(coach);
    assert.equal(await saved(coach, 5), before + 1);
  });

journey("signing out sends what waits, and leaves nothing on the device", async ({ visit }) => {
  const coach = await prepared(visit);
  await coach.context.route("**/api/v1/contacts", (route) =>
    (route.request().method() === "POST" ? route.abort() : route.continue()));
  await coach.page.goto(new URL("/log/offline", coach.url).href);
  await coach.page.locator("#person label.chip:visible").first().click();
  await coach.page.locator("#kind label.chip:visible").first().click();
  await coach.page.locator('button[name="minutes"][value="10"]').click();
  await coach.page.locator(`${waiting} li`).first().waitFor();
  await coach.context.unroute("**/api/v1/contacts");
  await coach.page.locator("form[data-forget] button").click();
  await coach.page.waitForURL("**/signin*");
  assert.deepEqual(await kept(coach), []);
  assert.deepEqual(await coach.page.evaluate(() => caches.keys()), []);
});

journey("what the server refuses is said, and stays until it is taken away", async ({ visit }) => {
  const coach = await prepared(visit, { language: "fr" });
  await coach.context.setOffline(true);
  await logWithout(coach, 15);
  // The person has left meanwhile, or the month is closed: any refusal of the rules.
  await coach.context.route("**/api/v1/contacts", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const contact = { ...route.request().postDataJSON(), on: "2001-01-01" };
    return route.continue({ postData: JSON.stringify(contact) });
  });
  await coach.context.setOffline(false);
  await coach.page.evaluate(() => dispatchEvent(new Event("online")));
  const row = coach.page.locator(`${waiting} li`);
  await row.locator("button").waitFor();
  assert.ok((await row.innerText()).length > 40, await row.innerText());
  await coach.axe();
  await coach.shot("log-refused-later-fr");
  await row.locator("button").click();
  await gone(coach);
  assert.deepEqual(await kept(coach), []);
});

journey("nothing of a note is kept for the time without a network", async ({ visit }) => {
  const coach = await prepared(visit);
  const texts = await coach.page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        if (!pathname.startsWith("/assets/")) found.push(pathname);
      }
    }
    return found;
  });
  assert.deepEqual(texts, ["/log/offline"]);
  await coach.go("/log/offline");
  const later = coach.page.locator("textarea, .next-step, .last, [name=next_step]");
  assert.equal(await later.count(), 0);
});
