"""From a plan to ranked documents. All is whole numbers, so that every engine and the browser rank alike."""

from collections.abc import Callable
from operator import itemgetter

from search_index.planning import Plan
from search_index.reading import Index, Term

PRESENT = 40
"""What it counts that a word is there at all, beside how strongly: pages that have all the words come first."""

Postings = Callable[[str], Term | None]


Hit = tuple[int, int]
"""A document and its score. Plain, since a query has thousands."""


def rank(plan: Plan, postings: Postings) -> list[Hit]:
    """The documents of a plan, the best first; equal ones in the order of their numbers.

    Each word counts once, by the key that says most.
    """
    scores: dict[int, int] = {}
    for keys in (*(group.keys for group in plan.groups), plan.whole):
        best: dict[int, int] = {}
        for key, worth in keys.items():
            if term := postings(key):
                best = _best(best, term, worth * term.rarity)
        scores = _sum(scores, best)
    ordered = sorted(scores.items())
    ordered.sort(key=itemgetter(1), reverse=True)
    return ordered


def _best(best: dict[int, int], term: Term, worth: int) -> dict[int, int]:
    """For each document the higher of what it has and what the term gives."""
    given = dict(zip(term.documents, [worth * (strength + PRESENT) for strength in term.strengths], strict=True))
    fewer, more = sorted((best, given), key=len)
    for document, score in fewer.items():
        if score > more.get(document, 0):
            more[document] = score
    return more


def _sum(scores: dict[int, int], best: dict[int, int]) -> dict[int, int]:
    fewer, more = sorted((scores, best), key=len)
    for document, score in fewer.items():
        more[document] = more.get(document, 0) + score
    return more


class FilesEngine:
    """Ranks by the index's own files."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def search(self, planned: Plan) -> list[Hit]:
        return rank(planned, self.index.term)
