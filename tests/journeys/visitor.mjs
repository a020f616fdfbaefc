// A person before a browser: on a phone or at a laptop, in the light or the dark, in English or
// French, with or without script, by thumb or by keyboard.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const screens = fileURLToPath(new URL("../../build/screens", import.meta.url));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axeSource = await readFile(axe, "utf8");
const sizes = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  laptop: { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false },
};

export class Visitor {
  static async enter(house, role, options) {
    const { on = "laptop", theme = "light", language = "en", script = true } = options;
    const visitor = new Visitor();
    Object.assign(visitor, { role, on, language, script, url: house.url });
    Object.assign(visitor, { taps: 0, complaints: [] });
    visitor.context = await house.browser.newContext({
      ...sizes[on],
      deviceScaleFactor: 1,
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: language === "fr" ? "fr-FR" : "en-US",
      javaScriptEnabled: script,
    });
    visitor.context.setDefaultTimeout(8000);
    visitor.page = await visitor.context.newPage();
    visitor.listen();
    if (role !== "nobody") await visitor.comeIn(house);
    return visitor;
  }

  // Other hosts, broken scripts, refused content: noted whenever they happen.
  listen() {
    this.context.on("request", (request) => {
      const at = new URL(request.url());
      if (at.origin !== this.url && at.protocol.startsWith("http")) {
        this.complaints.push(`asked another host: ${request.url()}`);
      }
    });
    this.context.on("response", (response) => {
      if (response.status() >= 500) this.complaints.push(`${response.status()} ${response.url()}`);
    });
    this.page.on("pageerror", (fault) => this.complaints.push(`script: ${fault.message}`));
    this.page.on("console", (line) => {
      const isRefusal = /status of 4\d\d/.test(line.text());  // A refused form is no fault.
      const isCutOff = this.isCutOff && /net::ERR_/.test(line.text());
      const isComplaint = line.type() === "error" && !isRefusal && !isCutOff;
      if (isComplaint) this.complaints.push(`console: ${line.text()}`);
    });
  }

  hasNoComplaint() {
    assert.deepEqual(this.complaints, [], `${this.role} met trouble`);
  }

  async comeIn(house) {
    // An address is somebody of the journey's own; a role is one of the sample's cast.
    const { name, url } = this.role.includes("@")
      ? { name: this.role, url: await this.ownLink(house) }
      : (await house.links())[this.role] ?? {};
    assert.ok(url, `the sample has no ${this.role}`);
    this.name = name;
    await this.page.goto(url);
    await this.page.locator("main form button").first().click();
    await this.page.locator("nav.places").waitFor();
    if (this.language === "fr") await this.speak("fr");
  }

  async ownLink(house) {
    const said = await house.rapport("user", "link", this.role, "--base-url", house.url);
    return said.match(/http\S+/)[0];
  }

  async speak(language) {
    const current = await this.page.locator("html").getAttribute("lang");
    if (current === language) return;
    await this.page.locator(`.colophon button[lang="${language}"]`).click();
    await this.page.locator(`html[lang="${language}"]`).waitFor();
  }

  async go(path) {
    const response = await this.page.goto(new URL(path, this.url).href);
    return response.status();
  }

  // A tap, counted, on something as big as a thumb.
  async tap(target) {
    const where = typeof target === "string" ? this.page.locator(target).first() : target;
    await where.scrollIntoViewIfNeeded();
    const box = await where.boundingBox();
    if (this.on === "phone") {
      assert.ok(box.height >= 43.5 && box.width >= 43.5,
        `${target} is ${Math.round(box.width)} × ${Math.round(box.height)}; a thumb needs 44`);
    }
    this.taps += 1;
    await (this.on === "phone" ? where.tap() : where.click());
  }

  // Tab until the wanted thing has the focus, as one does without a mouse. The ring must show.
  async tabTo(selector, most = 150) {
    const isThere = () =>
      this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    for (let presses = 0; presses < most; presses += 1) {
      if (await isThere()) {
        const ring = await this.page.evaluate(() => {
          const on = document.activeElement;
          const shown = [on, on.nextElementSibling, on.closest("label")].filter(Boolean);
          return shown.some((element) => {
            const style = getComputedStyle(element);
            const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            return isOutlined || style.boxShadow !== "none";
          });
        });
        assert.ok(ring, `${selector} has the focus and does not show it`);
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`${most} tabs did not lead to ${selector} on ${this.page.url()}`);
  }

  async press(selector, key = "Enter") {
    await this.tabTo(selector);
    await this.page.keyboard.press(key);
  }

  // A choice among several, by keyboard: Space for a box, arrows for a group. Wanted is a selector,
  // or how many steps past the first.
  async choose(group, wanted) {
    await this.tabTo(group);
    const isThere = (selector) =>
      this.page.evaluate((which) => document.activeElement.matches(which), selector);
    if (typeof wanted === "number") {
      for (let step = 0; step < wanted; step += 1) await this.page.keyboard.press("ArrowDown");
    } else {
      for (let step = 0; step < 40 && !(await isThere(wanted)); step += 1) {
        await this.page.keyboard.press("ArrowDown");
      }
      assert.ok(await isThere(wanted), `the arrows did not lead to ${wanted}`);
    }
    await this.page.keyboard.press("Space");
  }

  async write(selector, words) {
    await this.tabTo(selector);
    await this.page.keyboard.type(words);
  }

  // WCAG 2.2 A and AA, plus good practice: no violation at all.
  async axe() {
    if (!(await this.page.evaluate(() => "axe" in window))) await this.page.evaluate(axeSource);
    const found = await this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return violations.map((v) => `${v.id}: ${v.help}\n` +
        v.nodes.slice(0, 4).map((n) => `        ${n.target} ${n.failureSummary}`).join("\n"));
    });
    assert.equal(found.length, 0, `axe on ${this.page.url()}:\n      ${found.join("\n      ")}`);
  }

  // Nothing may stick out sideways.
  async fits() {
    const over = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${this.page.url()} is ${over} px too wide on a ${this.on}`);
  }

  async shot(name, options = {}) {
    await this.page.screenshot({ path: join(screens, `${name}.png`), fullPage: true, ...options });
  }

  async words() {
    return (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
  }

  async says(pattern) {
    assert.match(await this.words(), pattern, `at ${this.page.url()}`);
  }

  async saysNothingOf(words) {
    const html = await this.page.content();
    assert.ok(!html.includes(words), `"${words}" stands on ${this.page.url()}`);
  }
}
