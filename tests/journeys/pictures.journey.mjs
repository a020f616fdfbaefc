// The picture of the README: Today on a phone before Today on a laptop. Made anew when
// RAPPORT_PICTURES is set.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { journey } from "./stage.mjs";

const folder = fileURLToPath(new URL("../../docs/screens", import.meta.url));

if (process.env.RAPPORT_PICTURES) {
  journey("the picture of the README is made anew", async ({ visit }) => {
    const laptop = await visit("coach", { on: "laptop" });
    await laptop.go("/today");
    const wide = (await laptop.page.screenshot()).toString("base64");
    const phone = await visit("coach", { on: "phone", theme: "dark" });
    await phone.go("/today");
    const tall = (await phone.page.screenshot()).toString("base64");
    const frame = await laptop.context.newPage();
    await frame.setViewportSize({ width: 1360, height: 860 });
    await frame.setContent(`<body style="margin:0;background:#e9e4d8;position:relative">
      <img src="data:image/png;base64,${wide}" style="position:absolute;left:24px;top:28px;
        width:1100px;border-radius:10px">
      <img src="data:image/png;base64,${tall}" style="position:absolute;right:32px;top:120px;
        width:330px;border-radius:24px;border:6px solid #171e21">`);
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/today.png`, await frame.screenshot());
  });
}
