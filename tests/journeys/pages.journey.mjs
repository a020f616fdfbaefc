// Every page of every role, in every dress: it fits, and axe finds nothing.
import assert from "node:assert/strict";
import { journey } from "./stage.mjs";

const places = {
  nobody: ["/signin"],
  coach: ["/today", "/log", "/contacts", "/people", "/requests", "/programme", "/settings",
    "/account", "/account/calendar", "/people?q=nobody-is-called-so", "/settings/rights",
    "/teams", "/nothing/here"],
  technician: ["/requests", "/people"],
  teacher: ["/my-help", "/account", "/settings"],
  principal: ["/programme", "/settings"],
  director: ["/programme", "/settings"],
  district_admin: ["/settings", "/settings/words", "/settings/rules", "/settings/people",
    "/settings/kinds", "/settings/roster", "/settings/audit", "/settings/rights", "/teams"],
  network_rep: ["/network", "/settings"],
};

const dresses = [
  { on: "phone", theme: "light", language: "en" },
  { on: "laptop", theme: "dark", language: "fr" },
];

for (const [role, paths] of Object.entries(places)) {
  for (const dress of dresses) {
    const words = Object.values(dress).join(", ");
    journey(`everybody can use the pages of a ${role}: ${words}`, async ({ visit }) => {
      const visitor = await visit(role, dress);
      const troubles = [];
      for (const path of paths) {
        const status = await visitor.go(path);
        if (status !== (path === "/nothing/here" ? 404 : 200)) troubles.push(`${path}: ${status}`);
        await visitor.shot(`${role}${path.replace(/\W+/g, "-")}-${words.replaceAll(", ", "-")}`);
        await visitor.fits().catch((trouble) => troubles.push(trouble.message));
        await visitor.axe().catch((trouble) => troubles.push(trouble.message));
      }
      assert.equal(troubles.length, 0, troubles.join("\n"));
    });
  }
}

// One person, one contact, one request: the pages behind the lists.
for (const dress of dresses) {
  const words = Object.values(dress).join(", ");
  journey(`the page of a person, a contact and a request: ${words}`, async ({ visit }) => {
    const coach = await visit("coach", dress);
    for (const [list, row, name] of [
      ["/people", "main .rows a.row", "person"],
      ["/contacts", 'main a[href^="/contacts/"]:not([href*="."])', "contact"],
      ["/requests?tab=mine", "main .rows a.row", "request"],
    ]) {
      await coach.go(list);
      const href = await coach.page.locator(row).first().getAttribute("href");
      await coach.go(href);
      await coach.shot(`one-${name}-${dress.on}-${dress.theme}-${dress.language}`);
      await coach.fits();
      await coach.axe();
      await coach.go(`/who-can-see/${name}/${href.split("/").pop()}`);
      await coach.axe();
    }
  });
}

journey("the first page weighs at most 60 KB", async ({ visit }) => {
  const coach = await visit("coach", { on: "phone" });
  // A browser that has seen nothing yet: no cache, nothing in memory, no worker.
  const fresh = await coach.context.browser().newContext({
    storageState: await coach.context.storageState(), serviceWorkers: "block" });
  const page = await fresh.newPage();
  const session = await fresh.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(new URL("/today", coach.url).href, { waitUntil: "networkidle" });
  await fresh.close();
  assert.ok(bytes > 3000, "nothing was weighed");
  assert.ok(bytes <= 60 * 1024, `${(bytes / 1024).toFixed(1)} KB`);
  console.log(`       first load of Today: ${(bytes / 1024).toFixed(1)} KB`);
});

journey("a page prints without its navigation", async ({ visit }) => {
  const coach = await visit("coach");
  await coach.go("/today");
  await coach.page.emulateMedia({ media: "print" });
  for (const part of ["nav.places", ".log-bar", ".colophon"]) {
    assert.ok(!(await coach.page.locator(part).first().isVisible()), `${part} is printed`);
  }
  await coach.shot("today-print");
});
