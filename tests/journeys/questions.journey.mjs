// What people ask about coaches, read and searched by somebody without an account.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const dresses = [
  { on: "laptop", theme: "dark", language: "en", script: true },
  { on: "phone", theme: "light", language: "fr", script: false },
  { on: "phone", theme: "dark", language: "fr", script: true },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}-${dress.theme}`;
  journey(`a parent reads what people ask about coaches: ${name}`, async ({ visit }) => {
    const parent = await visit("nobody", dress);
    const look = async (what) => {
      await parent.fits();
      if (parent.script) await parent.axe();
      await parent.shot(`questions-${what}-${name}`);
    };
    await parent.go("/questions");
    await look("all");
    await parent.page.locator("#for").selectOption("parents");
    await parent.page.locator("main form button").click();
    await parent.page.waitForURL(/for=parents/);
    assert.equal(await parent.page.locator("main h3").count(), 4);
    await parent.page.locator("#q").fill("zebra");
    await parent.page.locator("main form button").click();
    await parent.page.locator("main .empty").waitFor();
    assert.equal(await parent.page.locator("#q").inputValue(), "zebra");
    await look("none");
  });
}
