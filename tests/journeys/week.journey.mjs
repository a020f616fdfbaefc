// The planner: wishes are made, a week is proposed, read, moved, accepted; a coach falls ill; a
// teacher answers. By mouse, by keyboard, on a phone, and without script.
import assert from "node:assert/strict";
import { addWish, comingMonday, propose, ready, saved } from "./planning.mjs";
import { journey } from "./stage.mjs";

async function namesOf(coach, count) {
  await coach.go("/people");
  const names = await coach.page.locator("main .rows .row-title").allInnerTexts();
  assert.ok(names.length >= count, "the sample has too few people");
  return names.slice(0, count);
}

journey("a coach adds wishes, has a week proposed and accepts it", async ({ visit }) => {
  const coach = await visit("coach");
  for (const name of await namesOf(coach, 5)) await addWish(coach, name);
  await coach.go("/week");
  await coach.axe();
  await coach.fits();
  await coach.shot("week-before-laptop");
  await propose(coach, comingMonday());
  await coach.says(/Nobody loses a promise|Nothing would change/);
  await coach.axe();
  await coach.fits();
  await coach.shot("week-proposal-laptop");
  await coach.page.locator('button[name="all"]').click();
  await coach.page.locator(saved).waitFor();
  await coach.go(`/week?on=${comingMonday()}&who=all`);
  assert.ok((await coach.page.locator("li.visit").count()) > 0, "nothing has a place");
  await coach.axe();
  await coach.fits();
  await coach.shot("week-laptop");
});

// More than one person's day has room for.
journey("a coach proposes a week and reads why somebody waits", async ({ visit }) => {
  const coach = await visit("coach");
  const [name] = await namesOf(coach, 1);
  const on = comingMonday(3);
  for (let i = 0; i < 8; i += 1) await addWish(coach, name, "90", on);
  await propose(coach, on);
  await coach.says(/Who would wait, and why/);
  const why = await coach.page.locator("#waiting-head + ul .row-words").first().innerText();
  assert.ok(why.length > 10, "nobody says why");
  await coach.axe();
  await coach.fits();
  await coach.go(`/week?on=${on}&who=all`);
  assert.ok((await coach.page.locator("#waiting-head + ul .row-words").count()) > 0);
  await coach.axe();
  await coach.page.locator("#waiting-head + ul a.row", { has: coach.page.locator(".row-words") })
    .first().click();
  await coach.says(/Why it waits/);
  await coach.axe();
  await coach.fits();
  await coach.go("/week/changes");
  await coach.axe();
});

journey("a visit is dragged with the mouse, and the move is undone", async ({ visit }) => {
  const coach = await visit("coach");
  // All of it in sight: a page that scrolls under a held mouse lets go of another card.
  await coach.page.setViewportSize({ width: 1280, height: 4000 });
  await coach.go(`/week?on=${comingMonday()}&who=all`);
  // Some visit and some free stretch it fits at the beginning of, by what the server itself says.
  const [moves, wish, free] = await coach.page.evaluate(async () => {
    const stretches = [...document.querySelectorAll("td [data-begins]")];
    for (const { dataset: card } of document.querySelectorAll("[data-moves]")) {
      for (const [number, stretch] of stretches.entries()) {
        const { coach: whose, on } = stretch.closest("td").dataset;
        const { begins, ends } = stretch.dataset;
        if (Number(ends) - Number(begins) < Number(card.minutes)) continue;
        const place = `${whose}.${on}.${begins}`;
        const reply = await fetch(
          `/week/trial?wish=${card.wish}&minutes=${card.minutes}&place=${place}`);
        if (reply.ok && (await reply.json()).fits) return [card.moves, card.wish, number];
      }
    }
    return [];
  });
  assert.ok(wish, "no visit of the sample fits anywhere else");
  const card = coach.page.locator(`[data-moves="${moves}"]`);
  const stretch = coach.page.locator("td [data-begins]").nth(free);
  const tried = coach.page.waitForResponse((reply) => reply.url().includes("/week/trial"));
  await card.dragTo(stretch, { targetPosition: { x: 20, y: 1 } });
  assert.match((await tried).url(), new RegExp(`wish=${wish}`));
  await coach.page.locator(saved).waitFor();
  await coach.shot("week-dragged");
  await coach.says(/has moved to/);
  await coach.page.locator(`${saved} form[action="/week/undo"] button`).click();
  await coach.says(/Taken back/);
});

journey("a visit is moved by keyboard, with the price of each place", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go(`/week?on=${comingMonday()}&who=all`);
  await coach.tabTo("[data-moves]");
  await coach.page.keyboard.press("Enter");
  await coach.page.locator('a[href$="/place"]').waitFor();
  await coach.axe();
  await coach.shot("visit-laptop");
  await coach.tabTo('a[href$="/place"]');
  await coach.page.keyboard.press("Enter");
  await coach.page.locator('button[name="place"]').first().waitFor();
  await coach.axe();
  await coach.fits();
  await coach.shot("places-laptop");
  await coach.tabTo('button[name="place"]');
  await coach.page.keyboard.press("Enter");
  await coach.page.locator(saved).waitFor();
  await coach.says(/has moved to/);
});

journey("a place that does not fit is refused with words and what was typed", async ({ visit }) => {
  const coach = await visit("coach", { on: "phone" });
  await coach.go(`/week?on=${comingMonday()}&who=all`);
  await coach.page.locator("[data-moves]").first().tap();
  await coach.page.locator('a[href$="/place"]').tap();
  await coach.page.locator("#at").fill("03:00");
  await coach.page.locator('form:has(#at) .actions button').tap();
  await coach.page.locator("[data-refused]").waitFor();
  assert.equal(await coach.page.locator("#at").inputValue(), "03:00");
  await coach.axe();
  await coach.fits();
  await coach.shot("places-refused-phone");
});

journey("a coach is ill: the week is planned anew and compared", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go(`/week/away`);
  await coach.axe();
  await coach.shot("away-laptop");
  await coach.page.locator("#from").fill(comingMonday());
  await coach.page.locator("#until").fill(comingMonday());
  await coach.page.locator('button[value="plan"]').click();
  await coach.page.locator("h1").waitFor();
  await ready(coach);
  await coach.says(/Nobody loses a promise|promise|Nothing would change/);
  await coach.axe();
  await coach.fits();
  await coach.shot("away-proposal-laptop");
});

journey("a teacher asks for a time in two taps and confirms another", async ({ visit }) => {
  const teacher = await visit("teacher", { on: "phone" });
  await teacher.go("/my-visits/new");
  const coach = teacher.page.locator('#coach label.chip').first();
  await coach.locator("input").check();
  await teacher.page.locator("form:has(#coach) button").tap();
  await teacher.page.locator('button[name="place"]').first().waitFor();
  await teacher.axe();
  await teacher.fits();
  await teacher.shot("ask-time-phone");
  await teacher.page.locator('button[name="place"]').first().tap();
  await teacher.page.locator(saved).waitFor();
  await teacher.axe();
  await teacher.fits();
  await teacher.shot("my-visits-phone");
  await teacher.go("/my-help");
  await teacher.axe();
  await teacher.fits();
});

journey("without script a week is proposed, read and accepted", async ({ visit }) => {
  const coach = await visit("coach", { on: "phone", script: false });
  const [, , , , , name] = await namesOf(coach, 6);
  await addWish(coach, name, "30");
  await propose(coach, comingMonday(2));
  const accept = coach.page.locator('button[name="all"]');
  if (await accept.count()) await accept.tap();
  await coach.go(`/week?on=${comingMonday(2)}&who=all`);
  await coach.fits();
  await coach.shot("week-phone-no-script");
});

for (const dress of [
  { on: "phone", theme: "dark", language: "fr" },
  { on: "laptop", theme: "dark", language: "fr" },
  { on: "phone", theme: "light", language: "en" },
]) {
  const words = Object.values(dress).join("-");
  journey(`every page of the planner fits and axe finds nothing: ${words}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    const on = comingMonday();
    const troubles = [];
    await coach.go("/week");
    const settings = await coach.page.locator('a[href^="/week/coaches/"]').getAttribute("href");
    await coach.go("/schedules");
    const proposal = await coach.page.locator('main .rows a.row').first().getAttribute("href");
    for (const path of [`/week?on=${on}`, `/week?on=${on}&who=all`, `/week?on=${on}&view=month`,
      `/week?on=${on}&view=term&who=all`, "/wishes/new", "/schedules", "/what-if", "/week/away",
      settings, proposal]) {
      assert.equal(await coach.go(path), 200, path);
      await coach.shot(`planner${path.replace(/[^a-z]+/gi, "-").slice(0, 40)}-${words}`);
      await coach.fits().catch((trouble) => troubles.push(`${path}: ${trouble.message}`));
      await coach.axe().catch((trouble) => troubles.push(`${path}: ${trouble.message}`));
    }
    assert.equal(troubles.length, 0, troubles.join("\n"));
  });
}

journey("the week prints without what is pressed", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go(`/week?on=${comingMonday()}&who=all`);
  await coach.page.emulateMedia({ media: "print" });
  for (const part of ["nav.places", ".week-whose", ".actions"]) {
    assert.ok(!(await coach.page.locator(part).first().isVisible()), `${part} is printed`);
  }
  await coach.shot("week-print");
});
