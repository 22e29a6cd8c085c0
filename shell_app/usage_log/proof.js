/* Checks a downloaded usage log in the browser, as shell_app/usage_log/proof.py does on the server.
   Nothing leaves the machine; everything it needs is in the file and in the list of published anchors. */

const utf8 = new TextEncoder();
const HEX = /^[0-9a-f]{64}$/;
const TO_THE_SECOND = 19;

/** Everything that is wrong, as [{kind, at}]; an empty list means that the log is whole.
    `published` are the anchors' digests by number, from outside the database. `due` is the last moment, as ISO text, of
    which rows may be taken away from a log's beginning; who names none allows none. Throws on a file of another kind. */
export async function verify(log, published, due = "") {
  const known = ["helsevei-log-1", "helsevei-log-2"].includes(log?.format);
  if (!known || !Array.isArray(log.rows) || !Array.isArray(log.anchors)) {
    throw new Error("This is not a usage log from Helsevei.");
  }
  const start = await startOf(log);
  const findings = await checkChain(log, start);
  if (start.count) findings.push(...(await checkCut(log, start, published, due)));
  for (const anchor of log.anchors) {
    const kind = await checkAnchor(log, start, anchor, published);
    if (kind) findings.push({ kind, at: anchor.number });
  }
  return findings;
}

/** Where the log begins: at the head that the rows taken away ended with, or at the person's own beginning. */
async function startOf(log) {
  if (log.format === "helsevei-log-1") {
    return { count: 0, digest: toHex(await sha256(canonical(["helsevei-chain-1", log.subject]))) };
  }
  const { count, digest } = log.cut ?? {};
  if (!Number.isSafeInteger(count) || count < 1) throw new Error("The file does not say where the log begins.");
  fromHex(digest);
  return { count, digest };
}

async function checkChain(log, start) {
  const findings = [];
  let before = fromHex(start.digest);
  let expected = start.count + 1;
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

/** An anchor is no older than the rows that it covers: the first over the start tells how long they were kept. */
async function checkCut(log, start, published, due) {
  const moments = [];
  for (const anchor of log.anchors) {
    if (anchor.count !== start.count || !(await isPublished(anchor, published))) continue;
    if (await reachesRoot(log, anchor, start.digest)) moments.push(anchor.at);
  }
  if (!moments.length) return [{ kind: "unproved-cut", at: start.count }];
  const first = moments.sort()[0];
  return first.slice(0, TO_THE_SECOND) > due.slice(0, TO_THE_SECOND) ? [{ kind: "early-cut", at: start.count }] : [];
}

async function isPublished(anchor, published) {
  const texts = ["helsevei-anchor-1", String(anchor.number), anchor.at, anchor.root, anchor.previous];
  return published[anchor.number] === toHex(await sha256(canonical(texts)));
}

async function checkAnchor(log, start, anchor, published) {
  if (!(await isPublished(anchor, published))) return "foreign-anchor";
  if (anchor.count > start.count + log.rows.length) return "truncated";
  const place = anchor.count - start.count;
  if (!(anchor.count > 0 && place >= 0)) return "rewritten";
  return (await reachesRoot(log, anchor, place ? log.rows[place - 1].digest : start.digest)) ? null : "rewritten";
}

async function reachesRoot(log, anchor, digest) {
  const head = [log.subject, String(anchor.count), digest];
  let reached = await sha256(joined(Uint8Array.of(0), canonical(head)));
  for (const step of anchor.path) {
    const other = fromHex(step.digest);
    const pair = step.side === "left" ? [other, reached] : [reached, other];
    reached = await sha256(joined(Uint8Array.of(1), ...pair));
  }
  return toHex(reached) === anchor.root;
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
