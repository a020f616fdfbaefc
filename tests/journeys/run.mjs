// Runs the journeys and counts them. The last line says how many.
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { told, Theatre } from "./stage.mjs";

const here = new URL(".", import.meta.url);
const wanted = process.argv.slice(2).join(" ").toLowerCase().split(/[\s_]+/).filter(Boolean);

function isWanted(name) {
  let from = 0;
  return wanted.every((word) => {
    const at = name.toLowerCase().indexOf(word, from);
    from = at + word.length;
    return at >= 0;
  });
}

// Each file is one act: it is played on a fresh sample, by whichever stage is free.
const acts = [];
for (const file of (await readdir(here)).filter((f) => f.endsWith(".journey.mjs")).sort()) {
  told.length = 0;
  await import(new URL(file, here));
  const stories = told.filter((story) => isWanted(story.name));
  if (stories.length > 0) acts.push(stories);
}
acts.sort((a, b) => b.length - a.length);

let passed = 0;
let failed = 0;

async function play(theatre, story) {
  const began = Date.now();
  const trouble = await theatre.play(story);
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(5);
  if (trouble) failed += 1;
  else passed += 1;
  console.log(`${trouble ? "no" : "ok"} ${seconds} s  ${story.name}`);
  if (trouble) console.log(trouble);
}

async function stage() {
  const theatre = await Theatre.open();
  try {
    for (let stories = acts.shift(); stories; stories = acts.shift()) {
      await theatre.raise();
      for (const story of stories) await play(theatre, story);
      await theatre.lower();
    }
  } catch (fault) {
    failed += 1;
    console.log(fault.stack ?? String(fault));
  } finally {
    await theatre.close();
  }
}

// Two, where there are cores for two: a page is looked at while another is made.
const stages = Math.min(2, availableParallelism(), acts.length);
await Promise.all(Array.from({ length: stages }, stage));
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
