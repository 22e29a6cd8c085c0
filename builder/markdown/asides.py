"""The portal's own words between the outermost elements of a text.

The places are marked in what the parser writes, before its tags are made ours and cleaned, and filled afterwards.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

BOX = re.compile(r"<(/?)(?:p|h[1-6]|ul|ol|blockquote|table|pre|div|details)\b[^>]*>|<hr[^>]*>")
"""What an outermost element of a body may be."""


class Asides(NamedTuple):
    """The portal's own HTML for a place: between the text's outermost elements, before and after the one there."""

    before: str
    after: str


NOTHING: Mapping[int, Asides] = {}


def opening_of(html: str) -> str:
    """What stands before the text's first part: its first paragraphs, and the warning that many texts begin with."""
    begun = 0
    for element in _elements(html):
        if element.endswith("</h2>"):
            return html[: begun + element.index("<h2")]
        begun += len(element)
    return ""


def elements_of(html: str) -> list[str]:
    """The parser's HTML, divided where an outermost element ends."""
    return list(_elements(html))


def _elements(html: str) -> Iterator[str]:
    begun, depth = 0, 0
    for tag in BOX.finditer(html):
        if tag[1]:
            depth = max(0, depth - 1)
        elif not tag[0].startswith("<hr"):
            depth += 1
        if depth == 0:
            yield html[begun : tag.end()]
            begun = tag.end()
    if html[begun:].strip():
        yield html[begun:]


def _mark(place: int, side: int) -> str:
    """Stands where an aside will stand, in signs that no language has."""
    return f"\ue000{place}.{side}\ue001"


def marked(html: str, places: Iterable[int]) -> str:
    """The parser's HTML, marked where something will stand; what lies beyond the last element, at the last."""
    elements = elements_of(html)
    for place in places:
        here = min(place, len(elements) - 1)
        elements[here] = f"{_mark(place, 0)}{elements[here]}{_mark(place, 1)}"
    return "".join(elements)


def with_asides(html: str, asides: Mapping[int, Asides]) -> str:
    """The page's HTML with the asides where they were marked."""
    for place, aside in asides.items():
        html = html.replace(_mark(place, 0), aside.before).replace(_mark(place, 1), aside.after)
    return html
