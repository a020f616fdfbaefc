// As a new superintendent would: from a program with nothing in it and an empty district to a
// proposal for the board, a job description as a PDF, an advertisement and a public page, one step
// after the other.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";
import { come } from "./walking.mjs";

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`starter-kit-${name}`);
}

const button = 'main form[action^="/starter-kit/"] button';

async function step(visitor, name, fill, next = /\/starter-kit(\/|\?|$)/) {
  assert.match(visitor.page.url(), new RegExp(`/starter-kit/${name}`));
  await fill(visitor.page);
  const before = visitor.page.url();
  await visitor.page.locator(button).first().click();
  await visitor.page.waitForURL((url) => url.href !== before && next.test(url.pathname));
}

async function bytes(visitor, path) {
  const reply = await visitor.page.request.get(new URL(path, visitor.page.url()).href);
  assert.equal(reply.status(), 200, path);
  return reply.body();
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
  { on: "phone", theme: "light", language: "en", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`a district that begins goes from why to the board: ${name}`, async ({ found }) => {
    const [place] = await found(1);
    await place.rapport("district", "add", "--name", "Ford");
    const began = Date.now();
    const head = await come(place, "Hans", "director", dress);
    await head.go("/job-descriptions");
    await head.page.locator('main a[href="/starter-kit"]').click();
    await look(head, `begin-${name}`);
    await head.page.locator("main .actions a.first").click();

    // Nothing written: it says so at the field, and goes nowhere.
    await head.page.locator("#seen_by").fill("Their films before and after.");
    await head.page.locator(button).first().click();
    await head.page.locator("#better-why").waitFor();
    assert.equal(await head.page.locator("#seen_by").inputValue(), "Their films before and after.");
    await look(head, `refused-${name}`);
    await head.page.locator("#better").fill("Every pupil explains to others what they found out.");
    await head.page.locator(button).first().click();
    await head.page.waitForURL(/\/starter-kit\/where/);

    await step(head, "where", async (page) => {
      const there = await page.locator("#buildings").inputValue();
      await page.locator("#buildings").fill(`${there}\nMeadow School ${name}`);
    });
    await look(head, `who-${name}`);
    await step(head, "who", async (page) => {
      await page.locator('[name="candidate"][value="new_post"]').check();
      await page.locator('[name="asked"][value="teachers"]').check();
      await page.locator('[name="asked"][value="parents"]').check();
    });
    await step(head, "model", (page) => page.locator('[name="model"][value="pool"]').check());
    // The same step shows what the numbers come to.
    await head.page.locator("#teachers").fill("60");
    await head.page.locator("#fte_percent").fill("100");
    await head.page.locator(button).first().click();
    await head.page.locator("#reach-head").waitFor();
    await look(head, `ratio-${name}`);
    await head.go("/starter-kit/supervisor");
    await step(head, "supervisor", async (page) => {
      await page.locator('[name="leads"][value="principal"]').check();
      await page.locator('[name="evaluator"][value="superintendent"]').check();
    });
    await step(head, "money", async (page) => {
      await page.locator('[name="sources"][value="grant"]').check();
      await page.locator("#ends_on").fill("2029-06-30");
      await page.locator("#cost").fill("82000");
      await page.locator("#pay").fill("As teachers are paid");
    });
    await step(head, "agreement", (page) =>
      page.locator('[name="profile"][value="topic"]').check());
    await look(head, `job-${name}`);
    await step(head, "job-description", (page) =>
      page.locator("#job_title").fill(`Technology coach ${name}`));
    assert.match(await head.page.locator("#summary").inputValue(), /explains to others/);
    assert.match(await head.page.locator("#place").inputValue(), /Meadow School/);
    await look(head, `advertisement-${name}`);
    await step(head, "advertisement", (page) =>
      page.locator('[name="advertise"][value="now"]').check());
    await step(head, "role-page", (page) =>
      page.locator('[name="publish"][value="now"]').check());
    await step(head, "first-days", (page) => page.locator("#starts_on").fill("2027-08-16"));
    await look(head, `done-${name}`);

    await head.page.locator('main a[href="/starter-kit/proposal"]').click();
    await look(head, `proposal-${name}`);
    assert.match(await head.page.locator("main").innerText(), /explains to others/);
    assert.equal(String((await bytes(head, "/starter-kit/proposal.pdf")).subarray(0, 5)), "%PDF-");
    const made = head.page.locator("#made-head + ul a");
    const places = await made.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.equal(places.length, 3);

    const description = places.find((place) => place.startsWith("/job-descriptions/"));
    await head.go(description);
    await look(head, `description-${name}`);
    const pdf = await head.page.locator('main a[href*="pdf"]').first().getAttribute("href");
    assert.equal(String((await bytes(head, pdf)).subarray(0, 5)), "%PDF-");

    await head.go(places.find((place) => place.startsWith("/vacancies/")));
    const advert = await head.page.locator('main a[href*="/jobs/"]').first().getAttribute("href");
    await head.go("/role-page");
    const about = await head.page.locator('main a[href*="/about/"]').first().getAttribute("href");
    const reader = await place.visit("nobody", dress);
    await reader.go(new URL(advert, head.page.url()).pathname);
    assert.match(await reader.page.locator("main").innerText(), /explains to others/);
    await look(reader, `outside-${name}`);
    await reader.go(new URL(about, head.page.url()).pathname);
    // From an empty district to all of it: thirty minutes for a person, far less for a machine.
    assert.ok(Date.now() - began < 30 * 60 * 1000);

    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`       from nothing to the board: ${seconds} s of a machine`);

    // To begin again forgets the answers, and nothing that was made.
    await head.go("/starter-kit");
    await head.page.locator("main details summary").click();
    await head.page.locator('main form[action="/starter-kit"] button').click();
    await head.page.waitForURL(/\/starter-kit(\?|$)/);
    assert.equal(await head.page.locator("#made-head").count(), 0);
    await head.go(description);
  });
}
