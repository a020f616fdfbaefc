// Has LibreOffice turn each export into its own flat XML, in which every cell says what it is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const office = process.env.OFFICE;
// 44: comma, 34: quote, 76: UTF-8, 1: from the first line.
const as_opened = "CSV:44,34,76,1";
const all_text = `${as_opened},${Array.from({ length: 13 }, (_, at) => `${at + 1}/2`).join("/")}`;

// Rows of { type, formula, text }, with repeated cells and rows spelled out.
function sheetOf(file, filter) {
  const order = ["--headless", `-env:UserInstallation=file://${folder}/profile`,
    ...(filter ? [`--infilter=${filter}`] : []), "--convert-to", "fods", "--outdir", folder,
    join(folder, file)];
  execFileSync(office, order, { stdio: "pipe", timeout: 180_000 });
  const xml = readFileSync(join(folder, file.replace(/\.\w+$/, ".fods")), "utf8");
  const rows = [];
  const row_pattern = /<table:table-row\b[^>]*?(?:\/>|>(.*?)<\/table:table-row>)/gs;
  for (const [, row] of xml.matchAll(row_pattern)) {
    const cells = [];
    const cell = /<table:table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs;
    for (const [, marks, inside = ""] of (row ?? "").matchAll(cell)) {
      const mark = (name) => marks.match(new RegExp(` ${name}="([^"]*)"`))?.[1];
      const repeated = Math.min(Number(mark("table:number-columns-repeated") ?? 1), 40);
      const one = { type: mark("office:value-type") ?? "", formula: mark("table:formula"),
        number: mark("office:value"), text: textOf(inside) };
      for (let times = 0; times < repeated; times += 1) cells.push(one);
    }
    rows.push(cells);
  }
  // A sheet may end in rows that hold nothing.
  while (rows.length > 0 && rows.at(-1).every((cell) => !cell.text && !cell.formula)) rows.pop();
  return rows;
}

function textOf(inside) {
  const paragraphs = [...inside.matchAll(/<text:p\b[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)];
  return paragraphs.map(([, paragraph = ""]) => paragraph
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => " ".repeat(Number(count ?? 1)))
    .replace(/<text:tab\/>/g, "\t").replace(/<text:line-break\/>/g, "\n").replace(/<[^>]*>/g, "")
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'").replaceAll("&amp;", "&")).join("\n");
}

// What XML has no letter for, LibreOffice leaves out of its XML; and of line ends it knows one.
const plain = (text) => text.replace(/\r\n?/g, "\n")
  // eslint-disable-next-line no-control-regex
  .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uFFFD]/g, "").replace(/\s+$/u, "");
const would_run = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

let passed = 0;
let failed = 0;
function witness(name, tell) {
  try {
    tell();
    passed += 1;
    console.log(`ok     ${name}`);
  } catch (trouble) {
    failed += 1;
    console.log(`FAILED ${name}\n${trouble.message}`);
  }
}

const [minutes, students, step, note] = [2, 5, 10, 12];
const typedOf = (file) => JSON.parse(readFileSync(join(folder, `${file}.typed.json`), "utf8"));

function isInert(rows) {
  const formulas = rows.flat().filter((cell) => cell.formula !== undefined);
  assert.deepEqual(formulas.slice(0, 3), [], "a cell became a formula");
}

function isWhole(rows, typed, asWritten) {
  assert.equal(rows.length, typed.length + 1, "rows were lost or split");
  const left = new Map();
  for (const text of typed) {
    const wanted = plain(asWritten(text));
    left.set(wanted, (left.get(wanted) ?? 0) + 1);
  }
  for (const column of [step, note]) {
    const seen = new Map();
    for (const row of rows.slice(1)) {
      const text = plain(row[column]?.text ?? "");
      seen.set(text, (seen.get(text) ?? 0) + 1);
    }
    for (const [text, count] of left) {
      assert.equal(seen.get(text) ?? 0, count, `column ${column}: ${JSON.stringify(text)}`);
    }
  }
}

witness("the control: an unguarded sheet does become a formula", () => {
  writeFileSync(join(folder, "control.csv"), "what\r\n=1+1\r\n");
  const rows = sheetOf("control.csv", as_opened);
  assert.ok(rows.flat().some((cell) => cell.formula), "this witness would see nothing");
});
witness("the sheet, opened as it is, runs nothing", () => {
  const rows = sheetOf("contacts.csv", as_opened);
  isInert(rows);
  for (const row of rows.slice(1)) {
    assert.equal(row[minutes].type, "float");
    assert.equal(row[minutes].number, "15");
    assert.equal(row[students].number, "24");
  }
});
witness("the sheet has every word, behind an apostrophe where one is needed", () => {
  const rows = sheetOf("contacts.csv", all_text);
  isInert(rows);
  isWhole(rows, typedOf("contacts.csv"), (text) => (would_run.test(text) ? `'${text}` : text));
});
witness("the workbook runs nothing, has every word, and numbers where numbers are", () => {
  const rows = sheetOf("contacts.xlsx");
  isInert(rows);
  isWhole(rows, typedOf("contacts.xlsx"), (text) => text);
  for (const row of rows.slice(1)) {
    assert.equal(row[minutes].type, "float");
    assert.equal(row[step].type, "string");
  }
});
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);
