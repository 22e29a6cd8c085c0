// Checks a page against its proof, in the reader's own browser: the text's fingerprint, the signatures, and the page's
// place in the published release. Loaded on proof pages only.

const proof = document.getElementById("proof");
const text = new TextEncoder();

function tell(result) {
  for (const item of document.querySelectorAll("#checks [data-result]")) {
    if (item.dataset.result === "waiting") item.hidden = true;
    if (item.dataset.result === result) item.hidden = false;
  }
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (data, name = "SHA-256") => new Uint8Array(await crypto.subtle.digest(name, data));
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const same = (one, other) => hex(one) === hex(other);

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(address);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The page as a document, parsed without being shown and without a script run. */
function parsed(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.response ? done(request.response) : failed(new Error(address)));
    request.onerror = failed;
    request.send();
  });
}

class Parts {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }
  take(count) {
    if (this.at + count > this.data.length) throw new Error("cut short");
    return this.data.slice(this.at, (this.at += count));
  }
  string() {
    return this.take(new DataView(this.take(4).buffer).getUint32(0));
  }
}

function packed(parts) {
  return Uint8Array.from(parts.flatMap((part) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, part.length);
    return [...length, ...part];
  }));
}

/** ECDSA's two numbers as browsers take them, from how passkeys write them. */
function plain(signature) {
  const number = (at) => [...signature.slice(at + 2, at + 2 + signature[at + 1])].slice(-32);
  const numbers = [number(2), number(4 + signature[3])];
  return Uint8Array.from(numbers.flatMap((bytes) => [...Array(32 - bytes.length).fill(0), ...bytes]));
}

/** The same of a passkey's answer. Its key is one of the kinds that have a name here. */
async function isAnswered(words, armoured, { key: line, signer }) {
  const part = (name) => bytesOf(armoured.match(`\n${name}: (.*)`)[1].replace(/-/g, "+").replace(/_/g, "/"));
  const [key, authenticator, client, signature] = ["key", "authenticator", "client", "signature"].map(part);
  const { type, challenge, origin } = JSON.parse(new TextDecoder().decode(client));
  const asked = bytesOf(challenge.replace(/-/g, "+").replace(/_/g, "/"));
  const isTouchedByItsHolder = (authenticator[32] & 5) === 5 && type === "webauthn.get" && signer.endsWith(` at ${origin}`);
  if (!isTouchedByItsHolder || !same(key, bytesOf(line.split(" ")[1])) || !same(asked, await digest(text.encode(words)))) return false;
  const signed = Uint8Array.from([...authenticator, ...(await digest(client))]);
  const kinds = [
    [{ name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }, plain],
    [{ name: "Ed25519" }, (raw) => raw],
    [{ name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, (raw) => raw],
  ];
  for (const [kind, written] of kinds) {
    const known = await crypto.subtle.importKey("spki", key, kind, false, ["verify"]).catch(() => null);
    if (known) return crypto.subtle.verify(kind, known, written(signature), signed);
  }
  return null;
}

/** Whether an approval's signature is by its key and of its words; null where the browser cannot tell. */
async function isSigned(element) {
  const [said, answered] = element.textContent.split(/(?=-----BEGIN PASSKEY SIGNATURE-----)/);
  if (answered) return isAnswered(said, answered, element.dataset);
  const [words, armoured] = element.textContent.split(/(?=-----BEGIN SSH SIGNATURE-----)/);
  const [kind, line] = element.dataset.key.split(" ");
  if (!armoured || kind !== "ssh-ed25519") return null;
  const envelope = new Parts(bytesOf(armoured.replace(/-----[^-]+-----|\s/g, "")));
  envelope.take(10);
  const [key, name, reserved, hash, signature] = [1, 2, 3, 4, 5].map(() => envelope.string());
  if (!same(key, bytesOf(line)) || !same(name, text.encode("approval@helsevei"))) return false;
  const algorithm = new TextDecoder().decode(hash) === "sha256" ? "SHA-256" : "SHA-512";
  const message = await digest(text.encode(words), algorithm);
  const signed = Uint8Array.from([...text.encode("SSHSIG"), ...packed([name, reserved, hash, message])]);
  const inner = new Parts(signature);
  inner.string();
  const keyParts = new Parts(key);
  keyParts.string();
  let known;
  try {
    known = await crypto.subtle.importKey("raw", keyParts.string(), "Ed25519", false, ["verify"]);
  } catch {
    return null;
  }
  return crypto.subtle.verify("Ed25519", known, inner.string(), signed);
}

/** Whether the words are about this text in this language. */
function isAbout(element, fingerprint) {
  const lines = element.textContent.split("\n");
  const { content, language } = proof.dataset;
  const isOfThisText = lines.includes(`fingerprint: ${fingerprint}`);
  const isSaidToBe = !("earlier" in element.dataset);
  return isOfThisText === isSaidToBe && [`content: ${content}`, `language: ${language}`].every((one) => lines.includes(one));
}

async function checkText() {
  const { fingerprint } = await import(proof.dataset.canonical);
  const found = await fingerprint(await parsed(proof.dataset.page));
  tell(found === document.getElementById("fingerprint").textContent ? "text-right" : "text-wrong");
  const approvals = [...document.querySelectorAll("[data-approval]")];
  const results = await Promise.all(approvals.map(isSigned));
  if (results.includes(false) || !approvals.every((one) => isAbout(one, found))) tell("signed-wrong");
  else if (results.includes(null)) tell("signed-unknown");
  else if (approvals.some((one) => "earlier" in one.dataset)) tell("signed-earlier");
  else if (results.length) tell("signed-right");
}

async function checkRelease() {
  const { here, page, path } = proof.dataset;
  const data = await fetched(page);
  const name = `${hex(await digest(text.encode(path))).slice(0, 2)}.txt`;
  const [bucket, top] = await Promise.all([fetched(`${here}tree/${name}`), fetched(`${here}tree/root.txt`)]);
  const lines = (bytes) => new TextDecoder().decode(bytes).split("\n");
  const isThere =
    lines(bucket).includes(`${path} ${hex(await digest(data))} ${data.length}`) &&
    lines(top).includes(`${name} ${hex(await digest(bucket))}`);
  tell(isThere ? "release-right" : "release-wrong");
  const log = await fetched(`${here}log/history.jsonl`).catch(() => new Uint8Array());
  if (isThere && new TextDecoder().decode(log).includes(`"root":"${hex(await digest(top))}"`)) tell("log-right");
}

for (const check of [checkText, checkRelease]) check().catch(() => tell("failed"));
