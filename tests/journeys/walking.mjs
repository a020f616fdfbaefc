// What the journeys through every transition of a state machine have in common.
import assert from "node:assert/strict";

// Somebody of the district Ford, before a browser without script.
export async function come({ rapport, visit }, name, role) {
  const email = `${name}@ford.example`.toLowerCase();
  const order = ["--district", "Ford", "--name", `${name} Ford`, "--email", email];
  await rapport("user", "add", ...order, "--role", role);
  return visit(email, { script: false });
}

// A press that is done, not refused.
export async function submit(visitor, button) {
  const answer = visitor.page.waitForResponse((one) => one.request().method() === "POST");
  await visitor.page.locator(button).first().click();
  const { status, url } = await answer.then((one) => ({ status: one.status(), url: one.url() }));
  assert.equal(status, 303, `${button} at ${url}`);
  await visitor.page.waitForLoadState();
}
