"""What a query looks up and what each key is worth. The browser makes the same plan from the same index.

The rules are told in words in docs/developers/search-index.md; a change here needs one there and new test vectors
(tests/search_index/vectors).
"""

from collections.abc import Iterable
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_index.analysis import bare, fold, is_stop_word, root, stem, words_of
from search_index.compounds import split
from search_index.reading import Index, Term
from search_index.rules import rules_of
from search_index.weighing import LONGEST_NAME

LONGEST_QUERY = 300
MOST_WORDS = 10

EXACT = 100
TYPED_PLAIN, OTHER_MARKS = 80, 35
"""A word typed without marks may mean one that has them; a word typed with marks hardly means another."""

OTHER_LANGUAGE = 85
"""What a word counts, of 100, that is read by the rules of another language than the reader's."""

ROOT, PART, PAIR, GENITIVE = 55, 70, 95, 80
SLIP = (0, 70, 45)

WHOLE = (0, 15, 30, 100, 100)
"""What it counts that a page is called so, by how many of the words are its name: one word names many things."""

MOST_MEANT = 3
MOST_JOINED, MOST_MISSPELT = 4, 4
"""Pairs of a query that are looked up as one word, and words for which slips are sought: these are the costly parts."""

FAINT, FEW = 60, 3
"""A key that fewer documents have, none of them more strongly, may itself be a slip of somebody's hand."""


class Group(NamedTuple):
    """A word of the query and the keys that stand for it with their worth. `meant` is what it may have meant."""

    word: str
    keys: dict[str, int]
    how: str
    meant: str = ""


class Plan(NamedTuple):
    """`whole` are names of pages that stand in the query; `cut` tells that it was too long and its end was not used."""

    groups: list[Group]
    whole: dict[str, int]
    cut: bool

    @property
    def corrected(self) -> str:
        """The query as it was perhaps meant, or nothing."""
        if not any(group.meant for group in self.groups):
            return ""
        return " ".join(group.meant or group.word for group in self.groups)


def plan(query: str, index: Index) -> Plan:
    """Plan a query for the readers of the index's language."""
    words = words_of(query[:LONGEST_QUERY])
    telling = list(dict.fromkeys(word for word in words if not _says_nothing(word, index))) or words[:1]
    cut = len(query) > LONGEST_QUERY or len(telling) > MOST_WORDS
    telling = telling[:MOST_WORDS]
    finder = Words(index)
    groups = [group for word in telling for group in finder.groups(word)]
    _join_pairs(telling, groups, index)
    whole = _name_concepts(groups, index)
    return Plan(groups, whole, cut)


def _says_nothing(word: str, index: Index) -> bool:
    return is_stop_word(word, index.language) or fold(word) in folded_stop_words(index.language)


@cache
def folded_stop_words(language: str) -> frozenset[str]:
    """Stop words as they are typed without marks, but for those that then look like a word that says something."""
    return frozenset(fold(word) for word in rules_of(language).stop) - {"far", "mate", "ar"}


class Words:
    """Finds what stands for one word."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.misspelt = 0

    def groups(self, word: str) -> list[Group]:
        """Mostly one group; two for a compound the index has only in parts."""
        keys, known = self._as_written(word)
        how = "written"
        if not keys:
            keys, how = self._otherwise(word)
        if known:
            return [Group(word, keys, how)]
        if parts := split(word, self.index.language, self.index.parts):
            if not keys:
                return [Group(word, {part: PART}, "part") for part in parts]
            for part in parts:
                keys.setdefault(part, PART // 2)
            return [Group(word, keys, how)]
        meant, shown = self._misspelt(word)
        for key, worth in meant.items():
            keys.setdefault(key, worth)
        return [Group(word, keys, "slip" if meant else how, shown)]

    def _as_written(self, word: str) -> tuple[dict[str, int], bool]:
        """The keys of the word's stem and root in each language, and whether one of them is surely a word."""
        keys: dict[str, int] = {}
        known = False
        for language in self.index.languages:
            share = 100 if language == self.index.language else OTHER_LANGUAGE
            stemmed = stem(word, language)
            near = language == self.index.language or len(word) <= len(stemmed) + 1
            for term, worth in self._spelled(stemmed):
                keys[term.key] = max(keys.get(term.key, 0), worth * share // 100)
                known = known or (near and worth >= TYPED_PLAIN and _is_surely_a_word(term))
            if near and not known and any(name.concepts for name in self.index.spelled(fold(stemmed) + "=")):
                keys.setdefault(stemmed, share)
                known = True
            origin = root(stemmed, language)
            if origin != stemmed:
                for term, worth in self._spelled(origin):
                    keys[term.key] = max(keys.get(term.key, 0), worth * share * ROOT // 10_000)
        return keys, known

    def _spelled(self, stemmed: str) -> list[tuple[Term, int]]:
        folded = fold(stemmed)
        terms = self.index.spelled(folded)
        others = OTHER_MARKS if stemmed != bare(stemmed) or any(term.key == stemmed for term in terms) else TYPED_PLAIN
        return [(term, EXACT if term.key == stemmed else others) for term in terms]

    def _otherwise(self, word: str) -> tuple[dict[str, int], str]:
        """A word the index does not have: other ways of typing its letters, or its genitive."""
        language = self.index.language
        for old, new in rules_of(language).typed:
            if old in word:
                terms = self.index.spelled(fold(stem(word.replace(old, new), language)))
                if terms:
                    return {term.key: TYPED_PLAIN for term in terms}, "typed"
        if word.endswith("s") and len(word) > 4:
            terms = self.index.spelled(fold(stem(word[:-1], language)))
            return {term.key: GENITIVE for term in terms}, "genitive"
        return {}, "unknown"

    def _misspelt(self, word: str) -> tuple[dict[str, int], str]:
        """The words it may be a slip for, the nearest first, and how the best of them is written."""
        if word.isdecimal() or self.misspelt == MOST_MISSPELT:
            return {}, ""
        self.misspelt += 1
        found: dict[str, int] = {}
        tried: set[str] = set()
        for language in self.index.languages:
            for typed in {fold(stem(word, language)), fold(word)} - tried:
                tried.add(typed)
                for candidate, far in _candidates(typed, self.index):
                    found[candidate] = min(far, found.get(candidate, far))
            if found:
                return self._best(word, found, language)
        return {}, ""

    def _best(self, word: str, found: dict[str, int], language: str) -> tuple[dict[str, int], str]:
        nearest = min(found.values(), default=0)
        first = fold(word)[0]
        ranked = sorted(found, key=lambda one: (found[one], one[0] != first, one))
        terms = [
            (term, found[candidate])
            for candidate in ranked[: 2 * MOST_MEANT]
            if found[candidate] == nearest
            for term in self.index.spelled(candidate) or self.index.spelled(fold(stem(candidate, language)))
        ]
        terms.sort(key=lambda pair: (-max(pair[0].strengths, default=0), pair[0].key))
        keys = {term.key: SLIP[far] for term, far in terms[:MOST_MEANT]}
        return keys, terms[0][0].shown if terms else ""


def _candidates(typed: str, index: Index) -> Iterable[tuple[str, int]]:
    """The words that a few slips lead to, and how many: letters left out, put in, taken for another or swapped."""
    most = _slips_allowed(typed)
    near = index.near(typed, most) if most else ()
    found = process.extract(typed, near, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None)
    return ((candidate, far) for candidate, far, _ in found if far)


def _slips_allowed(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _is_surely_a_word(term: Term) -> bool:
    return len(term.documents) >= FEW or max(term.strengths, default=0) > FAINT


def _join_pairs(words: list[str], groups: list[Group], index: Index) -> None:
    """Two words that the index has as one: «influensa vaksine»."""
    places = {group.word: group for group in groups}
    for one, other in islice(pairwise(words), MOST_JOINED):
        stemmed = stem(one + other, index.language)
        for term in index.spelled(fold(stemmed)):
            worth = PAIR if term.key == stemmed else PAIR * TYPED_PLAIN // 100
            for word in (one, other):
                keys = places[word].keys
                keys[term.key] = max(keys.get(term.key, 0), worth)


def _readings(groups: list[Group], index: Index) -> list[tuple[list[str], list[int]]]:
    """The query as stems with their worth: as it most likely is meant, and as each language would read it."""
    own = index.language
    mains = [
        min(group.keys, key=lambda key: (-group.keys[key], key), default=stem(group.word, own)) for group in groups
    ]
    readings = [(mains, [max(group.keys.values(), default=EXACT) for group in groups])]
    for language in index.languages:
        stems = [stem(group.word, language) for group in groups]
        if stems not in (reading for reading, _ in readings):
            readings.append((stems, [EXACT if language == own else OTHER_LANGUAGE] * len(groups)))
    return readings


def _name_concepts(groups: list[Group], index: Index) -> dict[str, int]:
    """Give each word the concepts that it, alone or with its neighbours, names; and tell what pages are called so.

    «Is porphyria inherited?» has the name of a page in it: that counts for as much of the query as it is.
    """
    whole: dict[str, int] = {}
    named: list[tuple[int, int, Term, int]] = []
    for stems, shares in _readings(groups, index):
        for start in range(len(stems)):
            for end in range(start + 1, min(start + LONGEST_NAME, len(stems)) + 1):
                share = min(shares[start:end])
                phrase = " ".join(stems[start:end]) + "="
                for term in index.spelled(fold(phrase)):
                    if term.key == phrase or share < EXACT:
                        named.append((start, end, term, share))
    for start, end, term, share in named:
        if term.documents:
            part = share * WHOLE[end - start] * (end - start) // (100 * len(groups))
            whole[term.key] = max(whole.get(term.key, 0), part)
        _add_concepts(groups[start:end], term, share)
    return whole


def _add_concepts(groups: Iterable[Group], term: Term, share: int) -> None:
    for group in groups:
        for concept, worth in term.concepts:
            key = f"#{concept}"
            group.keys[key] = max(group.keys.get(key, 0), worth * share // 100)
