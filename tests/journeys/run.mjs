// Runs the journeys one after another and counts them. The last line says how many.
import { readdir } from "node:fs/promises";
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

let passed = 0;
let failed = 0;
const theatre = await Theatre.open();
try {
  for (const file of (await readdir(here)).filter((f) => f.endsWith(".journey.mjs")).sort()) {
    told.length = 0;
    await import(new URL(file, here));
    const stories = told.filter((story) => isWanted(story.name));
    if (stories.length === 0) continue;
    await theatre.raise();
    for (const story of stories) {
      const began = Date.now();
      const trouble = await theatre.play(story);
      const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(5);
      if (trouble) {
        failed += 1;
        console.log(`no ${seconds} s  ${story.name}\n${trouble}`);
      } else {
        passed += 1;
        console.log(`ok ${seconds} s  ${story.name}`);
      }
    }
    await theatre.lower();
  }
} catch (fault) {
  failed += 1;
  console.log(fault.stack ?? String(fault));
} finally {
  await theatre.close();
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
