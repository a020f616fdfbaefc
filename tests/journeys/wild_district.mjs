// A district that serves what no district should: too much, too deep, too slow, another's, older.
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { gzipSync } from "node:zlib";

// The one way of docs/reference/exchange.md.
function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(value[name])}`).join(",")}}`;
}

class Signer {
  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    this.secret = privateKey;
    this.key = publicKey.export({ format: "jwk" }).x;
  }
  document(value) {
    const whole = { ...value, key: this.key };
    const bytes = Buffer.from(`rapport.exchange/1\n${written(whole)}`);
    return written({ ...whole, signature: sign(null, bytes, this.secret).toString("base64url") });
  }
}

const id = (last) => `0000000000000000000000000${last}`;
const when = "2026-11-01T08:00:00Z";

function item(at, own, ancestors = []) {
  return {
    schema: "rapport.exchange.item/1",
    id: own,
    kind: "job_description",
    version: 1,
    title: "A post",
    language: "en",
    licence: "cc-by-4.0",
    author: { name: "Wild district", address: at, contact: "Nobody" },
    published_at: when,
    lineage: ancestors,
    body: { sections: { purpose: "To help." }, duties: [] },
  };
}

function index(at, sequence, documents) {
  return {
    schema: "rapport.exchange.index/1",
    author: { name: "Wild district", address: at },
    sequence,
    published_at: when,
    items: Object.entries(documents).map(([own, document]) => ({
      id: own,
      kind: "job_description",
      version: 1,
      withdrawn: false,
      title: "A post",
      digest: createHash("sha256").update(document).digest("hex"),
      address: `items/${own}.json`,
    })),
  };
}

// What the page of each says; `again`: after a second look.
export const misdeeds = [
  { name: "huge", says: /larger than such a thing may be/ },
  { name: "bomb", says: /larger than such a thing may be/ },
  { name: "deep", says: /nested too deeply/ },
  { name: "cyclic", says: /A post/ },
  { name: "wrong-signature", says: /changed after it was signed/ },
  { name: "stale", says: /A post/, again: /older than what was seen before/ },
  { name: "other-key", says: /A post/, again: /another key than before/ },
  { name: "redirecting", says: /sends us elsewhere/ },
  { name: "slow", says: /came too slowly/ },
  { name: "silent", says: /came too slowly/ },
  { name: "cut", says: /does not answer/ },
];

export function wildDistrict() {
  const signer = new Signer();
  const other = new Signer();
  const looks = {};
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, "["));
  let sent = 0;

  const json = (reply, body) => {
    sent += body.length;
    reply.writeHead(200, { "Content-Type": "application/json" }).end(body);
  };

  const good = (reply, at, path, { by = signer, sequence = 1, ancestors = [] } = {}) => {
    const document = by.document(item(at, id(1), ancestors));
    if (path.includes("/items/")) return json(reply, document);
    return json(reply, by.document(index(at, sequence, { [id(1)]: document })));
  };

  const does = {
    huge: (reply) => {
      reply.writeHead(200, { "Content-Type": "application/json" });
      const block = Buffer.alloc(64 * 1024, " ");
      const pour = () => {
        while (!reply.destroyed && sent < 4e9) {
          sent += block.length;
          if (!reply.write(block)) return reply.once("drain", pour);
        }
        return reply.end();
      };
      pour();
    },
    bomb: (reply) => {
      sent += bomb.length;
      reply.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" });
      reply.end(bomb);
    },
    deep: (reply) => json(reply, "[".repeat(100_000)),
    // It was taken from itself, by way of another that was taken from it.
    cyclic: (reply, at, path) => {
      const itself = (number) => ({ address: at, id: id(number), version: 1, digest: "0".repeat(64),
        title: "A post", credit: "Wild district", licence: "cc-by-4.0" });
      good(reply, at, path, { ancestors: [itself(2), itself(1), itself(2), itself(1)] });
    },
    "wrong-signature": (reply, at) =>
      json(reply, signer.document(index(at, 1, {})).replace("Wild", "Mild")),
    stale: (reply, at, path, look) => good(reply, at, path, { sequence: look > 1 ? 4 : 5 }),
    "other-key": (reply, at, path, look) => good(reply, at, path, look > 1 ? { by: other } : {}),
    redirecting: (reply, at) => reply.writeHead(302, { Location: `${at}?again` }).end(),
    slow: (reply) => {
      reply.writeHead(200, { "Content-Type": "application/json" });
      const drop = setInterval(() => reply.write(" "), 100);
      reply.once("close", () => clearInterval(drop));
    },
    silent: () => {},
    cut: (reply) => {
      reply.writeHead(200, { "Content-Type": "application/json", "Content-Length": "9999" });
      reply.write("{");
      setTimeout(() => reply.destroy(), 50);
    },
  };

  return {
    sent: () => sent,
    answer: (request, reply) => {
      const name = request.url.split("/")[1];
      if (!does[name]) return reply.writeHead(404).end();
      const isIndex = request.url.endsWith("/index.json");
      if (isIndex) looks[name] = (looks[name] ?? 0) + 1;
      const at = `http://${request.headers.host}/${name}/index.json`;
      return does[name](reply, at, request.url, looks[name]);
    },
  };
}
