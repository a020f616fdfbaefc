// Runs the parts one after the other, each in a folder of its own.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Skip, told } from "./stage.mjs";

const wanted = process.argv.slice(2).join(" ").toLowerCase();
const here = fileURLToPath(new URL(".", import.meta.url));
for (const file of (await readdir(here)).sort()) {
  if (file.endsWith(".part.mjs")) await import(`./${file}`);
}
let passed = 0;
let failed = 0;
let skipped = 0;
for (const { name, tell } of told) {
  if (!name.toLowerCase().includes(wanted)) continue;
  const folder = await mkdtemp(join(tmpdir(), "rapport-contract-"));
  const began = Date.now();
  let outcome = "ok     ";
  let trouble = "";
  try {
    await tell(folder);
    passed += 1;
  } catch (error) {
    const isSkip = error instanceof Skip;
    outcome = isSkip ? "SKIP   " : "FAILED ";
    trouble = isSkip ? `: ${error.message}` : `\n${error.stack}`;
    isSkip ? (skipped += 1) : (failed += 1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${outcome}${name} (${((Date.now() - began) / 1000).toFixed(1)} s)${trouble}`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
