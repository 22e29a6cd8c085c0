"use strict";
// Keeps pages for reading without network. What is kept, and what is read, stays on the device.
//
// A page is kept with every file it names, or not at all. Those files are named by their content, so a kept page
// always finds the very style it was published with, whatever has been published since.

const HOME = new URL("./", self.location).pathname;
const NAMED_BY_CONTENT = /^(assets|media|index\/[^/]+\/[2-7a-z])\//; // below HOME; the last are parts of a search index
const READ = `${HOME} read`; // pages the reader has been to, the latest last
const CHOSEN = `${HOME} chosen`; // the most important pages of a language, once the reader asks for them
const FILES = `${HOME} files`; // what those pages name
const MOST_READ = 60;
const HOUR = 60 * 60 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || !url.pathname.startsWith(HOME)) return;
  if (isNamedByContent(url.pathname)) event.respondWith(file(event));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith(`${HOME}index/`)) event.respondWith(searchStart(event));
});

self.addEventListener("message", (event) => {
  const { keep, choose } = event.data;
  if (keep) event.waitUntil(inTurn(() => keepFirst(keep)));
  if (choose) event.waitUntil(inTurn(() => keepChosen(choose, event.ports[0])));
});

// A notice from the signed-in half: it says that something waits and nothing else, and the portal is told that it was
// shown, or it would send the person an SMS or an e-mail as well.
self.addEventListener("push", (event) => event.waitUntil(tell(event.data.json())));

async function tell({ id, title, body, opens, confirm_at, proof }) {
  await self.registration.showNotification(title, { body, tag: id, dir: "auto", data: opens });
  const told = new URLSearchParams({ delivery: id, proof });
  if (own(confirm_at)) await fetch(own(confirm_at), { method: "POST", body: told, credentials: "omit" }).catch(() => {});
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(own(event.notification.data) ?? HOME));
});

// An address within this portal, or nothing.
function own(path) {
  return path && new URL(path, self.location).origin === self.location.origin ? path : undefined;
}

// Whatever writes waits for what writes already, so that tidying never takes a file whose page is on its way.
let lastWrite = Promise.resolve();
function inTurn(write) {
  lastWrite = lastWrite.then(write).catch((error) => console.warn("not kept:", error.message));
  return lastWrite;
}

function isNamedByContent(path) {
  return path.startsWith(HOME) && NAMED_BY_CONTENT.test(path.slice(HOME.length));
}

async function file(event) {
  const files = await caches.open(FILES);
  const kept = await files.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const fresh = await fetch(event.request);
  if (fresh.ok) {
    const copy = fresh.clone();
    event.waitUntil(inTurn(() => files.put(event.request.url, copy)));
  }
  return fresh;
}

// The network first: advice on health should be the newest there is.
async function page(event, url) {
  let fresh;
  try {
    fresh = await fetch(event.request);
  } catch {
    return (await keptPage(url.pathname)) ?? (await helpWithout(url.pathname)) ?? Response.error();
  }
  if (fresh.status >= 500) return (await keptPage(url.pathname)) ?? fresh;
  if (isToBeKept(fresh, url)) {
    const copy = fresh.clone();
    event.waitUntil(inTurn(() => keepRead(url.pathname, copy)));
  }
  return fresh;
}

// What a search begins with names the parts of one index. Of an index that was chosen all parts are kept; of another
// those that were fetched, which answer some searches.
async function searchStart(event) {
  const { url } = event.request;
  const [chosen, files] = [await caches.open(CHOSEN), await caches.open(FILES)];
  try {
    const fresh = await fetch(event.request);
    const copy = fresh.clone();
    if (fresh.ok) event.waitUntil(inTurn(() => files.put(url, copy)));
    return fresh;
  } catch {
    return (await chosen.match(url)) ?? (await files.match(url)) ?? Response.error();
  }
}

// Open pages only: an answer to a question (`?`), a private page and an error are never kept.
function isToBeKept(response, url) {
  const of = (name) => response.headers.get(name) ?? "";
  return response.ok && !response.redirected && !url.search && isPage(of("Content-Type")) && !/no-store|private/.test(of("Cache-Control"));
}

function isPage(type) {
  return type.startsWith("text/html");
}

// The archive of editions, the log and the front door are in no language's folder.
function languageOf(path) {
  return /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\//.exec(path.slice(HOME.length))?.[1];
}

function helpOf(path) {
  return `${HOME}${languageOf(path)}/saved.html`;
}

async function keptPage(path) {
  const kept = await caches.match(path, { ignoreVary: true });
  return kept && shown(kept, "data-kept");
}

// For a page that is not kept: the list of those that are, in the same language or in any.
async function helpWithout(path) {
  const read = await caches.open(READ);
  const others = (await read.keys()).map((request) => new URL(request.url).pathname);
  for (const help of [helpOf(path), ...others.filter((other) => other === helpOf(other))]) {
    const kept = await caches.match(help, { ignoreVary: true });
    if (kept) return shown(kept, "data-not-kept");
  }
}

// A kept page says so, and from when it is; the words are in the page, in its own language.
async function shown(kept, sentence) {
  const when = keptAt(kept);
  const html = await kept.text();
  const language = /<html lang="([^"]*)"/.exec(html)?.[1] ?? "";
  const time = `<time datetime="${when.toISOString()}">${written(when, language)}</time>`;
  const told = html.replace(` ${sentence} hidden>`, ` ${sentence}>`).replace("<time></time>", time);
  return new Response(told, { headers: { "Content-Type": "text/html; charset=utf-8", ...guards(kept) } });
}

// The page is as well guarded from the device as it is from the network.
function guards(kept) {
  return Object.fromEntries([...kept.headers].filter(([name]) => !/^(content-(type|length|encoding)|etag|vary)$/.test(name)));
}

// In languages whose months the browser does not know, day and month are numbers.
function written(when, language) {
  const known = Intl.DateTimeFormat.supportedLocalesOf([language]).length > 0;
  const day = known ? { dateStyle: "long", timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat(known ? `${language}-u-nu-latn` : "nb", day).format(when);
}

// The first page was read before there was anyone to keep it; `paths` begins with it and goes on with its files.
async function keepFirst([path, ...paths]) {
  const answer = await fetch(path);
  if (isToBeKept(answer, new URL(path, self.location))) await keepRead(path, answer);
  const files = await caches.open(FILES);
  for (const each of paths.filter(isNamedByContent)) await add(files, each);
}

async function keepRead(path, response) {
  const [read, chosen] = [await caches.open(READ), await caches.open(CHOSEN)];
  let isNew = await put((await chosen.match(path)) ? chosen : read, path, response);
  const language = languageOf(path);
  if (language && !(await caches.match(helpOf(path)))) await put(read, helpOf(path), await fetch(helpOf(path)));
  const list = language && (await chosen.match(listOf(language)));
  if (list && Date.now() - keptAt(list) > HOUR) await keepChosen(language);
  const paths = (await read.keys()).map((request) => request.url).filter((url) => !url.endsWith("/saved.html"));
  for (const url of paths.slice(0, -MOST_READ)) isNew = await read.delete(url);
  if (isNew) await tidy();
}

// Puts the page last, after the files it names. Tells whether any of them was new.
async function put(pages, path, response) {
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  const files = await caches.open(FILES);
  let isNew = false;
  for (const name of namedIn(await response.clone().text())) isNew = (await add(files, name)) || isNew;
  await pages.delete(path);
  await pages.put(path, dated(response));
  return isNew;
}

function dated(response) {
  const headers = new Headers(response.headers);
  headers.set("Kept-At", new Date().toISOString());
  return new Response(response.body, { headers });
}

function keptAt(kept) {
  return new Date(kept.headers.get("Kept-At"));
}

async function add(files, name) {
  if (await files.match(name)) return false;
  await files.add(name);
  return true;
}

function namedIn(text) {
  const named = [...text.matchAll(/ (?:href|src)="([^"#?]+)/g)].map(([, name]) => name);
  return new Set(named.filter(isNamedByContent));
}

function listOf(language) {
  return `${HOME}${language}/saved-pages.json`;
}

// Fetches those of the chosen pages whose digest is another than last time, or that are missing. The list itself
// is put last: if this is cut short, the next time goes on where it stopped.
async function keepChosen(language, port) {
  try {
    const [read, chosen] = [await caches.open(READ), await caches.open(CHOSEN)];
    const before = new Map((await (await chosen.match(listOf(language)))?.json())?.pages);
    const answer = await fetch(listOf(language), { cache: "no-cache" });
    const list = await answer.clone().json();
    const files = await caches.open(FILES);
    for (const name of list.files) await add(files, name);
    let done = 0;
    for (const [path, digest] of list.pages) {
      const isCurrent = before.get(path) === digest && (await chosen.match(path));
      if (!isCurrent) await put(chosen, path, await fetch(path, { cache: "no-cache" }));
      before.delete(path);
      await read.delete(path);
      port?.postMessage({ done: ++done, of: list.pages.length });
    }
    for (const path of before.keys()) await chosen.delete(path);
    await chosen.put(listOf(language), dated(answer));
    await tidy();
    port?.postMessage({ finished: true });
  } catch (error) {
    port?.postMessage({ failed: true });
    throw error;
  }
}

// A file goes when no kept page, style or list names it any more.
async function tidy() {
  const files = await caches.open(FILES);
  const named = new Set();
  for (const name of [READ, CHOSEN, FILES]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) await gather(named, request.url, await cache.match(request));
  }
  for (const request of await files.keys()) {
    const { pathname } = new URL(request.url);
    if (!named.has(pathname) && !pathname.endsWith("/start.json")) await files.delete(request);
  }
}

// The parts of a search index, as what it begins with names them.
function partsOf({ files = {} }) {
  const names = Object.values(files).flatMap((listed) => listed.match(/.{8}/g) ?? []);
  return names.map((name) => `${name[0]}/${name.slice(1)}.json`);
}

async function gather(named, url, kept) {
  if (isPage(kept.headers.get("Content-Type") ?? "")) for (const name of namedIn(await kept.text())) named.add(name);
  else if (url.endsWith("/saved-pages.json")) for (const name of (await kept.json()).files) named.add(name);
  else if (url.endsWith("/start.json")) for (const name of partsOf(await kept.json())) named.add(new URL(name, url).pathname);
  else if (url.endsWith(".css")) {
    for (const [, name] of (await kept.text()).matchAll(/url\(["']?([^"')]+)/g)) named.add(new URL(name, url).pathname);
  }
}
