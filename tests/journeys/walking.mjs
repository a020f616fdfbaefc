// What the journeys through every transition of a state machine have in common.
import assert from "node:assert/strict";

// Somebody of the district Ford, before a browser without script.
export async function come({ rapport, visit }, name, role, dress = { script: false }) {
  const email = `${name}@ford.example`.toLowerCase();
  const order = ["--district", "Ford", "--name", `${name} Ford`, "--email", email];
  await rapport("user", "add", ...order, "--role", role);
  return visit(email, dress);
}

// A press that is done, not refused.
export async function submit(visitor, button) {
  const answer = visitor.page.waitForResponse((one) => one.request().method() === "POST");
  await visitor.page.locator(button).first().click();
  const { status, url } = await answer.then((one) => ({ status: one.status(), url: one.url() }));
  assert.equal(status, 303, `${button} at ${url}`);
  await visitor.page.waitForLoadState();
}

// A job description, from its first word to in force. Its address.
export async function describe(author) {
  await author.go("/job-descriptions/new");
  await author.page.locator("#title").fill("Technology coach");
  await author.page.locator('#model input[value="building"]').check();
  await submit(author, 'main form[action="/job-descriptions"] button');
  const address = new URL(author.page.url()).pathname;
  await bringInForce(author, address);
  return address;
}

// There is a principal to ask.
export async function bringInForce(author, address) {
  await author.go(`${address}/consultation`);
  await author.page.locator('#person input[name="principals"]').check();
  await submit(author, 'main form[action$="/consultation"] button.first');
  await submit(author, 'main form[action$="/sending"] button');
  for (const noun of ["endorsement", "approval"]) {
    await author.go(`${address}/${noun}`);
    await submit(author, `main form[action$="/${noun}"] button`);
  }
}
