// Commands, settings, exit codes.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { done, part, rapport, refused, sampleIn } from "./stage.mjs";

const commands = ["serve", "migrate", "check", "backup", "verify", "restore", "export", "audit",
  "audit verify", "openapi", "sample", "sample-links", "district", "district add", "user",
  "user add", "user link", "token", "token add", "import", "import roster", "import holidays"];

part("every command tells what it does, with an example", async () => {
  for (const command of ["", ...commands]) {
    const { code, out } = await rapport([...command.split(" ").filter(Boolean), "--help"]);
    assert.equal(code, 0, command);
    assert.match(out, /Example: rapport \S/, command);
  }
  const { out } = await rapport(["--help"]);
  for (const command of commands) assert.ok(out.includes(command.split(" ")[0]), command);
});

part("what was called wrongly ends with 2, what is refused with 1", async (folder) => {
  for (const wrong of [[], ["dance"], ["backup"], ["serve", "--colour", "red"],
    ["serve", "--workers", "0"], ["restore"]]) {
    assert.equal((await rapport(wrong, { cwd: folder })).code, 2, wrong.join(" "));
  }
  const nowhere = join(folder, "nothing");
  await refused(["backup", "--data", nowhere, join(folder, "x.rapport")], /there is no database/);
  await refused(["check", "--data", nowhere], /there is no database/);
  assert.ok(!existsSync(nowhere), "looking must not make anything");
});

part("a flag goes before the environment, and that before the file", async (folder) => {
  const at = (name) => join(folder, name);
  const file = at("settings.toml");
  await writeFile(file, `data = "${at("of-the-file")}"\n`);
  const made = (name) => existsSync(join(at(name), "rapport.db"));
  await done(["migrate", "--config", file]);
  assert.ok(made("of-the-file"));
  await done(["migrate", "--config", file], { env: { RAPPORT_DATA: at("of-the-environment") } });
  assert.ok(made("of-the-environment"));
  await done(["migrate", "--data", at("of-the-flag")],
    { env: { RAPPORT_DATA: at("not-this"), RAPPORT_CONFIG: file } });
  assert.ok(made("of-the-flag"));
  assert.ok(!made("not-this"));
  // The file in the data folder counts when none is named.
  await writeFile(join(at("of-the-flag"), "rapport.toml"), 'listn = "127.0.0.1:1"\n');
  const { code, err } = await rapport(["check", "--data", at("of-the-flag")]);
  assert.equal(code, 2);
  assert.match(err, /rapport\.toml:1: there is no setting "listn"; did you mean "listen"\?/);
});

part("a password that others can read is refused", async (folder) => {
  await mkdir(join(folder, "data"));
  const file = join(folder, "data", "rapport.toml");
  await writeFile(file, 'smtp_password = "hush"\n', { mode: 0o644 });
  const loose = await rapport(["migrate", "--data", join(folder, "data")]);
  assert.equal(loose.code, 2);
  assert.match(loose.err, /chmod 640/);
  assert.ok(!loose.err.includes("hush"));
  await chmod(file, 0o640);
  await done(["migrate", "--data", join(folder, "data")]);
});

part("an export is open, whole, and leaves the notes to their writers", async (folder) => {
  const data = await sampleIn(folder);
  const out = join(folder, "out");
  assert.match(await done(["export", "--data", data, out]), /Lakeside-Unified-\w+: [\d,]+ rows in/);
  await refused(["export", "--data", data, out], /exists already/);
  await refused(["export", "--data", data, "--district", "Atlantis", out], /no such district/);
  assert.match(await done(["audit", "verify", "--data", data]), /1 act|acts/);
});
