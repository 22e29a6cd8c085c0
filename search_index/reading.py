"""Reads an index's files as they are asked for: the keys spelled so, the words near a misspelt one, the cards."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from search_index.analysis import fold
from search_index.cutting import BETWEEN, NAME_LENGTH, path_of
from search_index.front_coding import front_decoded
from search_index.rules import Rules, read

Read = Callable[[str], bytes]
"""Gives a file of the index by its path, or raises OSError."""

KEPT_SHARDS = 2048
KEPT_TERMS = 2048
EMPTY_COLUMNS: list[Any] = ["", 0, [], [], "", []]


class Term(NamedTuple):
    """A key of the index: its documents with strengths from 1 to 255, and for a name its concepts with shares."""

    key: str
    rarity: int
    documents: list[int]
    strengths: list[int]
    shown: str
    concepts: list[tuple[int, int]]


class Card(NamedTuple):
    """What is shown of a document."""

    subject: str
    language: str
    title: str
    summary: str
    href: str
    kind: str
    partner: str
    topics: list[str]


class Index:
    """The index of one language. `read` may read a folder, a release or anything else."""

    def __init__(self, read_file: Read) -> None:
        self._read = read_file
        self.start: dict[str, Any] = msgspec.json.decode(read_file("start.json"))
        self.language: str = self.start["language"]
        self.documents: int = self.start["documents"]
        self.parts = frozenset(front_decoded(self.start["parts"]))
        self._borders = {kind: front_decoded(written) for kind, written in self.start["shards"].items()}
        self._shard = lru_cache(KEPT_SHARDS)(self._load)
        self._rows = lru_cache(KEPT_SHARDS)(self._load_rows)
        self.spelled = lru_cache(KEPT_TERMS)(self._spelled)

    @cached_property
    def languages(self) -> list[str]:
        """The languages a query is read in, by the rules they have; the reader's own first."""
        rules = self.start["rules"]
        own = rules.get(self.language, "")
        chosen = {own: self.language}
        for code, name in rules.items():
            chosen.setdefault(name, code)
        return list(chosen.values())

    @cached_property
    def rules(self) -> dict[str, Rules]:
        return {name: read(data) for name, data in self.start["tables"].items()}

    def _load(self, kind: str, number: int) -> Any:
        return msgspec.json.decode(self._read(self._path(kind, number)))

    def _path(self, kind: str, number: int) -> str:
        return path_of(self.start["files"][kind][number * NAME_LENGTH : (number + 1) * NAME_LENGTH])

    def _load_rows(self, number: int) -> list[bytes]:
        """The rows of a shard of terms, a line each, in the order of their keys folded; decoded when asked for."""
        return self._read(self._path("terms", number))[1:-1].split(BETWEEN)

    def _spelled(self, folded: str) -> list[Term]:
        """The keys that are spelled so, but for marks."""
        shard = bisect_right(self._borders["terms"], folded) - 1
        rows = self._rows(shard) if shard >= 0 else []
        found = []
        for at in range(bisect_left(rows, folded, key=_folded_key), len(rows)):
            if _folded_key(rows[at]) != folded:
                break
            found.append(_term(msgspec.json.decode(rows[at])))
        return found

    def term(self, key: str) -> Term | None:
        return next((term for term in self.spelled(fold(key)) if term.key == key), None)

    def terms(self) -> Iterator[Term]:
        """Every key there is, in order."""
        for number in range(len(self._borders["terms"])):
            yield from (_term(row) for row in self._load("terms", number))

    def near(self, folded: str, most: int) -> set[str]:
        """The words whose first or last two letters are those, and whose length differs by at most so many."""
        found = set(self._bucket("heads", folded, most))
        found.update(word[::-1] for word in self._bucket("tails", folded[::-1], most))
        return found

    def _bucket(self, kind: str, word: str, most: int) -> list[str]:
        borders = self._borders[kind]
        low, high = (f"{word[:2]}{min(max(0, length), 99):02}" for length in (len(word) - most, len(word) + most))
        first = max(0, bisect_right(borders, low) - 1)
        words: list[str] = []
        for number in range(first, max(first, bisect_right(borders, high))):
            for name, listed in self._shard(kind, number) if borders else ():
                if low <= name <= high:
                    words += listed.split(" ")
        return words

    def begun(self, folded: str) -> list[tuple[str, int, str, int]]:
        """The titles and names one of whose words begins so: as typed, at which word, as written, whose."""
        borders = self._borders["suggest"]
        low, high = max(0, bisect_left(borders, folded) - 1), bisect_right(borders, folded + "\uffff")
        rows = [row for number in range(low, min(high, low + 3)) for row in self._shard("suggest", number)]
        return [tuple(row) for row in rows if row[0].startswith(folded)]

    def card(self, number: int) -> Card:
        size = self.start["cards"]
        return Card(*self._shard("cards", number // size)[number % size])

    @cached_property
    def facets(self) -> dict[str, Any]:
        return msgspec.json.decode(self._read(self._path("facets", 0)))


def _folded_key(row: bytes) -> str:
    return fold(row[2 : row.index(b'"', 2)].decode())


def _term(row: list[Any]) -> Term:
    """A row of the file; the empty columns at its end are left out there."""
    key, rarity, steps, strengths, shown, concepts = [*row, *EMPTY_COLUMNS[len(row) :]]
    named = list(zip(concepts[::2], concepts[1::2], strict=True))
    return Term(key, rarity, list(accumulate(steps)), strengths, shown or key, named)


def in_folder(folder: Path) -> Index:
    """The index whose files lie in a folder."""
    return Index(lambda path: (folder / path).read_bytes())
