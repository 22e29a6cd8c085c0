// What a page says, in the one form that its fingerprint is made of: the browser's half of
// builder/markdown/canonical.py and builder/approval/fingerprint.py (docs/developers/fingerprint.md).

const BREAK = "<>"; // a line break until white space is settled; no text holds it, since its own "<" is escaped
const LINES = new Set("ul ol li h2 h3 h4 h5 h6 table tr th td pre details summary blockquote".split(" "));
const APART = new Set("p figure section thead tbody div".split(" "));
const INLINE = new Set("em strong s code sup sub kbd".split(" "));
const OF_THE_PORTAL = ".callout-label, figcaption, [data-portal]"; // the portal's own words among the text's
const OUR_ADDRESS = /^\/.*?([^/]+)\/([^/]+)\.html$/; // the folder is the language's, or of one of these
const FOLDERS = { services: "service", topics: "topic", partners: "partner" };
// As Python's str.split() has it.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Title, lead and body as lines of tags and text. */
export function canonicalText(page) {
  const part = (name) => settled(inner(page.querySelector(`[data-said="${name}"]`)));
  return `<title>\n${part("title")}\n<lead>\n${part("lead")}\n<body>\n${part("body")}`;
}

/** All that is digested: the text's own digest first, then its pictures and provenance. */
export async function statementLines(page) {
  const said = (name) => [...page.querySelectorAll(`[data-said="${name}"]`)];
  const text = canonicalText(page).replace(/^<img [^\n]*>$/gm, "<img>");
  const lines = ["helsevei edition 1", `language ${page.documentElement.lang}`, `text ${await sha256(text)}`];
  for (const image of page.querySelectorAll('[data-said="body"] img')) {
    lines.push(`picture ${lastOf(image.getAttribute("src"))}`);
  }
  const [translation] = said("translation");
  if (translation) {
    return [...lines, `method ${translation.dataset.method}`, `reviewed ${translation.dataset.reviewed}`];
  }
  for (const name of ["changed", "reviewed", "due"]) {
    lines.push(`${name} ${said(name)[0]?.getAttribute("datetime") ?? ""}`);
  }
  return [...lines, ...said("reference").map(reference)];
}

/** The page's fingerprint, 64 hex digits. Browsers work out digests on https and on the own machine only. */
export async function fingerprint(page) {
  return sha256((await statementLines(page)).join("\n"));
}

function reference(item) {
  const address = item.querySelector("a")?.getAttribute("href") ?? "";
  return `reference ${`${item.textContent} ${address}`.replace(SPACE, " ").trim()}`;
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function settled(text) {
  return text
    .replace(SPACE, " ")
    .replace(/ ?<> ?/g, BREAK)
    .replace(/(?:<>)+/g, "\n")
    .replace(/^[ \n]+|[ \n]+$/g, "")
    .normalize("NFC");
}

function inner(node) {
  return [...node.childNodes].map(serialised).join("");
}

function serialised(node) {
  if (node.nodeType === 3) {
    const text = escaped(node.data);
    return node.parentElement.closest("pre") ? text.replaceAll("\n", line("br")) : text;
  }
  return node.nodeType === 1 && !node.matches(OF_THE_PORTAL) ? element(node, node.localName) : "";
}

function element(node, name) {
  if (name === "a") return link(node);
  if (name === "img") return line(`img ${escaped(lastOf(node.getAttribute("src")))}`) + escaped(node.alt) + line("/img");
  if (name === "br" || name === "hr") return line(name);
  if (name === "abbr") return `<abbr ${escaped(node.title)}>${inner(node)}</abbr>`;
  if (node.matches("div.callout")) return box(`callout ${node.classList[1]}`, "callout", node);
  if (node.matches("div.footnote")) return box("footnote", "footnote", node);
  if (name === "ol" && node.hasAttribute("start")) return box(`ol ${node.getAttribute("start")}`, "ol", node);
  if (LINES.has(name)) return box(name, name, node);
  if (INLINE.has(name)) return `<${name}>${inner(node)}</${name}>`;
  return APART.has(name) ? BREAK + inner(node) + BREAK : inner(node);
}

function box(begins, ends, node) {
  return line(begins) + inner(node) + line(`/${ends}`);
}

function line(tag) {
  return `${BREAK}<${tag}>${BREAK}`;
}

/** A page of ours is named as its authors name it, wherever the portal lies and in whichever language it is offered. */
function link(node) {
  const address = node.dataset.to ?? node.getAttribute("href");
  const ours = OUR_ADDRESS.exec(address);
  const target = ours ? `${FOLDERS[ours[1]] ?? "article"}:${ours[2]}` : address;
  return `<a ${escaped(target)}>${inner(node)}</a>`;
}

function lastOf(address) {
  return address.slice(address.lastIndexOf("/") + 1);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
