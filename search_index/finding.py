"""What a reader gets for a query: a page of results with marked excerpts, what was perhaps meant, and suggestions."""

from functools import lru_cache
from typing import NamedTuple, Protocol

from search_index.analysis import WORD, fold, root, stem, words_of
from search_index.planning import Plan, plan
from search_index.reading import Card, Index
from search_index.searching import Hit

RESULTS_ON_PAGE = 10
MOST_RESULTS = 200
MOST_SUGGESTIONS = 8
SHORTEST_BEGINNING = 2

Marked = list[tuple[str, bool]]
"""A text in pieces, each with whether it is marked as one of the words sought."""


class Engine(Protocol):
    """Ranks the documents of a plan: the index's own files, or Whoosh."""

    def search(self, planned: Plan) -> list[Hit]: ...


class Wanted(NamedTuple):
    """What results are narrowed to; an empty one does not narrow."""

    language: str = ""
    kind: str = ""
    partner: str = ""
    topic: str = ""


class Result(NamedTuple):
    """A page found, with its title and summary in marked pieces."""

    card: Card
    title: Marked
    summary: Marked


class Found(NamedTuple):
    """A page of results. `total` counts no further than MOST_RESULTS."""

    results: list[Result]
    total: int
    page: int
    corrected: str
    cut: bool


def find(query: str, index: Index, engine: Engine, wanted: Wanted = Wanted(), page: int = 1) -> Found:  # noqa: B008
    """Answer a query with a page of results, counted from 1."""
    planned = plan(query, index)
    hits = narrowed(engine.search(planned), wanted, index)[:MOST_RESULTS]
    page = min(max(1, page), last_page(len(hits)))
    shown = hits[(page - 1) * RESULTS_ON_PAGE : page * RESULTS_ON_PAGE]
    sought = {fold(key) for group in planned.groups for key in group.keys}
    results = [_result(index.card(document), sought) for document, _ in shown]
    return Found(results, len(hits), page, planned.corrected, planned.cut)


def last_page(total: int) -> int:
    """How many pages the results take; the first is there even if it is empty."""
    return max(1, -(-total // RESULTS_ON_PAGE))


def narrowed(hits: list[Hit], wanted: Wanted, index: Index) -> list[Hit]:
    """The hits that are of the language, kind, partner and topic asked for."""
    if wanted == Wanted():
        return hits
    facets = index.facets
    places = [
        (column, facets[name].index(value) if value in facets[name] else -1)
        for column, name in enumerate(("language", "kind", "partner"))
        if (value := getattr(wanted, name))
    ]
    topics = facets["topics"]
    topic = topics.index(wanted.topic) if wanted.topic in topics else -1

    def fits(row: list[int]) -> bool:
        return all(row[column] == place for column, place in places) and (not wanted.topic or topic in row[3:])

    return [hit for hit in hits if fits(facets["documents"][hit[0]])]


def _result(card: Card, sought: set[str]) -> Result:
    return Result(card, marked(card.title, card.language, sought), marked(card.summary, card.language, sought))


def marked(text: str, language: str, sought: set[str]) -> Marked:
    """The text in pieces: a word is marked if its stem or root is sought, marks on letters aside."""
    pieces: Marked = []
    end = 0
    for found in WORD.finditer(text):
        if not sought.isdisjoint(_forms(found.group(), language)):
            if found.start() > end:
                pieces.append((text[end : found.start()], False))
            pieces.append((found.group(), True))
            end = found.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


@lru_cache(50_000)
def _forms(written: str, language: str) -> list[str]:
    """What a word of a text is sought by: its stem and its root, folded."""
    stems = [stem(word, language) for word in words_of(written)]
    return [fold(form) for stemmed in stems for form in (stemmed, root(stemmed, language))]


def suggest(typed: str, index: Index) -> list[str]:
    """Titles and names one of whose words begins as what has been typed, those that begin with it first."""
    words = words_of(typed[:100])
    folded = " ".join(fold(word) for word in words)
    if len(folded) < SHORTEST_BEGINNING:
        return []
    found = sorted(index.begun(folded), key=lambda row: (row[1], len(row[2]), row[2]))
    return list(dict.fromkeys(row[2] for row in found))[:MOST_SUGGESTIONS]
