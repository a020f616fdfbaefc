// A job description of old cites a standard of 2011: where does it live on?
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: true },
  { on: "phone", theme: "light", language: "en", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`where an earlier standard lives on: ${name}`, async ({ visit }) => {
    const director = await visit("director", dress);
    for (const [framework, lives] of [
      ["iste_conditions/14", /Prepared educators/],
      ["iste_coaches/2011", /4\.1\.b Change Agent, 4\.7 Digital Citizen Advocate/],
    ]) {
      await director.go("/standards");
      await director.page.locator(`main a[href="/standards/${framework}"]`).click();
      assert.match(await director.page.locator("main table").innerText(), lives);
      await director.fits();
      if (director.script) await director.axe();
      await director.shot(`standards-${framework.replace("/", "-")}-${name}`);
    }
    await director.page.locator('main a[href="/standards/iste_coaches/2024"]').click();
    await director.page.waitForURL(/\/standards\/iste_coaches\/2024$/);

    // The wording, under a licence: refused at its field, then read beside our own sentences.
    await director.page.locator('main a[href$="/wording"]').click();
    await director.page.locator("#words").fill("As our licence says.\n4.5.a Zebras.");
    await director.page.locator("#licence").fill("March 2026");
    await director.page.locator('main form button[class~="first"]').click();
    await director.page.locator("#words-why").waitFor();
    await director.fits();
    if (director.script) await director.axe();
    await director.shot(`standards-refused-${name}`);
    await director.page.locator("#words").fill("4.5.a Zebras learn\nfrom zebras.\n4.5b Owls.");
    await director.page.locator('main form button[class~="first"]').click();
    await director.page.locator("main blockquote").nth(1).waitFor();
    await director.fits();
    if (director.script) await director.axe();
    await director.shot(`standards-wording-${name}`);
    await director.page.locator('main a[href$="/wording"]').click();
    await director.page.locator("#words").fill("");
    await director.page.locator('main form button[class~="first"]').click();
    await director.page.waitForURL(/\/standards\/iste_coaches\/2024(\?|$)/);
    assert.equal(await director.page.locator("main blockquote").count(), 0);
  });
}
