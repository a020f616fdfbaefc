// What a journey needs: the product on a port of its own with a fresh sample, a browser, and people
// to play. A journey fails by itself when a page asks another host for something, or complains.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { screens, Visitor } from "./visitor.mjs";

const run = promisify(execFile);
const program = process.env.RAPPORT;

// The journeys of the file being read: { name, tell }.
export const told = [];
export function journey(name, tell) {
  told.push({ name, tell });
}

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function until(what, isSo, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 40));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

// The product with a folder of its own, served on a port of its own.
class Installation {
  constructor(browser, data, port) {
    Object.assign(this, { browser, data, port, url: `http://127.0.0.1:${port}`, log: "" });
  }

  async serve(...more) {
    const order = ["serve", "--data", this.data, "--listen", `127.0.0.1:${this.port}`, ...more];
    this.server = spawn(program, order, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.server.stdout, this.server.stderr]) {
      stream.on("data", (bytes) => (this.log = (this.log + bytes).slice(-20000)));
    }
    await until("the product to be ready", async () => {
      assert.equal(this.server.exitCode, null, `the product stopped:\n${this.log}`);
      return (await fetch(`${this.url}/readyz`).catch(() => ({ ok: false }))).ok;
    });
  }

  async end() {
    const ended = new Promise((done) => this.server.once("exit", done));
    if (this.server.exitCode === null) {
      this.server.kill("SIGTERM");
      await ended;
    }
    await rm(this.data, { recursive: true, force: true });
  }

  // One-time links of the sample's cast: { coach: { name, url }, … }.
  async links() {
    const order = ["sample-links", "--data", this.data, "--base-url", this.url];
    const { stdout } = await run(program, order);
    const links = {};
    for (const line of stdout.trim().split("\n")) {
      const [role, name, url] = line.split("\t");
      links[role] = { name, url };
    }
    return links;
  }

  // Asks the program for something, beside the server: rapport("user", "link", "ada@…").
  async rapport(...order) {
    const { stdout } = await run(program, [...order, "--data", this.data]);
    return stdout.trim();
  }

  // Hands a letter over, as a mail server's pipe does.
  async receive(to, letter) {
    const taken = run(program, ["mail", "receive", "--to", to, "--data", this.data]);
    taken.child.stdin.end(letter);
    await taken;
  }

  // Of the program now, in bytes; and the most it ever was.
  async memory() {
    const said = await readFile(`/proc/${this.server.pid}/status`, "utf8");
    const of = (name) => 1024 * Number(said.match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]);
    return { now: of("VmRSS"), most: of("VmHWM") };
  }
}

export class Theatre {
  static async open() {
    const theatre = new Theatre();
    theatre.folder = await mkdtemp(join(tmpdir(), "rapport-journeys-"));
    theatre.sample = join(theatre.folder, "sample");
    await mkdir(theatre.sample);
    await mkdir(screens, { recursive: true });
    await run(program, ["migrate", "--data", theatre.sample]);
    await run(program, ["sample", "--data", theatre.sample, "--size", "district"]);
    theatre.browser = await chromium.launch({
      executablePath: process.env.RAPPORT_CHROMIUM ?? "/usr/bin/chromium",
      // Every other host is unreachable, so that a page that needs one shows it.
      args: [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--disable-dev-shm-usage",
        ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
      ],
    });
    return theatre;
  }

  // A fresh copy of the sample, served.
  async raise() {
    const data = join(this.folder, "data");
    await cp(this.sample, data, { recursive: true });
    this.house = new Installation(this.browser, data, await freePort());
    await this.house.serve();
  }

  async lower() {
    await this.house?.end();
    this.house = null;
  }

  async close() {
    await this.lower();
    await this.browser?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  // Installations with nothing in them, each the neighbour of the others and of these addresses;
  // each is put among the founded before it is served, to be ended whatever happens.
  async found(count, addresses, founded) {
    const fresh = [];
    for (let number = 0; number < count; number += 1) {
      const data = await mkdtemp(join(this.folder, "empty-"));
      fresh.push(new Installation(this.browser, data, await freePort()));
    }
    const neighbours = [...fresh.map(({ url }) => url), ...addresses].join(",");
    for (const one of fresh) {
      founded.push(one);
      await one.serve("--neighbours", neighbours);
    }
    return fresh;
  }

  // Plays one story; returns what went wrong, or nothing.
  async play(story) {
    const visitors = [];
    const founded = [];
    const visitOf = (house) => async (role, options = {}) => {
      const visitor = await Visitor.enter(house, role, options);
      visitors.push(visitor);
      return visitor;
    };
    const { house } = this;
    const stage = {
      url: house.url,
      // A person before a browser, signed in: visit("coach", { on: "phone", theme: "dark" }).
      visit: visitOf(house),
      rapport: (...order) => house.rapport(...order),
      receive: (to, letter) => house.receive(to, letter),
      links: () => house.links(),
      mail: () => join(house.data, "mail"),
      // Other installations, empty: the same of each, and its memory.
      found: async (count, addresses = []) => {
        const fresh = await this.found(count, addresses, founded);
        return fresh.map((one) => ({
          url: one.url,
          visit: visitOf(one),
          rapport: (...order) => one.rapport(...order),
          memory: () => one.memory(),
        }));
      },
    };
    try {
      await story.tell(stage);
      for (const visitor of visitors) visitor.hasNoComplaint();
      return null;
    } catch (trouble) {
      let where = "";
      for (const [number, visitor] of visitors.entries()) {
        const name = `trouble-${number}-${story.name.replace(/\W+/g, "-").slice(0, 60)}`;
        await visitor.shot(name).catch(() => {});
        where += `\n    ${visitor.role} at ${visitor.page.url()}: build/screens/${name}.png`;
      }
      const logs = [house, ...founded].map(({ log }) => log.slice(-1500)).join("\n    ");
      return `    ${trouble.stack ?? trouble}${where}\n    ${logs}`;
    } finally {
      for (const visitor of visitors) await visitor.context.close();
      for (const one of founded) await one.end();
    }
  }
}
