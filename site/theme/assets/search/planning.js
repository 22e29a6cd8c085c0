// What a query looks up and what each key is worth: the browser's half of search_index/planning.py and spelling.py.

import { bare, compare, cut, fold, wordsOf } from "./analysis.js";

const LONGEST_QUERY = 300;
const MOST_WORDS = 10;
const LONGEST_NAME = 4;
const EXACT = 100;
const [TYPED_PLAIN, OTHER_MARKS] = [80, 35];
const OTHER_LANGUAGE = 85;
const [ROOT, PART, PAIR, GENITIVE] = [55, 70, 95, 80];
const WHOLE = [0, 15, 30, 100, 100]; // by how many of the words are a page's name
const SLIP = [0, 70, 45];
const MOST_MEANT = 3;
const [MOST_JOINED, MOST_MISSPELT] = [4, 4]; // pairs and words of a query
const [FAINT, FEW] = [60, 3];
const LIKE_OTHER_WORDS = new Set(["far", "mate", "ar"]);

/** Groups of `{word, keys, how, meant}`, the names of pages in the query, whether its end was cut, and what it perhaps meant. */
export async function plan(query, index) {
  const words = wordsOf(cut(query, LONGEST_QUERY));
  const { stop } = index.rules();
  const folded = new Set([...stop].map(fold).filter((word) => !LIKE_OTHER_WORDS.has(word)));
  const telling = new Set(words.filter((word) => !stop.has(word) && !folded.has(fold(word))));
  const all = telling.size ? [...telling] : words.slice(0, 1);
  const used = all.slice(0, MOST_WORDS);
  const groups = (await Promise.all(used.map((word) => groupsOf(word, index)))).flat();
  const unsure = groups.filter((one) => one.isUnsure && !/^\p{Nd}+$/u.test(one.word));
  await Promise.all(unsure.slice(0, MOST_MISSPELT).map((one) => repair(one, index)));
  await joinPairs(used, groups, index);
  const whole = await nameConcepts(groups, index);
  const isCut = cut(query, LONGEST_QUERY) !== query || all.length > MOST_WORDS;
  return { groups, whole, cut: isCut, corrected: corrected(groups) };
}

function corrected(groups) {
  return groups.some((group) => group.meant) ? groups.map((group) => group.meant || group.word).join(" ") : "";
}

function raise(keys, key, worth) {
  keys.set(key, Math.max(keys.get(key) ?? 0, worth));
}

function offer(keys, key, worth) {
  if (!keys.has(key)) keys.set(key, worth);
}

// What stands for one word: mostly one group, two for a compound the index has only in parts.
async function groupsOf(word, index) {
  const rules = index.rules();
  let [keys, known] = await asWritten(word, index);
  let how = "written";
  if (!keys.size) [keys, how] = await otherwise(word, index, rules);
  const parts = known ? [] : rules.split(word, index.parts);
  if (parts.length && !keys.size) return parts.map((part) => group(word, new Map([[part, PART]]), "part"));
  for (const part of parts) offer(keys, part, PART >> 1);
  if (known || parts.length) return [group(word, keys, how)];
  return [{ ...group(word, keys, how), isUnsure: true }];
}

// Adds what the word may be a slip for.
async function repair(unsure, index) {
  const [meant, shown] = await misspelt(unsure.word, index);
  for (const [key, worth] of meant) offer(unsure.keys, key, worth);
  if (meant.size) unsure.how = "slip";
  unsure.meant = shown;
}

function group(word, keys, how, meant = "") {
  return { word, keys, how, meant };
}

// The keys of the word's stem and root in each language, and whether one of them is surely a word.
async function asWritten(word, index) {
  const keys = new Map();
  let known = false;
  for (const language of index.languages) {
    const rules = index.rules(language);
    const share = language === index.language ? 100 : OTHER_LANGUAGE;
    const stemmed = rules.stem(word);
    const isNear = language === index.language || word.length <= stemmed.length + 1;
    for (const [term, worth] of await spelled(stemmed, index)) {
      raise(keys, term.key, Math.floor((worth * share) / 100));
      known ||= isNear && worth >= TYPED_PLAIN && isSurelyAWord(term);
    }
    if (isNear && !known && (await index.spelled(`${fold(stemmed)}=`)).some((name) => name.concepts.length)) {
      offer(keys, stemmed, share);
      known = true;
    }
    const origin = rules.root(stemmed);
    if (origin === stemmed) continue;
    for (const [term, worth] of await spelled(origin, index)) {
      raise(keys, term.key, Math.floor((worth * share * ROOT) / 10000));
    }
  }
  return [keys, known];
}

async function spelled(stemmed, index) {
  const terms = await index.spelled(fold(stemmed));
  const isMarked = stemmed !== bare(stemmed) || terms.some((term) => term.key === stemmed);
  return terms.map((term) => [term, term.key === stemmed ? EXACT : isMarked ? OTHER_MARKS : TYPED_PLAIN]);
}

// A word the index does not have: other ways of typing its letters, or its genitive.
async function otherwise(word, index, rules) {
  const of = async (meant) => index.spelled(fold(rules.stem(meant)));
  const all = (terms, worth) => new Map(terms.map((term) => [term.key, worth]));
  for (const [old, instead] of rules.typed) {
    const terms = word.includes(old) ? await of(word.replaceAll(old, instead)) : [];
    if (terms.length) return [all(terms, TYPED_PLAIN), "typed"];
  }
  if (word.endsWith("s") && word.length > 4) return [all(await of(word.slice(0, -1)), GENITIVE), "genitive"];
  return [new Map(), "unknown"];
}

// The words it may be a slip for, the nearest first, and how the best of them is written.
async function misspelt(word, index) {
  const found = new Map();
  for (const language of index.languages) {
    const rules = index.rules(language);
    for (const typed of new Set([fold(rules.stem(word)), fold(word)])) {
      const most = allowed(typed);
      for (const candidate of most ? await index.near(typed, most) : []) {
        const far = slips(typed, candidate, most);
        if (far > 0 && far <= most && far < (found.get(candidate) ?? 9)) found.set(candidate, far);
      }
    }
    if (found.size) return nearest(word, found, index, rules);
  }
  return [new Map(), ""];
}

async function nearest(word, found, index, rules) {
  const far = Math.min(...found.values());
  const [first] = fold(word);
  const ranked = [...found.keys()].filter((candidate) => found.get(candidate) === far);
  ranked.sort((one, other) => (one[0] !== first) - (other[0] !== first) || compare(one, other));
  const terms = [];
  for (const candidate of ranked.slice(0, 2 * MOST_MEANT)) {
    const keys = await index.spelled(candidate);
    terms.push(...(keys.length ? keys : await index.spelled(fold(rules.stem(candidate)))));
  }
  terms.sort((one, other) => strongest(other) - strongest(one) || compare(one.key, other.key));
  return [new Map(terms.slice(0, MOST_MEANT).map((term) => [term.key, SLIP[far]])), terms[0]?.shown ?? ""];
}

function strongest(term) {
  return Math.max(0, ...term.strengths);
}

function isSurelyAWord(term) {
  return term.documents.length >= FEW || strongest(term) > FAINT;
}

// Two words that the index has as one: «influensa vaksine».
async function joinPairs(words, groups, index) {
  const places = new Map(groups.map((group) => [group.word, group]));
  for (const [at, one] of words.slice(0, -1).slice(0, MOST_JOINED).entries()) {
    const other = words[at + 1];
    const stemmed = index.rules().stem(one + other);
    for (const term of await index.spelled(fold(stemmed))) {
      const worth = term.key === stemmed ? PAIR : Math.floor((PAIR * TYPED_PLAIN) / 100);
      for (const word of [one, other]) raise(places.get(word).keys, term.key, worth);
    }
  }
}

// The query as stems with their worth: as it most likely is meant, and as each language would read it.
function readings(groups, index) {
  const own = index.rules();
  const found = [[groups.map((group) => mainKey(group, own)), groups.map(({ keys }) => Math.max(...keys.values()))]];
  for (const [at, { keys }] of groups.entries()) if (!keys.size) found[0][1][at] = EXACT;
  for (const language of index.languages) {
    const stems = groups.map(({ word }) => index.rules(language).stem(word));
    if (found.some(([reading]) => reading.every((one, at) => one === stems[at]))) continue;
    found.push([stems, groups.map(() => (language === index.language ? EXACT : OTHER_LANGUAGE))]);
  }
  return found;
}

function mainKey({ word, keys }, rules) {
  const [first] = [...keys].sort(([one, its], [other, theirs]) => theirs - its || compare(one, other));
  return first ? first[0] : rules.stem(word);
}

// Gives each word the concepts that it, alone or with its neighbours, names; and tells what pages are called so.
async function nameConcepts(groups, index) {
  const named = [];
  for (const [stems, shares] of readings(groups, index)) {
    for (let start = 0; start < stems.length; start++) {
      for (let end = start + 1; end <= Math.min(start + LONGEST_NAME, stems.length); end++) {
        const share = Math.min(...shares.slice(start, end));
        const phrase = `${stems.slice(start, end).join(" ")}=`;
        for (const term of await index.spelled(fold(phrase))) {
          if (term.key === phrase || share < EXACT) named.push([groups.slice(start, end), term, share]);
        }
      }
    }
  }
  const whole = new Map();
  for (const [within, term, share] of named) {
    const part = Math.floor((share * WHOLE[within.length] * within.length) / (100 * groups.length));
    if (term.documents.length) raise(whole, term.key, part);
    addConcepts(within, term, share);
  }
  return whole;
}

function addConcepts(groups, term, share) {
  for (const { keys } of groups) {
    for (const [concept, worth] of term.concepts) raise(keys, `#${concept}`, Math.floor((worth * share) / 100));
  }
}

/** How many slips a word of that length may have. */
function allowed(word) {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

/** Letters left out, put in, taken for another or swapped with the next; `most + 1` if there are more. */
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  [one, other] = withoutWhatIsEqual(one, other);
  if (!one || !other) return Math.min(most + 1, Math.max(one.length, other.length));
  let last = [];
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    [last, before, row] = [before, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      const changed = before[j - 1] + (one[i - 1] !== other[j - 1]);
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, changed);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], last[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return Math.min(most + 1, row.at(-1));
}

function withoutWhatIsEqual(one, other) {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}
