// What journeys that plan a week have in common.
import assert from "node:assert/strict";

export const saved = "[data-saved]";

export async function addWish(coach, name, minutes = "45", on = "") {
  await coach.go("/wishes/new");
  await coach.page.locator("#q").fill(name);
  await coach.page.locator('.pair button[form="find"]').click();
  const chip = coach.page.locator("#person label.chip", { hasText: name }).first();
  await chip.locator("input").check();
  await coach.page.locator(`input[name="minutes"][value="${minutes}"]`).check();
  if (on) await coach.page.locator("#from").fill(on);
  if (on) await coach.page.locator("#until").fill(on);
  await coach.page.locator("form.log button.first").click();
  await coach.page.locator(saved).waitFor();
}

// Presses "Propose a week" and waits until it is ready, by script or by looking again.
export async function propose(coach, on) {
  await coach.go(`/week?on=${on}&who=all`);
  await coach.page.locator('form[action="/schedules"] button.first').click();
  await coach.page.locator("h1").waitFor();
  await ready(coach);
}

// By script the page says it by itself; without, somebody looks again until it is there.
export async function ready(coach) {
  const live = coach.page.locator("[data-live]");
  if (coach.script) {
    await live.waitFor({ state: "detached", timeout: 90_000 });
    return;
  }
  const end = Date.now() + 90_000;
  while (await live.count()) {
    assert.ok(Date.now() < end, "the proposal never was ready");
    await live.locator("a").click();
  }
}

// The Monday after next: everything in it lies ahead, whatever the day of the run.
export function comingMonday(weeks = 1) {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7) + 7 * (weeks - 1));
  return day.toISOString().slice(0, 10);
}
