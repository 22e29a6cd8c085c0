// From a query to what a reader gets: the browser's half of search_index/searching.py and finding.py.

import { fold, WORD, wordsOf } from "./analysis.js";
import { plan } from "./planning.js";

export const RESULTS_ON_PAGE = 10;
const MOST_RESULTS = 200;
const MOST_SUGGESTIONS = 8;
const SHORTEST_BEGINNING = 2;
const PRESENT = 40;
const FACETS = ["language", "kind", "partner"];

/** The documents of a plan as `[document, score]`, the best first. Each word counts once, by the key that says most. */
export async function rank({ groups, whole }, index) {
  const scores = new Map();
  for (const keys of [...groups.map((group) => group.keys), whole]) {
    for (const [document, score] of await bestScores(keys, index)) {
      scores.set(document, (scores.get(document) ?? 0) + score);
    }
  }
  return [...scores].sort(([one, its], [other, theirs]) => theirs - its || one - other);
}

async function bestScores(keys, index) {
  const best = new Map();
  const terms = await Promise.all([...keys.keys()].map((key) => index.term(key)));
  for (const [at, worth] of [...keys.values()].entries()) {
    const term = terms[at];
    for (const [place, document] of (term?.documents ?? []).entries()) {
      const score = worth * term.rarity * (term.strengths[place] + PRESENT);
      if (score > (best.get(document) ?? 0)) best.set(document, score);
    }
  }
  return best;
}

/** A page of results, counted from 1. `wanted` names the language, kind, partner and topic to narrow to. */
export async function find(query, index, wanted = {}, page = 1) {
  const planned = await plan(query, index);
  const ranked = await rank(planned, index);
  const hits = (await narrowed(ranked, wanted, index)).slice(0, MOST_RESULTS);
  const last = Math.max(1, Math.ceil(hits.length / RESULTS_ON_PAGE));
  const shown = Math.min(Math.max(1, page), last);
  const onPage = hits.slice((shown - 1) * RESULTS_ON_PAGE, shown * RESULTS_ON_PAGE);
  const results = await Promise.all(onPage.map(async ([document]) => resultOf(await index.card(document), planned, index)));
  return { results, total: hits.length, page: shown, last, corrected: planned.corrected, cut: planned.cut };
}

/** The hits that are of the language, kind, partner and topic asked for. */
async function narrowed(hits, wanted, index) {
  if (![...FACETS, "topic"].some((name) => wanted[name])) return hits;
  const facets = await index.facets();
  const places = FACETS.map((name) => wanted[name] && facets[name].indexOf(wanted[name]));
  const topic = facets.topics.indexOf(wanted.topic);
  return hits.filter(([document]) => {
    const row = facets.documents[document];
    return FACETS.every((_, at) => !wanted[FACETS[at]] || row[at] === places[at]) && (!wanted.topic || row.includes(topic, 3));
  });
}

function resultOf(card, planned, index) {
  const sought = new Set(planned.groups.flatMap((group) => [...group.keys.keys()].map(fold)));
  const rules = index.rules(card.language);
  return { card, title: marked(card.title, rules, sought), summary: marked(card.summary, rules, sought) };
}

/** The text in pieces, each with whether it is one of the words sought. */
function marked(text, rules, sought) {
  const pieces = [];
  let end = 0;
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    if (!isSought(written, rules, sought)) continue;
    if (start > end) pieces.push([text.slice(end, start), false]);
    pieces.push([written, true]);
    end = start + written.length;
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}

function isSought(written, rules, sought) {
  return wordsOf(written).some((word) => {
    const stemmed = rules.stem(word);
    return sought.has(fold(stemmed)) || sought.has(fold(rules.root(stemmed)));
  });
}

/** Titles and names one of whose words begins as what has been typed, those that begin with it first. */
export async function suggest(typed, index) {
  const folded = wordsOf(typed.slice(0, 100)).map(fold).join(" ");
  if (folded.length < SHORTEST_BEGINNING) return [];
  const found = await index.begun(folded);
  found.sort(([, one, its], [, other, theirs]) => one - other || its.length - theirs.length || (its < theirs ? -1 : 1));
  return [...new Set(found.map(([, , text]) => text))].slice(0, MOST_SUGGESTIONS);
}
