// Backups (P8, P9, T-09, T-10): made while people write, killed, on a full disk, carried over.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Skip, done, killAfter, part, program, refused, run, sampleIn, serve }
  from "./stage.mjs";

const server = process.env.RAPPORT_TEST_DATABASE;

// The rows of one table in a backup, each an array.
async function rowsOf(file, table) {
  const lines = gunzipSync(await readFile(file)).toString().split("\n");
  const from = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  const to = lines.findIndex((line, at) => at > from && line.startsWith('{"rows":'));
  return lines.slice(from + 1, to).map((line) => JSON.parse(line));
}

// Rows alone: what a restore adds to the record of who did what is left out.
async function rowsBut(file, tables) {
  const kept = [];
  let table = "";
  for (const line of gunzipSync(await readFile(file)).toString().split("\n")) {
    if (line.startsWith('{"table":')) ({ table } = JSON.parse(line));
    if (line.startsWith("[") && !tables.includes(table)) kept.push(`${table} ${line}`);
  }
  return kept;
}

async function email(data) {
  const cast = await done(["sample-links", "--data", data]);
  assert.match(cast, /^coach\t/m);
  const file = `${data}-cast.rapport`;
  await done(["backup", "--data", data, file]);
  const name = cast.match(/^coach\t([^\t]+)/m)[1];
  const person = (await rowsOf(file, "person")).find((row) => row.includes(name));
  return person.find((value) => /@/.test(value ?? ""));
}

part("a backup made while people write holds what was saved before it, and nothing half",
  async (folder) => {
    const data = await sampleIn(folder);
    const said = await done(["token", "add", "--data", data, "--user", await email(data)]);
    const token = said.trim();
    const served = await serve(data);
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const { kinds } = await (await fetch(`${served.url}/api/v1/kinds`, { headers })).json();
    const kind = kinds.find((one) => one.shape === "alone") ?? kinds[0];
    const saved = [];
    let isOver = false;
    const write = async (writer) => {
      for (let number = 0; !isOver; number += 1) {
        const reply = await fetch(`${served.url}/api/v1/contacts`, {
          method: "POST", body: JSON.stringify({ kind: kind.id, minutes: 7 }),
          headers: { ...headers, "Idempotency-Key": `contract-${writer}-${number}-of-this-run` },
        });
        assert.equal(reply.status, 201, await reply.clone().text());
        saved.push((await reply.json()).id);
      }
    };
    const writers = [1, 2, 3, 4].map(write);
    for (let round = 0; round < 3; round += 1) {
      const file = join(folder, `while-${round}.rapport`);
      const before = [...saved];
      await done(["backup", "--data", data, file]);
      const held = new Set((await rowsOf(file, "contact")).map((row) => row[1]));
      const missing = before.filter((id) => !held.has(id));
      assert.deepEqual(missing, [], "saved before the backup began, and not in it");
    }
    isOver = true;
    await Promise.all(writers);
    assert.ok(saved.length > 20, `only ${saved.length} were written`);
    await served.stop();
    const restored = join(folder, "restored");
    await done(["restore", "--data", restored, join(folder, "while-2.rapport")]);
    assert.match(await done(["check", "--data", restored]), /sound and up to date/);
  });

part("a backup killed at any moment leaves nothing under its name, and is in nobody's way",
  async (folder) => {
    const data = await sampleIn(folder);
    const began = Date.now();
    await done(["backup", "--data", data, join(folder, "whole.rapport")]);
    const whole_ms = Date.now() - began;
    let killed = 0;
    for (let round = 0; round < 30; round += 1) {
      const file = join(folder, `killed-${round}.rapport`);
      const order = ["backup", "--data", data, file];
      killed += await killAfter(order, (whole_ms * (round + 0.5)) / 30);
      if (existsSync(file)) await done(["verify", "--data", data, file]);
    }
    assert.ok(killed >= 15, `only ${killed} of 30 were killed at work`);
    await done(["backup", "--data", data, join(folder, "killed-3.rapport")]);
    assert.ok(!existsSync(join(data, "proof")), "the proof of a killed backup stayed");
    assert.match(await done(["check", "--data", data]), /whole/);
    console.log(`       30 backups, ${killed} killed at work`);
  });

part("a restore killed at any moment leaves what was there, or all of what is new",
  async (folder) => {
    const data = await sampleIn(folder);
    const file = join(folder, "whole.rapport");
    await done(["backup", "--data", data, file]);
    const began = Date.now();
    await done(["restore", "--data", join(folder, "timed"), file]);
    const whole_ms = Date.now() - began;
    let killed = 0;
    for (let round = 0; round < 20; round += 1) {
      const fresh = join(folder, `fresh-${round}`);
      const delay = (whole_ms * (round + 0.5)) / 20;
      killed += await killAfter(["restore", "--data", fresh, file], delay);
      if (existsSync(join(fresh, "rapport.db"))) await done(["check", "--data", fresh]);
      else await done(["restore", "--data", fresh, file]);
      killed += await killAfter(["restore", "--replace", "--data", data, file], delay);
      assert.match(await done(["check", "--data", data]), /sound and up to date/);
    }
    assert.ok(killed >= 15, `only ${killed} of 40 were killed at work`);
    console.log(`       40 restores, ${killed} killed at work`);
  });

part("a restore refuses what is there, and what is in use", async (folder) => {
  const data = await sampleIn(folder);
  const file = join(folder, "monday.rapport");
  await done(["backup", "--data", data, file]);
  await refused(["backup", "--data", data, file], /exists already and was left as it is/);
  await refused(["restore", "--data", data, file], /is there already and was left as it is/);
  const before = await stat(join(data, "rapport.db"));
  const served = await serve(data);
  await refused(["restore", "--replace", "--data", data, file], /stop the server/);
  assert.equal((await fetch(`${served.url}/readyz`)).status, 200);
  await served.stop();
  assert.equal((await stat(join(data, "rapport.db"))).ino, before.ino);
  assert.match(await done(["restore", "--replace", "--data", data, file]), /is kept as/);
  const names = await readdir(data);
  assert.equal(names.filter((name) => name.startsWith("rapport.db.before-")).length, 1);
  assert.ok(!names.includes("restoring"));
  assert.match(await done(["check", "--data", data]), /sound and up to date/);
});

part("a moment names the newest backup before it", async (folder) => {
  const data = await sampleIn(folder);
  const first = join(folder, "a.rapport");
  await done(["backup", "--data", data, first]);
  const moment = new Date().toISOString();
  await new Promise((ready) => setTimeout(ready, 20));
  await done(["district", "add", "--data", data, "--name", "Afterwards"]);
  await done(["backup", "--data", data, join(folder, "b.rapport")]);
  const fresh = (name) => join(folder, name);
  const then = await done(["restore", "--data", fresh("then"), "--to", moment, folder]);
  assert.match(then, /a\.rapport/);
  assert.match(await done(["restore", "--data", fresh("now"), folder]), /b\.rapport is restored/);
  await refused(["restore", "--data", fresh("never"), "--to", "2020-01-01T00:00:00Z", folder],
    /holds no backup/);
  await refused(["restore", "--data", fresh("never"), "--to", "yesterday", folder], /--to needs/);
  await refused(["restore", "--data", fresh("never"), "--to", "2020-01-01T00:00:00Z", first],
    /was made after that moment/);
});

// In a mount namespace of its own: a disk that is full after so many kilobytes.
async function onSmallDisk(folder, kilobytes, order) {
  const disk = join(folder, "disk");
  const script = 'mkdir -p "$1" && mount -t tmpfs -o size=$2k none "$1" && shift 2 && ' +
    '"$@" >"$OUT" 2>&1; code=$?; ls -A "$DISK" >>"$OUT.left"; exit $code';
  const out = join(folder, `said-${kilobytes}`);
  await writeFile(`${out}.left`, "");
  const { code } = await run("unshare",
    ["--mount", "--map-root-user", "sh", "-c", script, "sh", disk, `${kilobytes}`, ...order(disk)],
    { env: { OUT: out, DISK: disk } });
  return { code, said: await readFile(out, "utf8"), left: await readFile(`${out}.left`, "utf8") };
}

part("a full disk is said in words, and nothing half is left on it", async (folder) => {
  const can = await run("unshare", ["--mount", "--map-root-user", "mount", "-t", "tmpfs", "none",
    folder]);
  if (can.code !== 0) throw new Skip("this machine lets nobody mount a small disk (unshare)");
  const data = await sampleIn(folder);
  for (const kilobytes of [4, 64, 128]) {
    const full = await onSmallDisk(folder, kilobytes, (disk) =>
      [program, "backup", "--data", data, join(disk, "x.rapport")]);
    assert.equal(full.code, 1, full.said);
    assert.match(full.said, /the disk is full/);
    assert.equal(full.left, "", "something was left on the disk");
  }
  const file = join(folder, "whole.rapport");
  await done(["backup", "--data", data, file]);
  for (const kilobytes of [200, 2000]) {
    const full = await onSmallDisk(folder, kilobytes, (disk) =>
      [program, "restore", "--data", join(disk, "new"), file]);
    assert.equal(full.code, 1, full.said);
    assert.match(full.said, /full/);
    assert.equal(full.left.trim(), "new", "an empty folder alone may stay");
  }
});

part("a district moves to PostgreSQL and back, row for row", async (folder) => {
  if (!server) throw new Skip("no PostgreSQL is installed");
  const data = await sampleIn(folder);
  const first = join(folder, "sqlite.rapport");
  await done(["backup", "--data", data, first]);
  await done(["restore", "--database", server, "--data", join(folder, "pg"), first]);
  assert.match(await done(["check", "--database", server]), /sound and up to date/);
  await refused(["restore", "--database", server, "--data", join(folder, "pg"), first],
    /is not empty/);
  const second = join(folder, "postgres.rapport");
  await done(["backup", "--database", server, "--data", join(folder, "pg"), second]);
  await done(["restore", "--data", join(folder, "back"), second]);
  const third = join(folder, "back.rapport");
  await done(["backup", "--data", join(folder, "back"), third]);
  const own = ["audit", "audit_head"];
  const rows = await rowsBut(first, own);
  assert.ok(rows.length > 5000, `only ${rows.length} rows`);
  assert.deepEqual(await rowsBut(second, own), rows);
  assert.deepEqual(await rowsBut(third, own), rows);
  const acts = async (file) => (await rowsOf(file, "audit")).length;
  assert.equal(await acts(third), (await acts(first)) + 2, "each restore stays on record");
});
