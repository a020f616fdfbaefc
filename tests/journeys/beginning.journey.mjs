// As a new superintendent would: from an empty district to a job description in force with its PDF
// for the board, an advertisement, and a public page of what a coach does.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";
import { come, describe, submit } from "./walking.mjs";

async function pdfOf(visitor, path) {
  const answer = await visitor.page.request.get(`${visitor.url}${path}`);
  assert.equal(answer.status(), 200);
  assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
}

async function advertise(author) {
  await author.go("/vacancies/new");
  await author.page.locator("#title").fill("Technology coach");
  await author.page.locator("#place").fill("Ford, two schools");
  await author.page.locator("#summary").fill("Somebody who teaches beside teachers.");
  await author.page.locator("#post").selectOption({ label: "Technology coach" });
  await submit(author, 'main form[action="/vacancies"] button');
  await submit(author, 'main form[action$="/posting"] button');
  return author.page.locator('main a[href^="/jobs/"]').first().getAttribute("href");
}

async function present(author) {
  await author.go("/role-page/words");
  await submit(author, 'main form[action="/role-page/words"] button');
  await submit(author, 'main form[action="/role-page/publication"] button');
  const link = await author.page.locator('main a[href*="/about/"]').getAttribute("href");
  return new URL(link).pathname;
}

journey("an empty district has a post, an advertisement and a public page", async (stage) => {
  await stage.rapport("district", "add", "--name", "Ford");
  await come(stage, "Pia", "principal");
  const author = await come(stage, "Hans", "director");
  const begun = Date.now();
  await pdfOf(author, `${await describe(author)}/pdf`);
  const advert = await advertise(author);
  const about = await present(author);
  const stranger = await stage.visit("nobody", { on: "phone" });
  await stranger.go(advert);
  await stranger.says(/Somebody who teaches beside teachers\./);
  await stranger.says(/What you would do/);
  await stranger.fits();
  await stranger.axe();
  await pdfOf(stranger, `${advert}/pdf`);
  assert.equal(await stranger.go(about), 200);
  const seconds = (Date.now() - begun) / 1000;
  assert.ok(seconds < 1800, `${seconds} s`);
  console.log(`       from nothing to the advertisement: ${seconds.toFixed(1)} s of a machine`);
});
