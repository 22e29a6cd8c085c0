// From text to words and from words to stems: the browser's half of search_index/analysis.py, rules/__init__.py and
// compounds.py. tests/search_index/vectors hold the two together.

const LONGEST_WORD = 64;
const [SHORTEST_PART, SHORTEST_COMPOUND] = [3, 6];
const UNSEEN =
  /[\u00ad\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'’ʼ`´]/g;
const MARK = /\p{M}/gu;
const PLAIN = { ø: "o", æ: "a", đ: "d", ð: "d", ŋ: "n", ŧ: "t", ł: "l", ß: "ss", ı: "i" };
const BARRED = /[øæđðŋŧłßı]/g;

/** What a word is made of: letters, digits and the marks on them. */
export const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** A text cut to so many characters; none is cut in two. */
export function cut(text, most) {
  return text.length > most ? [...text].slice(0, most).join("") : text;
}

/** By code points, as Python sorts. */
export function compare(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  if (at === one.length || at === other.length) return one.length - other.length;
  const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
  return isHalf(a) === isHalf(b) ? a - b : isHalf(a) - isHalf(b);
}

function isHalf(unit) {
  return unit >= 0xd800 && unit < 0xe000 ? 1 : 0;
}

/** How many of the sorted texts come before this one, or are the same. */
export function place(texts, text) {
  let [low, high] = [0, texts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(texts[middle], text) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The words of a text in small letters. */
export function wordsOf(text) {
  const lowered = text.normalize("NFC").toLowerCase().replace(UNSEEN, "").normalize("NFC");
  return (lowered.match(WORD) ?? []).map((word) => cut(word, LONGEST_WORD));
}

/** The word without its marks. */
export function bare(word) {
  return word.normalize("NFKD").replace(MARK, "").replace(BARRED, (letter) => PLAIN[letter]);
}

/** The word as it is typed without its marks. */
export function fold(word) {
  return bare(word).replaceAll("aa", "a").replaceAll("ae", "a").replaceAll("oe", "o");
}

/** The rules of one language, read from their written form. */
export class Rules {
  constructor(written) {
    this.stop = new Set(listed(written.stop));
    this.words = formsOf(written.words);
    this.replace = pairs(written.replace);
    this.passes = written.passes.map(suffixes);
    this.heavy = suffixes(written.heavy);
    this.link = written.link;
    this.typed = pairs(written.typed);
  }

  /** What the forms of a word share. */
  stem(word) {
    if (this.words.has(word)) return this.words.get(word);
    word = this.canonical(word);
    if (this.words.has(word)) return this.words.get(word);
    return this.passes.reduce(shorten, word);
  }

  /** What words made of one another share. */
  root(stemmed) {
    return shorten(stemmed, this.heavy);
  }

  /** The word in its main form. */
  canonical(word) {
    for (const [old, instead] of this.replace) {
      const [start, end] = [old.startsWith("^"), old.endsWith("$")];
      if (end) {
        const ending = old.slice(0, -1);
        if (word.endsWith(ending) && word.length > old.length) word = word.slice(0, -ending.length) + instead;
      } else if (start) {
        const beginning = old.slice(1);
        if (word.startsWith(beginning) && word.length > old.length + 1) word = instead + word.slice(beginning.length);
      } else word = word.replaceAll(old, instead);
    }
    return word;
  }

  /** The stems of a word's two parts, the first as long as may be, or none. */
  split(word, parts) {
    if (word.length < SHORTEST_COMPOUND) return [];
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
      const second = this.lastPart(word, at, parts);
      const first = second && this.firstPart(word.slice(0, at), parts);
      if (first) return [first, second];
    }
    return [];
  }

  lastPart(word, at, parts) {
    for (const tail of [word.slice(at), word[at - 1] + word.slice(at)]) {
      const stemmed = this.stem(tail);
      if (parts.has(stemmed) && stemmed.length >= SHORTEST_PART - 1) return stemmed;
    }
    return "";
  }

  firstPart(head, parts) {
    for (const link of this.link) {
      if (!head.endsWith(link) || head.length - link.length < SHORTEST_PART) continue;
      const stemmed = this.stem(head.slice(0, head.length - link.length));
      if (parts.has(stemmed)) return stemmed;
    }
    return "";
  }
}

/** A language without rules has its words as they are. */
export const NO_RULES = new Rules({ stop: "", words: {}, replace: "", passes: [], heavy: "", link: [""], typed: "" });

function listed(line) {
  return line.split(" ").filter(Boolean);
}

function pairs(line) {
  return listed(line).map((pair) => pair.split(">"));
}

// The listed forms with their stems, also as they are typed without marks where that is no listed form itself.
function formsOf(words) {
  const forms = Object.entries(words).flatMap(([stem, listing]) => listed(listing).map((form) => [form, stem]));
  forms.sort(([one], [other]) => compare(other, one));
  return new Map([...forms.map(([form, stem]) => [fold(form), stem]), ...forms]);
}

// Endings written `ending>instead:left`, the longest first.
function suffixes(line) {
  const found = listed(line).map((rule) => {
    const [, ending, instead, left] = /^(.*?)>(.*?):(.*)$/.exec(rule);
    return [ending, instead, Number(left)];
  });
  return found.sort((one, other) => other[0].length - one[0].length);
}

function shorten(word, endings) {
  for (const [ending, instead, left] of endings) {
    if (word.endsWith(ending) && word.length - ending.length >= left) {
      return word.slice(0, word.length - ending.length) + instead;
    }
  }
  return word;
}
