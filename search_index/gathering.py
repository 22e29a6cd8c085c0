"""The pages as a reader of one language searches them: one document a subject, in the edition that suits best.

What the other editions are called is known to it too, so that a page is found by its name in any language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from search_index.analysis import fold, stem
from search_index.compounds import split
from search_index.concept_table import ConceptTable
from search_index.documents import Document
from search_index.entries import Entry
from search_index.rules import name_of, rules_of
from search_index.weighing import MOST, NAME, TITLE, Weighed

FOREIGN_PAGE = 30
"""What a page counts, of 100, that is not in the reader's language nor in one they understand."""

FOREIGN_NAME = 60
"""What a page's name in another language counts."""

FIRST_PART, LAST_PART = 45, 55
"""What the parts of a compound count."""

MOST_PARTS = 4000
REACH, WIDEST = 10, 5
"""What each further language a page exists in adds, of 100, and how many count: what a portal translates is what many
need."""

SUGGESTED_NAMES = 5

Page = tuple[Document, Weighed]


class Given(NamedTuple):
    """What one subject gives to an index: how strongly it has each key, a word of its that shows the key, the words
    among which slips are sought besides, and what it is suggested by."""

    keys: dict[str, int]
    shown: dict[str, str]
    forms: set[str]
    titles: list[str]

    def put(self, key: str, strength: int) -> None:
        self.keys[key] = min(MOST, max(self.keys.get(key, 0), strength))


class Gathered(NamedTuple):
    """An index before it is written: the documents in their order, and the entry of each key.

    `forms` are words of titles, names and summaries that are not easily known from their stem: a slip is sought
    among them, too. `titles` are what is suggested.
    """

    documents: list[Document]
    entries: dict[str, Entry]
    forms: dict[str, Entry]
    titles: dict[str, Entry]
    counts: Counter[str]
    parts: list[str]

    def take(self, number: int, given: Given) -> None:
        """Put in a document; its number is higher than those before."""
        for key, strength in given.keys.items():
            self.entries[key].append(number, strength)
        for key, word in given.shown.items():
            self.entries[key].show(word)
        for form in given.forms:
            self.forms[form].append(number, 1)
        for title in given.titles:
            self.titles[title].append(number, 1)


def new() -> dict[str, Entry]:
    return defaultdict(Entry)


def _is_far_from(stemmed: str, word: str, language: str) -> bool:
    return not word.startswith(stemmed) or len(word) > len(stemmed) + 2 or word in rules_of(language).words


def order_of(language: str, understood: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The languages a reader is served in, the best first; also those a query may be in."""
    return list(dict.fromkeys((language, *understood, *languages)))


class Readers(NamedTuple):
    """For whom an index is: their language, others they understand, and all of the portal."""

    language: str
    understood: Sequence[str]
    languages: Sequence[str]


class Gathering:
    """Puts pages together for the readers of one language."""

    def __init__(self, readers: Readers, concepts: ConceptTable) -> None:
        self.language, self.understood = readers.language, list(readers.understood)
        self.near = {readers.language, *readers.understood}
        self.places = {code: place for place, code in enumerate(order_of(*readers))}
        self.concepts = concepts
        self.parts: frozenset[str] = frozenset()
        self.splits: dict[tuple[str, str], tuple[str, str] | None] = {}

    def gather(self, pages: Iterable[Page]) -> Gathered:
        subjects: dict[str, list[Page]] = defaultdict(list)
        for page in pages:
            subjects[page[0].subject].append(page)
        served = [self.served(editions) for _, editions in sorted(subjects.items())]
        served.sort(key=lambda editions: (editions[0][0].topics, editions[0][0].subject))
        counts: Counter[str] = Counter()
        for editions in served:
            counts.update(self.part_counts(editions))
        parts = self.chosen_parts(counts)
        self.parts = frozenset(parts)
        gathered = Gathered([editions[0][0] for editions in served], new(), new(), new(), counts, parts)
        for number, editions in enumerate(served):
            gathered.take(number, self.given(editions))
        return gathered

    def served(self, editions: Iterable[Page]) -> list[Page]:
        """A subject's editions, the one that suits best first."""
        return sorted(editions, key=self._place)

    def _place(self, page: Page) -> tuple[int, str]:
        language = page[0].language
        return self.places.get(language, len(self.places)), language

    def part_counts(self, editions: Iterable[Page]) -> Counter[str]:
        """How often the stems of titles and names stand there: they may be parts of words."""
        counts: Counter[str] = Counter()
        for document, weighed in editions:
            if document.language in self.near:
                for field, stems in weighed.runs:
                    if field in (TITLE, NAME):
                        counts.update(one for one in set(stems) if len(one) > 2 and not one.isdecimal())
        return counts

    def chosen_parts(self, pages_counts: Mapping[str, int]) -> list[str]:
        """The stems of titles and names that may be parts of words, the commonest if there are many."""
        counts = Counter(pages_counts)
        for phrase, named in self.concepts.named.items():
            if named and " " not in phrase and len(phrase) > 2:
                counts[phrase] += 1
        for language in sorted(self.near):
            counts.update({stem(part, language): 1000 for part in rules_of(language).parts})
        found = [one for one, count in counts.items() if count > 0]
        return sorted(sorted(found, key=lambda one: (-counts[one], one))[:MOST_PARTS])

    def given(self, editions: Sequence[Page]) -> Given:
        """What a subject gives, by its pages alone; the edition that is served is the first."""
        served = editions[0][1]
        share = 100 if served.language in self.near else FOREIGN_PAGE
        reach = share * (100 + REACH * min(len(editions) - 1, WIDEST)) // 100
        strengths = {key: min(MOST, one * reach // 100 or 1) for key, one in self._strengths(served).items()}
        given = Given(strengths, {}, set(), list(self._titles(editions[0][0])))
        concepts: Counter[int] = Counter()
        for _, weighed in editions:
            own = 100 if weighed.language in self.near else FOREIGN_NAME
            for phrase, worth in weighed.phrases.items():
                given.put(f"{phrase}=", worth * reach * min(own, share) // (100 * share))
            for concept, worth in self.concepts.of(weighed).items():
                concepts[concept] = max(concepts[concept], worth * reach // 100)
            self._put_leading(given, weighed, share, weighed is served)
        for concept, worth in concepts.items():
            given.put(f"#{concept}", worth)
        return given

    def _titles(self, document: Document) -> Iterable[str]:
        """What a page is called; one in a language strange to the reader is not suggested."""
        if document.language in self.near:
            yield from dict.fromkeys((document.title, *document.titles, *document.names[:SUGGESTED_NAMES]))

    def _strengths(self, served: Weighed) -> dict[str, int]:
        """What a page says of its words; of one in a strange language only title, names and summary are known."""
        if served.language not in self.near:
            return served.strengths
        both = dict(served.body)
        for key, strength in served.strengths.items():
            if strength:
                both[key] = both.get(key, 0) + strength
        return both

    def _put_leading(self, given: Given, weighed: Weighed, share: int, served: bool) -> None:
        """The words of title, names and summary: their parts, and for another edition the words themselves."""
        near = weighed.language in self.near
        for word, worth in weighed.leading.items():
            stemmed = stem(word, weighed.language)
            if not served:
                given.put(stemmed, worth * (share if near else FOREIGN_NAME) // 100)
            if near and stemmed in given.keys:
                if _is_far_from(stemmed, word, weighed.language):
                    given.forms.add(fold(word))
                shown = given.shown.get(stemmed, word)
                given.shown[stemmed] = min(shown, word, key=lambda one: (len(one), one))
                for part, of_whole in zip(self._split(word, weighed.language), (FIRST_PART, LAST_PART), strict=False):
                    given.put(part, max(1, worth * of_whole * share // 10_000))

    def _split(self, word: str, language: str) -> tuple[str, ...]:
        """A word's parts; the same words stand in many titles."""
        if (word, language) not in self.splits:
            self.splits[word, language] = split(word, language, self.parts)
        return self.splits[word, language] or ()


def rules_used(languages: Iterable[str]) -> dict[str, str]:
    """The languages that have rules, and which."""
    return {code: name_of(code) for code in sorted(set(languages)) if name_of(code)}
