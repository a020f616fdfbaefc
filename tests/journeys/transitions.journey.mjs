// Every transition of a cycle that the state machine allows, each done by somebody at a browser,
// without script. The table is compared with the machine by a test of the program (CycleMachine),
// and with what was really done at the end of the journey.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";
import { submit } from "./walking.mjs";

const allowed = {
  agree: "proposed agreed preparing doing reflecting",
  begin: "agreed",
  go_on: "preparing doing",
  go_back: "preparing doing reflecting",
  shape: "proposed agreed preparing doing reflecting",
  measure: "agreed preparing doing reflecting",
  step: "agreed preparing doing reflecting",
  invite: "proposed agreed preparing doing",
  leave: "proposed agreed preparing doing reflecting",
  conclude: "reflecting",
  stop: "proposed agreed preparing doing reflecting",
  interrupt: "agreed preparing doing reflecting",
  celebrate: "reflecting closed",
  succeed: "closed",
  meet: "agreed preparing doing reflecting",
  write: "agreed preparing doing reflecting closed",
  rate: "agreed preparing doing reflecting",
  place: "agreed preparing doing reflecting",
};

async function cast({ rapport, visit }) {
  await rapport("district", "add", "--name", "Ford");
  const come = async (name, role) => {
    const email = `${name}@ford.example`.toLowerCase();
    const order = ["--district", "Ford", "--name", `${name} Ford`, "--email", email];
    await rapport("user", "add", ...order, "--role", role);
    return visit(email, { script: false });
  };
  return {
    coach: await come("Rosa", "coach"),
    teacher: await come("Amina", "teacher"),
    colleague: await come("Bao", "teacher"),
  };
}

class Walk {
  constructor(people) {
    Object.assign(this, people);
    this.walked = new Set();
  }

  async begin(names, model) {
    const { coach } = this;
    await coach.go("/cycles/new?q=Ford");
    for (const name of names) {
      await coach.page.locator("#person label.chip", { hasText: name }).click();
    }
    await coach.page.locator("#topic").fill("Podcasts");
    await coach.page.locator(`#template input[value="${model}"]`).check();
    await submit(coach, 'form[action="/cycles"] button.first');
    this.cycle = new URL(coach.page.url()).pathname;
  }

  async state() {
    const answer = await this.coach.context.request.get(`${this.coach.url}/api/v1${this.cycle}`);
    return (await answer.json()).state;
  }

  // Does it, and notes in which state that was possible.
  async does(act, ...with_what) {
    const state = await this.state();
    await this[act](...with_what);
    this.walked.add(`${act} ${state}`);
  }

  async at(visitor, path = "") {
    await visitor.go(`${this.cycle}${path}`);
  }

  async agree(visitor) {
    await this.at(visitor);
    await submit(visitor, 'form[action$="/agreement"] button.first');
  }
  async stage(to) {
    await this.at(this.teacher);
    await submit(this.teacher, `form[action$="/stage"] button[value="${to}"]`);
  }
  begin_it() { return this.stage("begin"); }
  go_on() { return this.stage("next"); }
  go_back() { return this.stage("back"); }
  async shape() {
    await this.at(this.coach, "/goal");
    await this.coach.page.locator("#goal").fill("Students give a reason.");
    await submit(this.coach, "main form button.first");
  }
  async measure(moment = "before") {
    await this.at(this.teacher, `/evidence?moment=${moment}`);
    await this.teacher.page.locator("#level_1").fill("4");
    await submit(this.teacher, "main form button.first");
  }
  async step() {
    await this.at(this.teacher);
    await this.teacher.page.locator("summary", { hasText: "Add a step" }).click();
    await this.teacher.page.locator("#words").fill("Record one pair");
    await submit(this.teacher, 'form[action$="/steps"] button');
  }
  async invite() {
    await this.at(this.coach, "/members?q=Bao");
    await submit(this.coach, 'main form button[name="person"]');
  }
  async leave() {
    await this.at(this.coach);
    await submit(this.coach, 'li:has-text("Bao Ford") form[action*="/members/"] button');
  }
  async close(visitor, outcome) {
    await this.at(visitor, "/closure");
    await visitor.page.locator(`#outcome input[value="${outcome}"]`).check();
    await submit(visitor, "main form button.first");
  }
  conclude() { return this.close(this.coach, "partly"); }
  stop() { return this.close(this.coach, "stopped"); }
  interrupt() { return this.close(this.coach, "interrupted"); }
  async celebrate() {
    await this.at(this.coach);
    await this.coach.page.locator("summary", { hasText: "glad of" }).click();
    await this.coach.page.locator("#celebration").fill("They asked for another microphone.");
    await submit(this.coach, 'form[action$="/celebration"] button');
  }
  async succeed() {
    await this.at(this.coach);
    await this.coach.page.locator('a[href$="as=unit"]').click();
    await this.coach.page.locator("#topic").fill("The next unit");
    await submit(this.coach, 'form[action="/cycles"] button.first');
  }
  async meet() {
    await this.at(this.coach);
    await submit(this.coach, 'form[action$="/meetings"] button');
    this.meeting = new URL(this.coach.page.url()).pathname;
  }
  async write() {
    await this.teacher.go(`${this.meeting}/notes`);
    await this.teacher.page.locator("#text").fill(`Written while ${await this.state()}.`);
    await submit(this.teacher, "main form button.first");
  }
  async rate() {
    await this.at(this.teacher, "/ratings/new?framework=samr");
    await this.teacher.page.locator('#level_1 input[value="2"]').check();
    await submit(this.teacher, "main form button.first");
  }
  async place() {
    await this.at(this.coach, "/places/new");
    await submit(this.coach, "main form button.first");
  }

  // What a state allows besides leaving it; the colleague comes and goes.
  async all_that_stays() {
    for (const act of ["shape", "measure", "step", "meet", "write", "rate", "place"]) {
      await this.does(act);
    }
  }
  async colleague_comes_and_goes() {
    await this.does("invite");
    await this.does("agree", this.colleague);
    await this.does("leave");
  }

  // Up to a state, by the shortest way.
  async quickly_to(state) {
    await this.begin(["Amina"], "mini");
    if (state === "proposed") return;
    await this.agree(this.teacher);
    if (state === "agreed") return;
    await this.begin_it();
    if (state === "preparing") return;
    await this.measure();
    await this.go_on();
    if (state === "doing") return;
    await this.go_on();
  }
}

journey("every transition that a cycle allows", async (stage) => {
  const walk = new Walk(await cast(stage));
  await walk.begin(["Amina"], "unit");
  await walk.does("shape");
  await walk.does("invite");
  await walk.does("leave");
  await walk.does("agree", walk.teacher);
  await walk.all_that_stays();
  await walk.colleague_comes_and_goes();
  await walk.does("begin_it");
  await walk.all_that_stays();
  await walk.colleague_comes_and_goes();
  await walk.does("go_on");
  await walk.does("go_back");
  await walk.go_on();
  await walk.go_on();
  await walk.all_that_stays();
  await walk.colleague_comes_and_goes();
  await walk.does("go_back");
  await walk.go_on();
  await walk.invite();
  await walk.does("go_on");
  await walk.does("agree", walk.colleague);
  await walk.all_that_stays();
  await walk.does("leave");
  await walk.does("go_back");
  await walk.go_on();
  await walk.does("celebrate");
  await walk.does("conclude");
  await walk.does("celebrate");
  await walk.does("write");
  await walk.does("succeed");
  for (const state of allowed.stop.split(" ")) {
    await walk.quickly_to(state);
    await walk.does("stop");
  }
  for (const state of allowed.interrupt.split(" ")) {
    await walk.quickly_to(state);
    await walk.does("interrupt");
  }
  const wanted = Object.entries(allowed).flatMap(([act, states]) =>
    states.split(" ").map((state) => `${act} ${state}`));
  const walked = [...walk.walked].map((one) => one.replace("begin_it", "begin"));
  assert.deepEqual(walked.sort(), wanted.sort());
});
