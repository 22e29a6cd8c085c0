"""What a reader asks, taken from an address whatever stands there."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from search_index.finding import Wanted

LONGEST = 300
"""Characters of a question that are used and shown (bad-input.md Q08, Q09)."""
FURTHEST = 1000
NARROWED_BY = ("kind", "topic", "partner", "language")


class Asked(Struct, frozen=True):
    """A question, narrowed or not, and the page of results, counted from 1."""

    query: str
    chosen: dict[str, str]
    page: int

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.chosen)

    def address(self, page: int = 1, query: str = "") -> dict[str, Any]:
        """The parameters of the same question on another page, or of another question narrowed in the same way."""
        given = {"q": query or self.query, **{name: value for name, value in self.chosen.items() if value}}
        return {**given, "page": str(page)} if page > 1 else given


def asked(given: Mapping[str, str]) -> Asked:
    """The question of an address. Of what is given twice the first counts; no page is the first (Q11, Q12)."""
    chosen = {name: given.get(name, "")[:LONGEST] for name in NARROWED_BY}
    return Asked(_seen(given.get("q", "")), chosen, _page(given.get("page", "")))


def _seen(query: str) -> str:
    """As much of it as is used, without what a page cannot show."""
    return "".join(each if each.isprintable() else " " for each in query[: LONGEST + 1]).strip()


def _page(text: str) -> int:
    return min(int(text), FURTHEST) if len(text) < 9 and text.isdecimal() else 1
