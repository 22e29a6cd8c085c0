// Reads an index's files as they are asked for: the browser's half of search_index/reading.py.

import { compare, fold, NO_RULES, place, Rules } from "./analysis.js";

const NAME_LENGTH = 8;

let opened;

/** What `ask` says of the index in the folder at an address. If a file is missing, there may be a new release. */
export async function answered(address, ask) {
  try {
    return await ask(await (opened ??= Index.open((path) => json(address + path))));
  } catch {
    opened = Index.open((path) => json(address + path));
    return ask(await opened);
  }
}

async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response.json();
}

/** The index of one language. `read` gives a file's content, parsed, by its path in the index. */
export class Index {
  static async open(read) {
    return new Index(read, await read("start.json"));
  }

  constructor(read, start) {
    this.read = read;
    this.start = start;
    this.language = start.language;
    this.parts = new Set(frontDecoded(start.parts));
    // Of each shard a text that no row before it reaches.
    this.borders = new Map(Object.entries(start.shards).map(([kind, written]) => [kind, frontDecoded(written)]));
    this.tables = new Map(Object.entries(start.tables).map(([name, written]) => [name, new Rules(written)]));
    this.files = new Map();
    const chosen = new Map([[start.rules[this.language] ?? "", this.language]]);
    for (const [code, name] of Object.entries(start.rules)) if (!chosen.has(name)) chosen.set(name, code);
    // The languages a query is read in, by the rules they have; the reader's own first.
    this.languages = [...chosen.values()];
  }

  rules(language = this.language) {
    return this.tables.get(this.start.rules[language]) ?? NO_RULES;
  }

  // A file is fetched once; one that could not be had is asked for again next time. It is named by what it holds.
  shard(kind, number) {
    const name = this.start.files[kind].slice(number * NAME_LENGTH, (number + 1) * NAME_LENGTH);
    if (!this.files.has(name)) {
      const read = this.read(`${name[0]}/${name.slice(1)}.json`);
      read.catch(() => this.files.delete(name));
      this.files.set(name, read);
    }
    return this.files.get(name);
  }

  /** The keys that are spelled so, but for marks. */
  async spelled(folded) {
    const at = place(this.borders.get("terms"), folded) - 1;
    if (at < 0) return [];
    const rows = await this.shard("terms", at);
    rows.spelled ??= grouped(rows);
    return (rows.spelled.get(folded) ?? []).map(term);
  }

  async term(key) {
    return (await this.spelled(fold(key))).find((one) => one.key === key);
  }

  /** The words whose first or last two letters are those, and whose length differs by at most so many. */
  async near(folded, most) {
    const [heads, tails] = await Promise.all([
      this.bucket("heads", folded, most),
      this.bucket("tails", turned(folded), most),
    ]);
    return [...new Set([...heads, ...tails.map(turned)])].sort(compare);
  }

  async bucket(kind, word, most) {
    const borders = this.borders.get(kind);
    if (!borders.length) return [];
    const [low, high] = [-most, most].map((more) => {
      const length = Math.min(Math.max(0, word.length + more), 99);
      return word.slice(0, 2) + String(length).padStart(2, "0");
    });
    const first = Math.max(0, place(borders, low) - 1);
    const last = Math.max(first, place(borders, high));
    const shards = await Promise.all(range(first, last).map((number) => this.shard(kind, number)));
    const near = shards.flat().filter(([name]) => compare(low, name) <= 0 && compare(name, high) <= 0);
    return near.flatMap(([, words]) => words.split(" "));
  }

  /** The titles and names one of whose words begins so: as typed, at which word, as written, whose. */
  async begun(folded) {
    const borders = this.borders.get("suggest");
    const high = place(borders, `${folded}\uffff`);
    const low = Math.max(0, borders.findLastIndex((border) => compare(border, folded) < 0));
    const shards = await Promise.all(
      range(low, Math.min(high, low + 3)).map((number) => this.shard("suggest", number)),
    );
    return shards.flat().filter(([typed]) => typed.startsWith(folded));
  }

  /** What is shown of a document. */
  async card(number) {
    const size = this.start.cards;
    const cards = await this.shard("cards", Math.floor(number / size));
    const [subject, language, title, summary, href, kind, partner, topics] = cards[number % size];
    return { subject, language, title, summary, href, kind, partner, topics };
  }

  facets() {
    return this.shard("facets", 0);
  }
}

// Each line begins with how many letters it shares with the one before it.
function frontDecoded(written) {
  let before = [];
  return (written ? written.split("\n") : []).map((line) => {
    before = [...before.slice(0, parseInt(line[0], 36)), ...line.slice(1)];
    return before.join("");
  });
}

function range(from, to) {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

function turned(word) {
  return [...word].reverse().join("");
}

function grouped(rows) {
  const found = new Map();
  for (const row of rows) {
    const folded = fold(row[0]);
    if (found.has(folded)) found.get(folded).push(row);
    else found.set(folded, [row]);
  }
  return found;
}

// Documents are kept as steps from one to the next, concepts as pairs in a row.
function term([key, rarity, steps = [], strengths = [], shown = "", concepts = []]) {
  let last = 0;
  const documents = steps.map((step) => (last += step));
  const pairs = range(0, concepts.length / 2).map((at) => concepts.slice(2 * at, 2 * at + 2));
  return { key, rarity, documents, strengths, shown: shown || key, concepts: pairs };
}
