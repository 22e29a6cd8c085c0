"""How well judged queries find their pages: MRR@10, hit@3, recall@10 and the share without results."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

SEEN = 10


class Judged(NamedTuple):
    """A query, who asks it, and the pages that should come first, any of them."""

    query: str
    language: str
    expected: frozenset[str]
    kind: str


class Score(NamedTuple):
    """Over a number of queries: the mean of 1/rank, and the shares found among 3, among 10, and with nothing at all."""

    queries: int
    mrr: float
    hit: float
    recall: float
    none: float


Search = Callable[[str, str], list[str]]
"""Query and language → the ids of the pages found, the best first."""


def read_judged(text: str) -> list[Judged]:
    """A table with the columns query, language, expected and kind, parted by tabs; several expected by `|`."""
    head, *lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    return [
        Judged(row["query"], row["language"], frozenset(row["expected"].split("|")), row.get("kind", ""))
        for row in rows
    ]


def ranks(judged: Iterable[Judged], search: Search) -> list[tuple[Judged, int | None]]:
    """For each query the rank of the first page expected: 0 if it is not among ten, None if there was no result."""
    found = []
    for row in judged:
        ids = search(row.query, row.language)
        place = next((at for at, one in enumerate(ids[:SEEN], 1) if one in row.expected), 0)
        found.append((row, place if ids else None))
    return found


def score(places: Iterable[int | None]) -> Score:
    listed = list(places)
    count = max(1, len(listed))
    found = [place for place in listed if place]
    return Score(
        len(listed),
        sum(1 / place for place in found) / count,
        sum(place <= 3 for place in found) / count,
        len(found) / count,
        sum(place is None for place in listed) / count,
    )


def by_language_and_kind(ranked: Iterable[tuple[Judged, int | None]]) -> dict[str, Score]:
    """The scores of all, of each language and of each kind."""
    groups: dict[str, list[int | None]] = defaultdict(list)
    for row, place in ranked:
        for name in ("all", row.language, f"· {row.kind}"):
            groups[name].append(place)
    order = sorted(groups, key=lambda name: (name != "all", name.startswith("·"), name))
    return {name: score(groups[name]) for name in order}


def table(engines: Mapping[str, Mapping[str, Score]]) -> list[str]:
    """The scores as lines of a Markdown table."""
    lines = [
        "| engine | queries | n | MRR@10 | hit@3 | recall@10 | none |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for engine, scores in engines.items():
        for name, one in scores.items():
            shares = f"{one.mrr:.3f} | {one.hit:.3f} | {one.recall:.3f} | {one.none:.1%}"
            lines.append(f"| {engine} | {name} | {one.queries} | {shares} |")
    return lines
