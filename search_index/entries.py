"""What an index knows of one key: its documents with their strengths, and how the word is written."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress
from math import log

from search_index.weighing import MOST

MOST_POSTINGS = 500
"""The documents kept for a key, the strongest; who looks for a word that more have needs another word too."""

USUAL_DOCUMENTS = 20
"""A word that fewer documents have is not rarer for it: a small portal weighs its words like a large one."""

ABOVE = [bytes(strength > least for strength in range(MOST + 1)) for least in range(MOST + 1)]
"""For each strength a table that tells which are higher."""


class Entry:
    """`documents` are in order, and their `strengths` beside them; `shown` are words that have the key, and how many of
    the documents show each."""

    __slots__ = ("documents", "shown", "strengths")

    def __init__(self, documents: bytes = b"", strengths: bytes = b"", shown: dict[str, int] | None = None) -> None:
        self.documents = array("I", documents)
        self.strengths = bytearray(strengths)
        self.shown = shown or {}

    def append(self, document: int, strength: int) -> None:
        """Put in a document that comes after all others."""
        self.documents.append(document)
        self.strengths.append(strength)

    def put(self, document: int, strength: int) -> None:
        """Let a document have the key, so strongly."""
        at = bisect_left(self.documents, document)
        if at < len(self.documents) and self.documents[at] == document:
            self.strengths[at] = strength
        else:
            self.documents.insert(at, document)
            self.strengths.insert(at, strength)

    def show(self, word: str, more: int = 1) -> None:
        """One more document shows the word, or one fewer."""
        count = self.shown.get(word, 0) + more
        if count:
            self.shown[word] = count
        else:
            del self.shown[word]

    def remove(self, document: int) -> None:
        at = bisect_left(self.documents, document)
        if at < len(self.documents) and self.documents[at] == document:
            del self.documents[at], self.strengths[at]

    @property
    def written(self) -> str:
        """The shortest of its words, of equally long ones the first; empty if none is known."""
        return min(self.shown, key=lambda word: (len(word), word), default="")

    def strongest(self) -> tuple[list[int], list[int]]:
        """The documents that are kept, and their strengths; of those that are equal the first."""
        if len(self.documents) <= MOST_POSTINGS:
            return self.documents.tolist(), list(self.strengths)
        least, left = self._least_kept()
        kept = bytearray(self.strengths.translate(ABOVE[least]))
        at = -1
        for _ in range(left):
            at = self.strengths.find(least, at + 1)
            kept[at] = 1
        return list(compress(self.documents, kept)), list(compress(self.strengths, kept))

    def _least_kept(self) -> tuple[int, int]:
        """The lowest strength that is kept, and how many of it."""
        left = MOST_POSTINGS
        for strength in range(max(self.strengths), -1, -1):
            count = self.strengths.count(strength)
            if count >= left:
                return strength, left
            left -= count
        raise AssertionError("there are more documents than are kept")


def rarity(documents: int, total: int) -> int:
    """1 to 100: how much it tells that a document has a key that so many of all have."""
    total = max(total, USUAL_DOCUMENTS)
    return max(1, round(100 * log(1 + total / max(1, documents)) / log(1 + total)))


def steps(documents: list[int]) -> Iterator[int]:
    """From one document to the next, the first from 0."""
    last = 0
    for document in documents:
        yield document - last
        last = document
