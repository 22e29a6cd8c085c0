// The search page: what is sought stands after «#» in the address, and is sent to nobody.

import { find } from "./finding.js";
import { answered } from "./reading.js";

const form = document.querySelector("form.search");
const found = document.querySelector("#found");
const told = document.querySelector("#told");
const names = ["q", "kind", "topic", "partner", "language"];
const MOST_COUNTED = 200;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

function asked() {
  return new URLSearchParams(location.hash.slice(1));
}

function address(changes) {
  const wanted = asked();
  wanted.delete("page");
  for (const [name, value] of Object.entries(changes)) wanted.set(name, value);
  return `#${wanted}`;
}

// A sentence of ours with its gaps filled, «[query]» and the like. What is put in keeps its own direction to itself, so
// that a Latin word or a number moves no signs about in Arabic.
function said(sentence, values) {
  const [first, ...rest] = sentence.split(/\[(\w+)\]/);
  const filled = rest.map((part, at) => (at % 2 ? part : isolated(values[part])));
  return [first, ...filled].filter((part) => part !== "");
}

function isolated(value) {
  return value instanceof Node ? value : element("bdi", { textContent: value });
}

function pieces(marked) {
  return marked.map(([text, isSought]) => (isSought ? element("mark", { textContent: text }) : text));
}

// The name that a value has in the form, such as a partner's.
function named(select, value) {
  const option = value && [...form.elements[select].options].find((one) => one.value === value);
  return option ? element("bdi", { lang: option.lang, dir: option.dir || "auto", textContent: option.text }) : "";
}

function item({ card, title, summary }) {
  const { dir } = [...form.elements.language.options].find((one) => one.value === card.language) ?? {};
  const its = card.language === document.documentElement.lang ? {} : { lang: card.language, dir };
  const link = element("a", { href: card.href, hreflang: card.language, ...its }, ...pieces(title));
  const facts = [named("kind", card.kind), card.kind === "partner" ? "" : named("partner", card.partner)];
  if (its.lang) facts.push(named("language", card.language));
  const parts = facts.filter(Boolean).flatMap((fact, at) => (at ? [" · ", fact] : [fact]));
  return element(
    "li",
    {},
    element("h2", {}, link),
    summary.length ? element("p", its, ...pieces(summary)) : "",
    element("p", { className: "small" }, ...parts),
  );
}

function pages({ page, last }) {
  const words = found.dataset;
  const to = (number, rel, text) =>
    number < 1 || number > last ? "" : element("a", { rel, href: address({ page: number }), textContent: text });
  const place = element("span", {}, ...said(words.place, { page, last }));
  const nav = element("nav", { className: "pagination", ariaLabel: words.pages });
  nav.append(...[to(page - 1, "prev", words.previous), place, to(page + 1, "next", words.next)].filter(Boolean));
  return nav;
}

function show(query, answer) {
  const words = found.dataset;
  const { results, total, corrected, cut } = answer;
  const count = total < MOST_COUNTED ? total : `${MOST_COUNTED}+`;
  told.replaceChildren(...said(total ? words.found : words.nothing, { query, count }));
  const meant = element("a", { href: address({ q: corrected }), dir: "auto", textContent: corrected });
  const parts = [
    corrected ? element("p", { className: "meant" }, ...said(words.meant, { query: meant })) : "",
    cut ? element("p", { textContent: words.cut }) : "",
    total ? element("ol", { start: (answer.page - 1) * 10 + 1 }, ...results.map(item)) : "",
    answer.last > 1 ? pages(answer) : "",
  ];
  found.replaceChildren(told, ...parts.filter(Boolean));
}

let turn = 0;

async function search() {
  const ours = ++turn;
  const wanted = asked();
  for (const name of names) form.elements[name].value = wanted.get(name) ?? "";
  const query = (wanted.get("q") ?? "").trim();
  const [page, narrow] = [Number(wanted.get("page")) || 1, names.slice(1)];
  if (narrow.some((name) => wanted.get(name))) form.querySelector("details").open = true;
  found.replaceChildren(told);
  told.textContent = query && found.dataset.searching;
  if (!query) return;
  try {
    const choice = Object.fromEntries(narrow.map((name) => [name, wanted.get(name) ?? ""]));
    const answer = await answered(form.dataset.index, (index) => find(query, index, choice, page));
    if (ours === turn) show(query, answer);
    if (ours === turn && wanted.has("page")) told.focus();
  } catch (error) {
    console.error(error);
    if (ours === turn) told.textContent = found.dataset.failed;
  }
}

function submit(event) {
  event?.preventDefault();
  const filledIn = [...new FormData(form)].filter(([, value]) => value);
  const hash = `#${new URLSearchParams(filledIn)}`;
  if (hash === location.hash) search();
  else location.hash = hash;
}

form.addEventListener("submit", submit);
form.querySelector("details").addEventListener("change", () => submit());
addEventListener("hashchange", search);
if (location.search && !location.hash) history.replaceState(null, "", `${location.pathname}#${location.search.slice(1)}`);
search();
