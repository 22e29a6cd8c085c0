"""A published page read as the tests ask about it: its links, its ids, and the language of every piece of text."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset(["br", "hr", "img", "meta", "link", "input", "wbr", "source"])
UNREAD = frozenset(["script", "style", "title"])


class Passage(NamedTuple):
    """A piece of text, the language it is marked with, and the elements it stands in."""

    language: str
    text: str
    within: tuple[str, ...]

    def is_within(self, *tags: str) -> bool:
        return not set(tags).isdisjoint(self.within)


class Marked(NamedTuple):
    """What an element says of its language; `direction` is empty where it says none."""

    language: str
    direction: str


class ReadPage(HTMLParser):
    """`links` is what a reader or a browser may follow, `sources` what a browser fetches unasked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sources: list[str] = []
        self.ids: set[str] = set()
        self.alternates: dict[str, str] = {}
        self.canonical = ""
        self.marked: list[Marked] = []
        self.passages: list[Passage] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.ids.add(given["id"])
        if "lang" in given:
            self.marked.append(Marked(given["lang"], given.get("dir", "")))
        self._address(tag, given)
        if tag not in VOID:
            self._open.append((tag, given.get("lang", self._open[-1][1])))

    def _address(self, tag: str, given: dict[str, str]) -> None:
        if tag == "link" and given["rel"] == "canonical":
            self.canonical = given["href"]
        elif tag == "link" and "hreflang" in given:
            self.alternates[given["hreflang"]] = given["href"]
        else:
            self.links += [given[name] for name in ("href", "src") if name in given]
            self.sources += [given[name] for name in ("href", "src") if name in given and tag != "a"]

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] not in UNREAD and data.strip():
            within = tuple(tag for tag, _ in self._open)
            self.passages.append(Passage(self._open[-1][1], data.strip(), within))
