/* Checks a downloaded usage log in the browser, as shell_app/usage_log/proof.py does on the server.
   Nothing leaves the machine; everything it needs is in the file and in the list of published anchors. */

const utf8 = new TextEncoder();
const HEX = /^[0-9a-f]{64}$/;

/** Everything that is wrong, as [{kind, at}]; an empty list means that the log is whole.
    `published` are the anchors' digests by number, from outside the database. Throws on a file of another kind. */
export async function verify(log, published) {
  if (log?.format !== "helsevei-log-1" || !Array.isArray(log.rows) || !Array.isArray(log.anchors)) {
    throw new Error("This is not a usage log from Helsevei.");
  }
  const findings = await checkChain(log);
  for (const anchor of log.anchors) {
    const kind = await checkAnchor(log, anchor, published);
    if (kind) findings.push({ kind, at: anchor.number });
  }
  return findings;
}

async function checkChain(log) {
  const findings = [];
  let before = await sha256(canonical(["helsevei-chain-1", log.subject]));
  let expected = 1;
  for (const row of log.rows) {
    const [format, number, , subject] = row.fields;
    const digest = fromHex(row.digest);
    const place = Number(number);
    if (place > expected) findings.push({ kind: "missing", at: place });
    else if (place < expected) findings.push({ kind: "out-of-place", at: place });
    else {
      const right = toHex(await sha256(joined(before, canonical(row.fields)))) === row.digest;
      const ours = format === "helsevei-use-1" && subject === log.subject && row.fields.length === 11;
      if (!right || !ours) findings.push({ kind: "altered", at: place });
    }
    before = digest;
    expected = place + 1;
  }
  return findings;
}

async function checkAnchor(log, anchor, published) {
  const texts = ["helsevei-anchor-1", String(anchor.number), anchor.at, anchor.root, anchor.previous];
  const digest = toHex(await sha256(canonical(texts)));
  if (published[anchor.number] !== digest) return "foreign-anchor";
  if (anchor.count > log.rows.length) return "truncated";
  if (!(anchor.count > 0)) return "rewritten";
  const head = [log.subject, String(anchor.count), log.rows[anchor.count - 1].digest];
  let reached = await sha256(joined(Uint8Array.of(0), canonical(head)));
  for (const step of anchor.path) {
    const other = fromHex(step.digest);
    const pair = step.side === "left" ? [other, reached] : [reached, other];
    reached = await sha256(joined(Uint8Array.of(1), ...pair));
  }
  return toHex(reached) === anchor.root ? null : "rewritten";
}

function canonical(texts) {
  const parts = [];
  for (const text of texts) {
    const bytes = utf8.encode(text);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    parts.push(length, bytes);
  }
  return joined(...parts);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text) {
  if (!HEX.test(text)) throw new Error("The file holds something that is no digest.");
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
}
