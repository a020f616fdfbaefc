// Every transition of a place in the rounds that the state machine allows, each done by somebody at
// a browser, without script. The table is compared with the machine by a test of the program
// (RoundMachine), and with what was really done at the end of the journey.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";
import { come, submit } from "./walking.mjs";

const allowed = {
  invite: "uninvited",
  ask: "uninvited invited waiting not_this_year taken_in",
  decline: "uninvited invited waiting not_this_year taken_in",
  accept: "waiting",
};

class Walk {
  constructor(coach) {
    this.coach = coach;
    this.walked = new Set();
  }
  with(teacher) {
    this.teacher = teacher;
  }

  async state() {
    const answer = await this.teacher.context.request.get(`${this.teacher.url}/api/v1/round`);
    return (await answer.json()).state;
  }

  // Does it, and notes in which state that was possible, and whereto it led.
  async does(act, then, ...with_what) {
    const state = await this.state();
    await this[act](...with_what);
    this.walked.add(`${act} ${state}`);
    assert.equal(await this.state(), then, `${act} when ${state}`);
  }

  async invite() {
    await this.coach.go("/round");
    await submit(this.coach, 'form[action="/round/invitations"] button');
  }
  async says(choice) {
    await this.teacher.go("/round");
    await choice(this.teacher.page.locator('form[action="/round/answer"] input[name="round"]'));
    await submit(this.teacher, 'form[action="/round/answer"] button');
  }
  // The first of the rounds, or the last that is offered.
  ask(which = "first") {
    return this.says((rounds) => (which === "first" ? rounds.first() : rounds.nth(-2)).check());
  }
  decline() { return this.says((rounds) => rounds.last().check()); }
  async accept() {
    await this.coach.go("/round");
    await this.coach.page.locator('main a[href^="/round/enrolments/"]').first().click();
    await submit(this.coach, 'form[action$="/acceptance"] button.first');
  }
}

journey("every transition that a place in the rounds allows", async (stage) => {
  await stage.rapport("district", "add", "--name", "Ford");
  const walk = new Walk(await come(stage, "Rosa", "coach"));
  walk.with(await come(stage, "Amina", "teacher"));
  await walk.does("ask", "waiting");
  await walk.does("ask", "waiting", "last");
  await walk.does("decline", "not_this_year");
  await walk.does("decline", "not_this_year");
  await walk.does("ask", "waiting");
  await walk.does("accept", "taken_in");
  await walk.does("ask", "waiting", "last");
  await walk.accept();
  await walk.does("decline", "not_this_year");
  walk.with(await come(stage, "Bao", "teacher"));
  await walk.does("invite", "invited");
  await walk.does("ask", "waiting");
  await walk.decline();
  walk.with(await come(stage, "Chidi", "teacher"));
  await walk.invite();
  await walk.does("decline", "not_this_year");
  walk.with(await come(stage, "Dora", "teacher"));
  await walk.does("decline", "not_this_year");
  const wanted = Object.entries(allowed).flatMap(([act, states]) =>
    states.split(" ").map((state) => `${act} ${state}`));
  assert.deepEqual([...walk.walked].sort(), wanted.sort());
});
