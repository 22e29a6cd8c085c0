"""A published page read as the tests ask about it: its links, its ids, and the language of every piece of text."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset("br hr img meta link input wbr source".split())
UNREAD = frozenset(("script", "style"))


class Passage(NamedTuple):
    """A piece of text, with the language and direction it is marked with."""

    language: str
    direction: str
    text: str


class Marked(NamedTuple):
    """An element that says its language; `direction` is its own or empty, `around` the language it stands in."""

    language: str
    direction: str
    around: str


class ReadPage(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.alternates: dict[str, str] = {}
        self.canonical = ""
        self.marked: list[Marked] = []
        self.passages: list[Passage] = []
        self._open: list[tuple[str, str, str]] = [("", "", "")]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.ids.update(given[name] for name in ("id",) if name in given)
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        elif tag == "link" and given.get("hreflang"):
            self.alternates[given["hreflang"]] = given["href"]
        else:
            self.links += [given[name] for name in ("href", "src") if name in given]
        _, language, direction = self._open[-1]
        if "lang" in given:
            self.marked.append(Marked(given["lang"], given.get("dir", ""), language))
        if tag not in VOID:
            self._open.append((tag, given.get("lang", language), given.get("dir", direction)))

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language, direction = self._open[-1]
        if tag not in UNREAD and data.strip():
            self.passages.append(Passage(language, direction, data.strip()))
