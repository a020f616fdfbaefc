// Mail that came in: where it comes in is said once; what is not sure waits, and is looked through.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const letter = (from, id, subject) => `From: <${from}>
To: <help@lakes.example>
Subject: ${subject}
Message-Id: <${id}@phone>

Could somebody look at our tablets?
`;

async function look(visitor, name) {
  await visitor.fits();
  if (visitor.script) await visitor.axe();
  await visitor.shot(`mail-${name}`);
}

const dresses = [
  { on: "laptop", theme: "light", language: "en", script: true },
  { on: "phone", theme: "dark", language: "fr", script: false },
];
for (const dress of dresses) {
  const name = `${dress.on}-${dress.language}`;
  journey(`letters of strangers wait for somebody: ${name}`, async ({ visit, receive }) => {
    const admin = await visit("district_admin", dress);
    await admin.go("/settings");
    await admin.page.locator('main a[href="/settings/mail"]').click();
    await look(admin, `nothing-${name}`);
    const save = admin.page.locator('main form[action="/settings/mail"] button');

    // The browser has a word of its own about an address; the program's is read without it.
    await admin.page.locator("#address").evaluate((field) => (field.type = "text"));
    await admin.page.locator("#address").fill("help at lakes");
    await admin.page.locator("#relay").fill("mx.lakes.example");
    await save.click();
    await admin.page.locator('.refusal[role="alert"]').waitFor();
    assert.equal(await admin.page.locator("#address").inputValue(), "help at lakes");
    assert.equal(await admin.page.locator("#relay").inputValue(), "mx.lakes.example");
    await look(admin, `refused-${name}`);

    await admin.page.locator("#address").fill("help@lakes.example");
    await save.click();
    await admin.page.locator('.notice[role="status"]').waitFor();
    await receive("help@lakes.example", letter("eve@elsewhere.example", `1-${name}`, "Tablets"));
    await receive("help@lakes.example",
      letter("mallory@elsewhere.example", `2-${name}`, "<b>Bold</b>"));
    await admin.go("/settings/mail");
    const rows = admin.page.locator("main .rows .row");
    assert.equal(await rows.count(), 2);
    const told = await admin.page.locator("main").innerText();
    assert.match(told, /eve@elsewhere\.example/);
    assert.match(told, /<b>Bold<\/b>/);
    assert.doesNotMatch(told, /look at our tablets/);
    await look(admin, `waiting-${name}`);
    for (const left of [1, 0]) {
      await rows.first().locator("button").click();
      await admin.page.locator('.notice[role="status"]').waitFor();
      assert.equal(await rows.count(), left);
      await admin.go("/settings/mail");
    }
  });
}
