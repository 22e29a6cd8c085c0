"""Meanings and their names: which pages a concept is about, and which concepts a phrase names."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from search_index.analysis import stem
from search_index.documents import Concept, Name
from search_index.weighing import LONGEST_NAME, NAME, SUMMARY, TITLE, Weighed, telling_words

OWN_TABLE = Path(__file__).parent / "rules" / "health.txt"

EXPLAINS = 200
"""What a page is worth that explains the concept, by a register or by its title."""

WORTH = {TITLE: 120, NAME: 120, SUMMARY: 30}
WHOLE = {TITLE: EXPLAINS, NAME: 170, SUMMARY: 30}
"""For a field that names the concept among other words, and for one that says nothing else."""

ITSELF, NEAR = 120, 55
"""What a concept's name is worth in a query, of 100: for its own pages and for those of the concepts near it."""


@cache
def health_concepts() -> tuple[Concept, ...]:
    """The general table of health words that comes with the program."""
    return tuple(read_table(OWN_TABLE.read_text(encoding="utf-8")))


def read_table(text: str) -> Iterable[Concept]:
    """A concept a line: `id | nb name, name | en name | > id, id`; `#` begins a remark."""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        concept, *columns = [column.strip() for column in line.split("|")]
        names: list[Name] = []
        near: tuple[str, ...] = ()
        for column in columns:
            language, _, rest = column.partition(" ")
            listed = tuple(name.strip() for name in rest.split(",") if name.strip())
            if language == ">":
                near = listed
            else:
                names += [Name(language, name) for name in listed]
        yield Concept(concept, tuple(names), near)


class Named(Struct, array_like=True):
    """What phrases name: stems → concepts with their worth in a query; page → the concepts it explains; and the stem
    of each word that a name is made of → how each language writes it, and the concepts whose names have it."""

    phrases: dict[str, dict[int, int]]
    explained: dict[str, list[int]]
    words: dict[str, tuple[dict[str, str], list[int]]]


class ConceptTable:
    """The concepts of one site: its own and the general ones, joined where they share an id."""

    def __init__(self, concepts: Iterable[Concept] = (), named: Named | None = None) -> None:
        self.kept = named or Named({}, {}, {})
        self.named, self.explained, self.words = self.kept.phrases, self.kept.explained, self.kept.words
        listed = list(concepts)
        numbers = {one: number for number, one in enumerate(sorted({concept.id for concept in listed}))}
        for concept in listed:
            self._take(concept, numbers)

    def _take(self, concept: Concept, numbers: dict[str, int]) -> None:
        own = numbers[concept.id]
        for subject in concept.subjects:
            self.explained.setdefault(subject, []).append(own)
        for name in concept.names:
            words = telling_words(name.text, name.language)
            stems = [stem(word, name.language) for word in words]
            for word, stemmed in zip(words, stems, strict=True):
                written, its = self.words.setdefault(stemmed, ({}, []))
                written[name.language] = min(written.get(name.language, word), word, key=lambda one: (len(one), one))
                if own not in its:
                    its.append(own)
            worth = self.named.setdefault(" ".join(stems), {})
            worth[own] = ITSELF
            for near in concept.near:
                if near in numbers:
                    worth.setdefault(numbers[near], NEAR)

    def of(self, page: Weighed) -> dict[int, int]:
        """The concepts a page is about, and how much."""
        found: dict[int, int] = dict.fromkeys(self.explained.get(page.subject, ()), EXPLAINS)
        for field, stems in page.runs:
            for start in range(len(stems)):
                for end in range(start + 1, min(start + LONGEST_NAME, len(stems)) + 1):
                    named = self.named.get(" ".join(stems[start:end]))
                    if named is None:
                        continue
                    worth = (WHOLE if end - start == len(stems) else WORTH)[field]
                    for concept, share in named.items():
                        if share == ITSELF:
                            found[concept] = max(found.get(concept, 0), worth)
        return found
