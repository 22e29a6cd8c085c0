"""From text to words and from words to stems. Everything here is done alike in the browser, by the same rules.

Only what both languages of programming agree on is used: NFC and NFKD, lower case, letters and digits by their
Unicode category, and tables of endings.
"""

import re
import sys
from functools import cache, lru_cache
from unicodedata import category, normalize

from search_index.rules import Rules, rules_of

LONGEST_WORD = 64
"""Letters of a word that count (bad-input.md Q08)."""

KEPT_STEMS = 300_000

UNSEEN = re.compile("[\u00ad\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'’ʼ`´]")
"""Hyphens and marks that are not seen, directions, vowel signs of Arabic, apostrophes: they part no word."""

MARKS = "".join(chr(code) for code in range(sys.maxunicode >> 4) if category(chr(code)).startswith("M"))
WORD = re.compile(f"(?:[^\\W_]|[{MARKS}])+")
MARK = re.compile(f"[{MARKS}]")
PLAIN_WORD = re.compile(r"[^\W_]+")
"""The same for a text without marks of their own; ten times as quick."""

BARRED = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ß": "ss", "ı": "i"})
DOUBLED = (("aa", "a"), ("ae", "a"), ("oe", "o"))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; what stands between letters, marks and digits parts them."""
    lowered = normalize("NFC", UNSEEN.sub("", normalize("NFC", text).lower()))
    pattern = PLAIN_WORD if lowered.isascii() or not MARK.search(lowered) else WORD
    return [word[:LONGEST_WORD] for word in pattern.findall(lowered)]


@lru_cache(200_000)
def fold(word: str) -> str:
    """The word as it is typed without its marks: å, aa and a are one, æ and ae, ø and oe, š and s."""
    folded = bare(word)
    for pair, one in DOUBLED:
        folded = folded.replace(pair, one)
    return folded


def bare(word: str) -> str:
    """The word without its marks."""
    return word if word.isascii() else MARK.sub("", normalize("NFKD", word)).translate(BARRED)


def canonical(word: str, rules: Rules) -> str:
    """The word in its main form: nynorsk in bokmål's, American in British. `^` and `$` hold a place in it."""
    if not rules.replaced.search(word):
        return word
    for old, new in rules.replace:
        if old[-1] == "$":
            if word.endswith(old[:-1]) and len(word) > len(old):
                word = word[: 1 - len(old)] + new
        elif old[0] == "^":
            if word.startswith(old[1:]) and len(word) > len(old) + 1:
                word = new + word[len(old) - 1 :]
        elif old in word:
            word = word.replace(old, new)
    return word


@lru_cache(200_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word share. A word that stands in the rules' list has its stem from there."""
    rules, forms = rules_of(language), _forms(language)
    if word in forms:
        return forms[word]
    word = canonical(word, rules)
    if word in forms:
        return forms[word]
    for endings in rules.passes:
        word = endings.shorten(word)
    return word


class TellingStems(dict[str, str]):
    """The stems of one language's words, and nothing for words that say nothing: each worked out once."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, word: str) -> str:
        if len(self) > KEPT_STEMS:
            self.clear()
        found = self[word] = "" if is_stop_word(word, self.language) else stem(word, self.language)
        return found


telling_stems = cache(TellingStems)


@cache
def _forms(language: str) -> dict[str, str]:
    """The listed forms with their stems, also as they are typed without marks where that is no listed form itself."""
    listed = rules_of(language).words
    return {fold(form): one for form, one in sorted(listed.items(), reverse=True)} | listed


@lru_cache(200_000)
def root(stemmed: str, language: str) -> str:
    """What words made of one another share (vaksine, vaksinasjon); the stem itself if no ending of that kind fits."""
    return rules_of(language).heavy.shorten(stemmed)


def is_stop_word(word: str, language: str) -> bool:
    """A word that says nothing about what is sought."""
    return word in rules_of(language).stop
