// Markup typed into every field, then every page it can reach, opened in a browser (T-20). Nothing
// may run: no dialog, no refusal by the content policy, no element or attribute of somebody else's,
// no request to another host.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "./stage.mjs";

const probes = JSON.parse(await readFile(new URL("../hostile/probes.json", import.meta.url)));
let keys = 0;

// A person whose every trouble is kept, and who can also send forms without opening their pages.
class Reader {
  static async enter(visit, role, options) {
    const reader = new Reader();
    reader.visitor = await visit(role, options);
    reader.page = reader.visitor.page;
    reader.opened = 0;
    reader.page.on("dialog", (dialog) => {
      const what = `${dialog.type()} ${dialog.message()}`;
      reader.visitor.complaints.push(`ran: ${what} on ${reader.page.url()}`);
      // A page that closes takes its dialog along; what ran is written down already.
      dialog.dismiss().catch(() => console.log(`       a dialog went with its page: ${what}`));
    });
    await reader.page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    return reader;
  }

  async read(path) {
    const url = new URL(path, this.visitor.url).href;
    return (await this.visitor.context.request.get(url)).text();
  }

  async json(path) {
    return JSON.parse(await this.read(path));
  }

  // Sends a form as its page would; returns where it leads.
  async send(path, fields) {
    this.token ??= (await this.read("/account")).match(/name="_token" value="([^"]+)"/)[1];
    keys += 1;
    const form = { _token: this.token, _key: `markup-journey-key-${keys}`, ...fields };
    const url = new URL(path, this.visitor.url).href;
    const reply = await this.visitor.context.request.post(url, { form, maxRedirects: 0 });
    assert.ok(reply.status() < 400, `${path}: ${reply.status()} for ${JSON.stringify(fields)}`);
    return reply.headers().location ?? "";
  }

  // Opens a page, moves over everything on it, and looks for what no template of ours has.
  async open(path) {
    await this.page.goto(new URL(path, this.visitor.url).href, { waitUntil: "domcontentloaded" });
    await this.look();
  }

  async look() {
    this.opened += 1;
    const strange = await this.page.evaluate(() => {
      const found = [];
      const tags = "iframe, object, embed, base, meta[http-equiv], video, audio, math, plaintext," +
        " style, x, svg script, svg animate, img:not([src^='data:']), body script," +
        " form[action^=http]";
      for (const element of document.querySelectorAll(tags)) found.push(element.outerHTML);
      for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
          const isAddress = ["href", "src", "action"].includes(name);
          const isScript = isAddress && /^\s*(javascript|data):/i.test(value);
          const isPicture = element.matches("img, link[rel=icon]");
          if (/^on/i.test(name) || (isScript && !isPicture)) found.push(`${name}=${value}`);
        }
        element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      }
      return found.map((one) => one.slice(0, 200));
    });
    if (strange.length) {
      this.visitor.complaints.push(`${this.page.url()} holds ${JSON.stringify(strange)}`);
    }
  }
}

// Fifty people, kinds, focus tags and tokens called like the probes.
async function callEverything(admin, coach) {
  const list = await admin.read("/settings/people");
  const people = [...new Set(list.match(/(?<=\/settings\/people\/)[0-9a-z]{26}/g))];
  assert.ok(people.length >= probes.length, `only ${people.length} people to rename`);
  for (const [number, probe] of probes.entries()) {
    const fields = { name: probe, title: probe, room: probe, teaches: probe };
    await admin.send(`/settings/people/${people[number]}`, fields);
    const label = [...probe].slice(0, 60).join("");
    await admin.send("/settings/kinds", { label, shape: "person", branch: "coach" }).catch(noTwin);
    await admin.send("/settings/focus", { label }).catch(noTwin);
    await coach.send("/account/tokens", { name: [...probe].slice(0, 80).join("") });
  }
  return people.slice(0, probes.length);
}

// Two labels that differ in signs alone are one to the product.
function noTwin(trouble) {
  if (!/ 422 for /.test(trouble.message)) throw trouble;
}

// What coaches and teachers write, a probe in each of its fields.
async function writeEverything(coach, teacherId) {
  const kinds = (await coach.json("/api/v1/kinds")).kinds.filter((kind) => kind.shape === "person");
  const places = [];
  for (const [number, probe] of probes.entries()) {
    const kind = kinds[number % kinds.length].id;
    const saved = await coach.send("/contacts", { person: teacherId, kind, minutes: "15",
      next_step: probe, next_on: "2099-01-01", note: probe, tier: "shared" });
    places.push(`/contacts/${saved.split("=").pop()}`);
    const asked = await coach.send("/requests", { person: teacherId, words: probe, times: probe });
    places.push(asked);
    const act = ["declination", "triage", "split"][number % 3];
    await coach.send(`${asked}/${act}`,
      { version: "1", reason: probe, instead: probe, to: "support", note: probe, half: probe });
  }
  return places;
}

async function idOf(admin, name) {
  const list = await admin.read(`/settings/people?q=${encodeURIComponent(name)}`);
  return list.match(/(?<=\/settings\/people\/)[0-9a-z]{26}/)?.[0];
}

journey("markup typed anywhere runs nowhere", async ({ visit }) => {
  const admin = await Reader.enter(visit, "district_admin");
  const coach = await Reader.enter(visit, "coach");
  const teacher = await Reader.enter(visit, "teacher", { on: "phone", language: "fr" });
  const teacherId = await idOf(admin, teacher.visitor.name);
  assert.ok(teacherId, "the teacher is not found");
  const people = await callEverything(admin, coach);
  const places = await writeEverything(coach, teacherId);

  for (const path of ["/today", "/log", `/log?person=${teacherId}`, "/contacts", "/people",
    "/requests", "/requests?show=mine", "/requests?show=finished", "/requests?show=other",
    "/programme", "/account", `/people/${teacherId}`, "/settings", "/settings/rights",
    ...people.map((id) => `/people/${id}`), ...places,
    ...places.slice(0, 6).map((place) => place.replace("/", "/who-can-see/").replace("s/", "/"))]) {
    await coach.open(path);
  }
  for (const path of ["/my-help", "/account", "/settings", ...places]) await teacher.open(path);
  for (const path of ["/settings", "/settings/people", "/settings/kinds", "/settings/audit",
    "/settings/words", "/settings/rules", "/programme",
    ...people.map((id) => `/settings/people/${id}`)]) {
    await admin.open(path);
  }
  const opened = coach.opened + teacher.opened + admin.opened;
  for (const reader of [coach, teacher, admin]) reader.visitor.hasNoComplaint();
  console.log(`       ${probes.length} probes, ${opened} pages opened, 0 executions`);
});

journey("markup in an address is only repeated", async ({ visit }) => {
  const coach = await Reader.enter(visit, "coach");
  const admin = await Reader.enter(visit, "district_admin");
  const nobody = await Reader.enter(visit, "nobody");
  for (const probe of probes) {
    const words = encodeURIComponent(probe);
    for (const path of ["/people?q=", "/contacts?q=", "/log?q=", "/requests?show="]) {
      await coach.open(path + words);
    }
    await admin.open(`/settings/people?q=${words}`);
    await nobody.open(`/signin?next=${words}`);
    if (!/[/]/.test(probe)) await coach.open(`/nothing/${words}`);
  }
  console.log(`       ${coach.opened + admin.opened + nobody.opened} pages opened, 0 executions`);
});

journey("markup is harmless in suggestions, in drafts and in forms that come back",
  async ({ visit }) => {
    const admin = await Reader.enter(visit, "district_admin");
    const coach = await Reader.enter(visit, "coach");
    await callEverything(admin, coach);
    await coach.open("/today");
    await coach.page.locator("#log-bar-q").pressSequentially("alert ran");
    await coach.page.locator(".log-bar [role=option]").first().waitFor();
    await coach.look();
    const teacher = await Reader.enter(visit, "teacher");
    const all = probes.join("\n");
    await teacher.open("/my-help");
    await teacher.page.locator("#words").fill(all);
    await teacher.page.waitForTimeout(1500);
    await teacher.open("/my-help");
    assert.equal(await teacher.page.locator("#words").inputValue(), all, "the draft is not back");
    await teacher.page.locator("#words").fill(all + "x".repeat(4001));
    await teacher.page.locator("main form .button.first").click();
    await teacher.page.locator(".refusal").waitFor();
    await teacher.look();
    const back = await teacher.page.locator("#words").inputValue();
    assert.equal(back, all + "x".repeat(4001), "what was typed is not back");
  });

// The control: the same probes on a page that escapes nothing. Who looks must see them.
journey("markup that is not escaped would have been noticed", async ({ visit }) => {
  const reader = await Reader.enter(visit, "nobody");
  let noticed = 0;
  for (const [number, probe] of probes.entries()) {
    await reader.page.route(`**/control/${number}`, (route) =>
      route.fulfill({ contentType: "text/html", body: `<main><p title="${probe}">${probe}</p>` }));
    await reader.open(`/control/${number}`).catch(() => {});
    await reader.page.waitForTimeout(30);
    if (reader.visitor.complaints.length) noticed += 1;
    reader.visitor.complaints.length = 0;
  }
  assert.ok(noticed >= 30, `only ${noticed} of ${probes.length} were noticed`);
  await reader.page.goto("about:blank");
  reader.visitor.complaints.length = 0;
  console.log(`       ${noticed} of ${probes.length} probes run where nothing is escaped`);
});
