// How notes are kept: three holders agree, two of them hold and open, everybody reads about it.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const passphrase = "three calm words there";
const reason = "A court has ordered it, case 12 of 2026.";

async function sees(visitor, pattern) {
  await visitor.page.locator("main", { hasText: pattern }).waitFor();
}

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`escrow-${name}`);
}

function form(visitor, action) {
  return visitor.page.locator(`main form[action="${action}"]`);
}

async function choosePassphrase(visitor) {
  await visitor.go("/notes-key");
  for (const name of ["passphrase", "again"]) {
    await form(visitor, "/notes-key").locator(`input[name="${name}"]`).fill(passphrase);
  }
  await form(visitor, "/notes-key").locator("button").click();
  await visitor.page.locator("main strong").first().waitFor();
}

// A district of its own: three who hold, a coach and a teacher.
async function district({ rapport, visit }, dress) {
  const word = `${dress.language ?? "en"}-${dress.on ?? "laptop"}`;
  const order = ["--district", `Vale of ${word}`];
  await rapport("district", "add", "--name", `Vale of ${word}`);
  const people = {};
  const roles = { ada: "district_admin", dee: "director", tom: "technician", rosa: "coach",
    amina: "teacher" };
  for (const [name, role] of Object.entries(roles)) {
    const email = `${name}-${word}@vale.example`;
    await rapport("user", "add", ...order, "--name", `${name} of ${word}`, "--email", email,
      "--role", role);
    people[name] = await visit(email, dress);
    people[name].email = email;
  }
  return people;
}

async function nameHolders({ ada, dee, tom }, name) {
  await ada.go("/settings/notes");
  await look(ada, `settings-${name}`);
  const fields = { holder_1: ada.email, holder_2: dee.email, holder_3: ada.email };
  for (const [field, words] of Object.entries(fields)) {
    await ada.page.locator(`#${field}`).fill(words);
  }
  await form(ada, "/settings/notes/holders").locator("button").click();
  await ada.page.locator('.refusal[role="alert"]').waitFor();
  assert.equal(await ada.page.locator("#holder_1").inputValue(), ada.email);
  await look(ada, `settings-refused-${name}`);
  await ada.page.locator("#holder_3").fill(tom.email);
  await form(ada, "/settings/notes/holders").locator("button").click();
  await ada.page.locator("h3").waitFor();
}

async function hold(visitor, name) {
  await visitor.go("/notes-escrow");
  await look(visitor, `asked-${name}`);
  await choosePassphrase(visitor);
  await visitor.go("/notes-escrow");
  await form(visitor, "/notes-escrow/holding").first().locator("button").click();
  await visitor.page.locator("#asked-head").waitFor({ state: "detached" });
}

async function writeShared({ rosa }, words) {
  await rosa.go("/log?q=amina");
  const pick = rosa.page.locator('main input[name="person"]').first();
  await pick.check({ force: true });
  await rosa.page.locator('main input[name="kind"]').first().check({ force: true });
  await rosa.page.locator("main details:has(#note) > summary").click();
  await rosa.page.locator("#note").fill(words);
  // The tray of minutes may lie above it on a phone.
  await rosa.page.locator('#tier input[value="shared"]').evaluate((one) => { one.checked = true; });
  await look(rosa, "log");
  await rosa.page.locator('main button[name="minutes"]').first().click();
  await rosa.page.locator("main [data-saved]").waitFor();
}

async function ask(visitor, people, kind) {
  await visitor.go("/notes-escrow");
  await visitor.page.locator("main details:has(#people) > summary").click();
  const asking = form(visitor, "/notes-escrow/matters");
  await asking.locator(`input[value="${kind}"]`).check();
  await visitor.page.locator("#people").fill(people.map((one) => one.email).join("\n"));
  await visitor.page.locator("#reason").fill(reason);
  await visitor.page.locator("#from").fill("2020-01-01");
  await visitor.page.locator("#until").fill("2039-12-31");
  await asking.locator("button").click();
  await visitor.page.locator("dl.facts").waitFor();
  return new URL(visitor.page.url()).pathname;
}

async function agree(visitor, path) {
  await visitor.go(path);
  await form(visitor, `${path}/agreement`).locator("button").click();
  await form(visitor, `${path}/agreement`).waitFor({ state: "detached" });
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`three hold an escrow and two of them open: ${name}`, async (stage) => {
    const cast = await district(stage, dress);
    const { ada, tom, dee, rosa, amina } = cast;
    await nameHolders(cast, name);
    for (const one of [ada, dee, tom]) await hold(one, name);
    await writeShared(cast, "The timer helped her group.");
    const path = await ask(ada, [rosa, amina], "reading");
    await look(ada, `matter-asked-${name}`);
    assert.equal(await form(ada, `${path}/reading`).count(), 0, "one alone could read");
    await amina.go("/notes-escrow");
    await amina.saysNothingOf(reason);
    await tom.go(path);
    await look(tom, `matter-${name}`);
    await agree(tom, path);
    for (const one of [ada, tom]) {
      await one.go(path);
      await form(one, `${path}/reading`).locator("button").click();
      await sees(one, /The timer helped her group/);
      await look(one, `opened-${name}`);
    }
    assert.equal(await rosa.go(path), 404);
    assert.equal(await dee.go(path), 200);
    assert.equal(await form(dee, `${path}/reading`).count(), 0, "the third could read");
    for (const one of [rosa, amina]) {
      await one.go("/notes-escrow");
      await sees(one, /case 12 of 2026/);
      await look(one, `told-${one.email.split("-")[0]}-${name}`);
    }
    const held = await ask(dee, [rosa, amina], "holding");
    await agree(ada, held);
    await ada.go("/notes-escrow");
    await look(ada, `holder-${name}`);
    await ada.go("/settings/notes");
    await form(ada, "/settings/notes/mode").locator('input[value="none"]').check();
    await form(ada, "/settings/notes/mode").locator("button").click();
    await ada.page.locator('.refusal[role="alert"]').waitFor();
    await form(ada, "/settings/notes/mode").locator('input[name="accepted"]').check();
    await form(ada, "/settings/notes/mode").locator("button").click();
    await ada.page.locator('.refusal[role="alert"]').waitFor({ state: "detached" });
    await look(ada, `settings-none-${name}`);
  });
}
