// The states nobody plans for: a first day, a refused form, a wrong password, a double press.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

// Each page once more after what was done on it: it fits, and axe finds nothing.
async function look(visitor, name) {
  await visitor.shot(`state-${name}`);
  await visitor.fits();
  await visitor.axe();
}

journey("a first day invites, on every page", async ({ rapport, visit }) => {
  const people = { coach: "new-coach@hill.example", teacher: "new-teacher@hill.example" };
  await rapport("district", "add", "--name", "Hill Valley");
  for (const [role, email] of Object.entries(people)) {
    const order = ["--district", "Hill Valley", "--name", `New ${role}`, "--email", email];
    await rapport("user", "add", ...order, "--role", role);
  }
  const coach = await visit(people.coach, { on: "phone" });
  for (const path of ["/today", "/log", "/contacts", "/people", "/requests", "/programme"]) {
    assert.equal(await coach.go(path), 200);
    await look(coach, `first-day${path.replace("/", "-")}`);
  }
  const teacher = await visit(people.teacher, { on: "phone" });
  assert.equal(await teacher.go("/my-help"), 200);
  await look(teacher, "first-day-my-help");
});

journey("a wish of nothing but spaces is refused kindly", async ({ visit }) => {
  const teacher = await visit("teacher", { on: "phone", theme: "dark" });
  await teacher.go("/my-help");
  await teacher.page.locator("#words").fill("   ");
  await teacher.page.locator("#times").fill("Tuesday, period 3");
  await teacher.page.locator('main form[action="/my-help"] button').click();
  await teacher.page.locator('.refusal[role="alert"]').waitFor();
  assert.equal(await teacher.page.locator("#times").inputValue(), "Tuesday, period 3");
  await look(teacher, "refused-my-help");
});

journey("a wrong password is not told from an unknown address", async ({ visit }) => {
  const nobody = await visit("nobody", { language: "fr" });
  const said = [];
  for (const address of ["nobody@nowhere.example", "somebody@nowhere.example"]) {
    await nobody.go("/signin");
    await nobody.page.locator('main input[name="email"]').first().fill(address);
    await nobody.page.locator('main input[type="password"]').fill("three unrelated words");
    await nobody.page.locator('main form:has(input[type="password"]) button').click();
    await nobody.page.locator('[role="alert"]').first().waitFor();
    said.push(await nobody.page.locator('[role="alert"]').first().innerText());
    await look(nobody, "signin-refused");
  }
  assert.equal(said[0], said[1]);
});

journey("a page that needs somebody leads to signing in", async ({ visit }) => {
  const nobody = await visit("nobody", { on: "phone" });
  await nobody.go("/today");
  await nobody.page.waitForURL("**/signin**");
  await look(nobody, "signin");
});

journey("a press that came twice is done once", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/today");
  await coach.page.locator(".log-bar li a").first().click();
  await coach.page.locator("#kind label.chip:visible").first().click();
  // The same form sent twice at once, as two quick thumbs do.
  const twice = await coach.page.evaluate(async () => {
    const form = document.querySelector("form.log");
    const body = new URLSearchParams(new FormData(form));
    body.set("minutes", "20");
    const send = () => fetch(form.action, { method: "POST", body, redirect: "follow" });
    const answers = await Promise.all([send(), send()]);
    return answers.map((answer) => `${answer.status} ${answer.url}`);
  });
  assert.equal(twice[0], twice[1]);
  assert.match(twice[0], /^200 .*saved=/);
});

journey("the links of the sample work once", async ({ url, rapport, visit }) => {
  const line = (await rapport("sample-links", "--base-url", url)).split("\n")[0];
  const link = line.split("\t")[2];
  const first = await visit("nobody");
  await first.go(link);
  await first.page.locator("main form button").first().click();
  await first.page.locator("nav.places").waitFor();
  const second = await visit("nobody");
  await second.go(link);
  const button = second.page.locator('main form[action^="/link/"] button');
  if (await button.count()) await button.first().click();
  assert.equal(await second.page.locator("nav.places").count(), 0);
  await look(second, "link-used");
});
