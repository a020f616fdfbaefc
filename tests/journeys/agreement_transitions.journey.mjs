// Every transition of an agreement that the state machine allows, each done by somebody at a
// browser, without script. The table is compared with the machine by a test of the program
// (AgreementMachine), and with what was really done at the end of the journey.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";
import { come, submit } from "./walking.mjs";

const allowed = {
  propose: "open proposed to_come in_force changing",
  sign: "proposed changing",
  set_aside: "proposed changing",
  review: "in_force changing",
  end: "open proposed to_come in_force changing",
};

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

class Walk {
  constructor(coach, teacher) {
    Object.assign(this, { coach, teacher });
    this.walked = new Set();
  }

  async state() {
    const answer = await this.coach.context.request.get(`${this.coach.url}/api/v1${this.path}`);
    return (await answer.json()).state;
  }

  // Does it, and notes in which state that was possible, and whereto it led.
  async does(act, then, ...with_what) {
    const state = await this.state();
    await this[act](...with_what);
    this.walked.add(`${act} ${state}`);
    assert.equal(await this.state(), then, `${act} when ${state}`);
  }

  // One proposes with the coach's pen; from today on, or in so many days.
  async begin(days = 0) {
    const { coach } = this;
    await coach.go("/agreements/new?q=Amina");
    await coach.page.locator('main a[href^="/agreements/new?person="]').first().click();
    if (days > 0) await this.date(coach, days);
    await submit(coach, 'form[action="/agreements"] button.first');
    this.path = new URL(coach.page.url()).pathname;
  }
  async date(visitor, days) {
    await visitor.page.locator("#begins_on").fill(inDays(days));
    await visitor.page.locator("#review_on").fill(inDays(days + 60));
  }
  async propose(visitor = this.coach) {
    await visitor.go(`${this.path}/change`);
    await submit(visitor, "main form button.first");
  }
  async sign(visitor = this.teacher) {
    await visitor.go(this.path);
    await submit(visitor, 'form[action$="/signature"] button');
  }
  async set_aside() {
    await this.teacher.go(this.path);
    await submit(this.teacher, 'form[action$="/postponement"] button');
  }
  async review() {
    await this.teacher.go(this.path);
    await submit(this.teacher, 'form[action$="/review"] button');
  }
  async end() {
    await this.teacher.go(this.path);
    await this.teacher.page.locator("details > summary").last().click();
    await submit(this.teacher, 'form[action$="/ending"] button');
  }
}

journey("every transition that an agreement allows", async (stage) => {
  await stage.rapport("district", "add", "--name", "Ford");
  const walk = new Walk(await come(stage, "Rosa", "coach"), await come(stage, "Amina", "teacher"));
  await walk.begin();
  await walk.does("propose", "proposed");
  await walk.does("set_aside", "open");
  await walk.does("propose", "proposed");
  await walk.does("sign", "in_force");
  await walk.does("review", "in_force");
  await walk.does("propose", "changing");
  await walk.does("review", "changing");
  await walk.does("set_aside", "in_force");
  await walk.does("propose", "changing");
  await walk.does("propose", "changing", walk.teacher);
  await walk.does("sign", "in_force", walk.coach);
  await walk.does("end", "ended");
  await walk.begin(7);
  await walk.sign();
  assert.equal(await walk.state(), "to_come");
  await walk.does("propose", "proposed");
  await walk.does("end", "ended");
  await walk.begin(7);
  await walk.sign();
  await walk.does("end", "ended");
  await walk.begin();
  await walk.set_aside();
  await walk.does("end", "ended");
  await walk.begin();
  await walk.sign();
  await walk.propose();
  await walk.does("end", "ended");
  const wanted = Object.entries(allowed).flatMap(([act, states]) =>
    states.split(" ").map((state) => `${act} ${state}`));
  assert.deepEqual([...walk.walked].sort(), wanted.sort());
});
