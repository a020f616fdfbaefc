// What a part needs: the program, a sample to work on, a server, and the means to end one abruptly.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = process.env.RAPPORT;
export class Skip extends Error {}

// The parts of the files being read: { name, tell }.
export const told = [];
export function part(name, tell) {
  told.push({ name, tell });
}

// Without what this shell says of itself, so that a part says all.
export function cleanEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("RAPPORT"));
  return { ...Object.fromEntries(kept), ...more };
}

// Runs a command to its end: { code, out, err }.
export function run(command, order, options = {}) {
  return new Promise((done) => {
    const settings = { env: cleanEnvironment(options.env), cwd: options.cwd, timeout: 120_000,
      maxBuffer: 64 * 1024 * 1024 };
    execFile(command, order, settings, (error, out, err) => {
      done({ code: error ? error.code ?? error.signal : 0, out, err });
    });
  });
}

export const rapport = (order, options) => run(program, order, options);

export async function done(order, options) {
  const { code, out, err } = await rapport(order, options);
  assert.equal(code, 0, `rapport ${order.join(" ")}: ${err}`);
  return out;
}

export async function refused(order, why, options) {
  const { code, err } = await rapport(order, options);
  assert.equal(code, 1, `rapport ${order.join(" ")} ended with ${code}: ${err}`);
  assert.match(err, why);
}

// A district's sample, made once and copied.
let made = null;
export async function sampleIn(folder) {
  made ??= (async () => {
    const first = await mkdtemp(join(tmpdir(), "rapport-contract-sample-"));
    await done(["sample", "--data", first, "--size", "district"]);
    process.on("exit", () => spawn("rm", ["-rf", first], { detached: true }).unref());
    return first;
  })();
  const data = join(folder, "data");
  await cp(await made, data, { recursive: true });
  return data;
}

export async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((ready) => server.close(ready));
  return port;
}

// Serves a folder; { url, stop }.
export async function serve(data, more = []) {
  const port = await freePort();
  const order = ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, ...more];
  const server = spawn(program, order, { env: cleanEnvironment(), stdio: "ignore" });
  const ended = new Promise((ready) => server.once("exit", ready));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const isReady = await fetch(`${url}/readyz`).then((reply) => reply.ok, () => false);
    if (isReady) break;
    assert.ok(tries < 400 && server.exitCode === null, "the server did not come up");
    await new Promise((ready) => setTimeout(ready, 25));
  }
  return { url, stop: () => { server.kill("SIGTERM"); return ended; } };
}

// Starts an order and kills it, unasked, after so many milliseconds. True if it was still at work.
export function killAfter(order, ms) {
  return new Promise((ready) => {
    const child = spawn(program, order, { env: cleanEnvironment(), stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), ms);
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      ready(signal === "SIGKILL");
    });
  });
}
