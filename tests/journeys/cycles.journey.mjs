// A coach and a teacher agree how they work together, and take one unit through a cycle.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

// What comes after a press: the page that says so.
async function sees(visitor, pattern) {
  await visitor.page.locator("main", { hasText: pattern }).waitFor();
}

// The next stage, or the first; whoever presses it.
async function press(visitor, to) {
  await visitor.page.locator(`main form[action$="/stage"] button[value="${to}"]`).first().click();
  await sees(visitor, /On you go/);
}

async function count(visitor, cycle, moment, levels) {
  await visitor.go(`${cycle}/evidence?moment=${moment}`);
  await visitor.page.locator("#source").fill("Exit slips");
  for (const [level, students] of levels.entries()) {
    await visitor.page.locator(`#level_${level}`).fill(String(students));
  }
  await visitor.page.locator("main form button.first").click();
  await visitor.page.waitForURL(`**${cycle}`);
}

// The coach proposes to the teacher of the sample; gives the path of the cycle.
async function propose(coach, teacher, topic, model = "mini") {
  await coach.go(`/cycles/new?q=${encodeURIComponent(teacher.name)}`);
  await coach.page.locator("#person label.chip", { hasText: teacher.name }).click();
  await coach.page.locator("#topic").fill(topic);
  await coach.page.locator(`#template input[value="${model}"]`).check();
  await coach.page.locator('form[action="/cycles"] button.first').click();
  await coach.page.waitForURL(/\/cycles\/[0-9a-z]{26}$/);
  return new URL(coach.page.url()).pathname;
}

for (const script of [true, false]) {
  const how = script ? "" : " without script";
  journey(`a cycle goes from a proposal to the next unit${how}`, async ({ visit }) => {
    const coach = await visit("coach", { script });
    const teacher = await visit("teacher", { on: "phone", script });
    const topic = script ? "Podcasts about the creek" : "Maps of the creek";
    const cycle = await propose(coach, teacher, topic);
    await teacher.go("/my-help");
    await teacher.says(new RegExp(topic));
    await teacher.go(cycle);
    await teacher.says(/Will I be evaluated\? No\./);
    if (script) {
      await teacher.axe();
      await teacher.fits();
      await teacher.shot("cycle-asked-phone");
    }
    await teacher.tap('form[action$="/agreement"] button.first');
    await sees(teacher, /Everybody has said yes/);
    await press(teacher, "begin");
    await coach.go(cycle);
    await coach.says(/where do students stand today\?/);
    await count(teacher, cycle, "before", [12, 8, 4, 0]);
    await press(teacher, "next");
    await teacher.page.locator("summary", { hasText: "Add a step" }).click();
    await teacher.page.locator("#words").fill("Record one pair");
    await teacher.page.locator('form[action$="/steps"] button').click();
    await sees(teacher, /The step is there/);
    await teacher.says(/Record one pair/);
    if (script) {
      await teacher.axe();
      await teacher.fits();
      await teacher.shot("cycle-doing-phone");
    }
    await teacher.page.locator('form[action$="/completion"] button').first().click();
    await sees(teacher, /Steps that are done/);
    await coach.go(cycle);
    await press(coach, "next");
    await coach.go(`${cycle}/closure`);
    await coach.page.locator('#outcome input[value="met"]').check();
    await coach.page.locator("main form button.first").click();
    await sees(coach, /add what students’ work shows now/);
    await count(coach, cycle, "after", [2, 5, 12, 5]);
    await coach.go(`${cycle}/closure`);
    await coach.page.locator('#outcome input[value="met"]').check();
    await coach.page.locator("#celebration").fill("They asked for another microphone.");
    await coach.page.locator("main form button.first").click();
    await sees(coach, /You reached the goal/);
    if (script) {
      await coach.axe();
      await coach.shot("cycle-met-laptop");
    }
    await coach.page.locator('a[href$="as=unit"]').click();
    await coach.page.waitForURL("**/cycles/new?**");
    await coach.page.locator("#topic").fill(`${topic}, the next unit`);
    await coach.page.locator('form[action="/cycles"] button.first').click();
    await sees(coach, /You have asked/);
    await teacher.go("/cycles");
    await teacher.says(/the next unit/);
  });
}

journey("a teacher stops a cycle without a reason", async ({ visit }) => {
  const coach = await visit("coach");
  const teacher = await visit("teacher", { on: "phone" });
  const cycle = await propose(coach, teacher, "Questions of a map");
  await teacher.go(cycle);
  await teacher.tap('form[action$="/agreement"] button.first');
  await sees(teacher, /You are in it together/);
  await teacher.go(`${cycle}/closure`);
  await teacher.says(/No reason is asked, and none is kept/);
  await teacher.page.locator('#outcome input[value="stopped"]').check();
  await teacher.axe();
  await teacher.tap("main form button.first");
  await sees(teacher, /No reason is needed/);
  await coach.go("/cycles");
  await coach.says(/No reason is needed/);
});

journey("a teacher says no in French, on a phone", async ({ visit }) => {
  const coach = await visit("coach");
  const teacher = await visit("teacher", { on: "phone", language: "fr", theme: "dark" });
  const cycle = await propose(coach, teacher, "Un balado", "challenge");
  await teacher.go(cycle);
  await teacher.says(/Est-ce qu’on m’évalue \? Non\./);
  await teacher.axe();
  await teacher.fits();
  await teacher.shot("cycle-asked-phone-dark-fr");
  await teacher.tap('form[action$="/closure"] button');
  await sees(teacher, /Aucune raison n’est nécessaire/);
  await teacher.speak("en");
});

journey("a cycle by keyboard alone", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/cycles");
  await coach.press('main a[href="/cycles/new"]');
  await coach.page.waitForURL("**/cycles/new");
  await coach.tabTo('#person input[type="checkbox"]');
  await coach.page.keyboard.press("Space");
  await coach.write("#topic", "By keyboard");
  await coach.choose('#template input[type="radio"]', '[value="lesson"]');
  await coach.press('form[action="/cycles"] button.first');
  await coach.page.waitForURL(/\/cycles\/[0-9a-z]{26}$/);
  await coach.says(/By keyboard/);
});

journey("an agreement is proposed, changed and signed by both", async ({ visit }) => {
  const coach = await visit("coach");
  const principal = await visit("principal", { on: "phone" });
  await principal.go("/agreements");
  await principal.says(/For you to read/);
  await principal.page.locator("main a.row").first().click();
  await sees(principal, /may learn/);
  await principal.axe();
  await principal.fits();
  await principal.shot("agreement-principal-phone");
  await principal.page.locator('a[href$="/change"]').click();
  await principal.page.waitForURL("**/change");
  await principal.page.locator('#profile input[value="counts"]').check();
  await principal.axe();
  await principal.tap("main form button.first");
  await sees(principal, /You have signed/);
  const path = new URL(principal.page.url()).pathname;
  await coach.go(path);
  await coach.says(/Sums of the whole building/);
  await coach.shot("agreement-coach-laptop");
  await coach.page.locator('form[action$="/signature"] button.first').click();
  await sees(coach, /Signed by both/);
  await coach.axe();
});

// Everything of it, in two dresses: it fits, and axe finds nothing.
const dresses = [
  { on: "phone", theme: "light", language: "en" },
  { on: "laptop", theme: "dark", language: "fr" },
];
for (const dress of dresses) {
  const words = Object.values(dress).join("-");
  journey(`every page of cycles and agreements: ${words}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    await coach.go("/cycles");
    const row = coach.page.locator("main a.row", { hasText: "Spoken feedback in writing" });
    const cycle = await row.first().getAttribute("href");
    const troubles = [];
    const look = async (visitor, path) => {
      const status = await visitor.go(path);
      if (status !== 200) troubles.push(`${path}: ${status}`);
      const name = path.replace(/[0-9a-z]{26}/g, "one").replace(/\W+/g, "-");
      await visitor.shot(`cycles${name}-${words}`);
      await visitor.fits().catch((trouble) => troubles.push(trouble.message));
      await visitor.axe().catch((trouble) => troubles.push(trouble.message));
    };
    for (const path of ["/cycles", "/cycles/new", cycle, `${cycle}/goal`, `${cycle}/plan`,
      `${cycle}/evidence`, `${cycle}/closure`, `${cycle}/members`, "/agreements",
      "/agreements/new"]) {
      await look(coach, path);
    }
    await coach.go(cycle);
    const row_of_meeting = coach.page.locator('main a.row[href*="/meetings/"]').first();
    const meeting = await row_of_meeting.getAttribute("href");
    for (const path of [meeting, `${meeting}/agenda`, `${meeting}/notes`,
      `${meeting}/earlier?part=notes&number=1`, `${cycle}/ratings`,
      `${cycle}/ratings/new?framework=triple_e`, `${cycle}/places/new`,
      `/who-can-see${cycle.replace("cycles", "cycle")}`]) {
      await look(coach, path);
    }
    const principal = await visit("principal", dress);
    await look(principal, "/shared-cycles");
    const admin = await visit("district_admin", dress);
    await look(admin, "/settings/cycles");
    await look(admin, "/settings/cycles/challenge");
    assert.equal(troubles.length, 0, troubles.join("\n"));
    if (dress.language === "fr") {
      for (const visitor of [coach, principal, admin]) await visitor.speak("en");
    }
  });
}

// A coach and two teachers of a district of their own, whose notes no other journey locks.
async function threeOfTheirOwn({ rapport, visit }, script) {
  const district = script ? "Brook" : "Brook on paper";
  await rapport("district", "add", "--name", district);
  const come = async (name, role, dress) => {
    const email = `${name}.${script}@brook.example`.toLowerCase();
    const order = ["--district", district, "--name", `${name} Brook`, "--email", email];
    await rapport("user", "add", ...order, "--role", role);
    const visitor = await visit(email, { ...dress, script });
    return Object.assign(visitor, { name: `${name} Brook` });
  };
  return [
    await come("Rosa", "coach", {}),
    await come("Amina", "teacher", { on: "phone" }),
    await come("Bao", "teacher", { on: "phone" }),
  ];
}

// Writes at the end of what stands in the box, as somebody who types does.
async function append(visitor, words) {
  const box = visitor.page.locator("#text");
  const before = await box.inputValue();
  await box.fill(before === "" ? words : `${before}\n${words}`);
}

async function keep(visitor) {
  await visitor.page.locator("main form button.first").click();
  await sees(visitor, /Kept/);
}

for (const script of [true, false]) {
  const how = script ? "" : ", without script";
  journey(`two teachers and a coach write the same notes at once${how}`, async (stage) => {
    const [coach, teacher, colleague] = await threeOfTheirOwn(stage, script);
    const topic = script ? "Notes at once" : "Notes at once on paper";
    const cycle = await propose(coach, teacher, topic);
    await coach.go(`${cycle}/members?q=${encodeURIComponent(colleague.name)}`);
    await coach.page.locator('main form[action$="/members"] button[name="person"]').first().click();
    await sees(coach, new RegExp(topic));
    for (const one of [teacher, colleague]) {
      await one.go(cycle);
      await one.tap('form[action$="/agreement"] button.first');
      await sees(one, /Who is in it/);
    }
    await coach.go(cycle);
    await coach.page.locator('form[action$="/meetings"] button').click();
    await sees(coach, /The meeting is there/);
    const meeting = new URL(coach.page.url()).pathname;
    await coach.go(`${meeting}/notes`);
    await append(coach, "We look at three recordings.\nNext time: the rubric.");
    await keep(coach);
    // All three have the same text before them, and change it before anybody keeps theirs.
    for (const one of [coach, teacher, colleague]) await one.go(`${meeting}/notes`);
    const change = async (one, from, to) => {
      const box = one.page.locator("#text");
      await box.fill((await box.inputValue()).replace(from, to));
    };
    await change(coach, "three", "four");
    await change(teacher, "the rubric", "the rubric, with students");
    await append(teacher, "Two students asked for another try.");
    await change(colleague, "three", "five");
    await append(colleague, "The microphone works.");
    for (const one of [coach, teacher, colleague]) await keep(one);
    for (const one of [coach, teacher, colleague]) {
      await one.go(meeting);
      for (const words of [
        "We look at four recordings.",
        "We look at five recordings.",
        "Next time: the rubric, with students.",
        "Two students asked for another try.",
        "The microphone works.",
      ]) {
        await one.says(new RegExp(words.replace(".", "\\.")));
      }
      await one.says(/You wrote different things here/);
    }
    if (script) {
      await teacher.axe();
      await teacher.fits();
      await teacher.shot("meeting-at-once-phone");
    }
    await teacher.page.locator('form[action$="/settlement"] button[value="1"]').click();
    await sees(teacher, /It is settled/);
    await coach.go(meeting);
    await coach.says(/We look at five recordings\./);
    assert.equal(await coach.page.locator('form[action$="/settlement"]').count(), 0);
    await coach.page.locator('a[href$="/earlier?part=notes"]').click();
    await coach.says(/Each time somebody kept it/);
  });
}
