"""Headings of foreign pages as ours are: from level two, no level left out, the title not said again."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from pyromark import events_with_range

from builder.importing.html_tags import ANCHORS
from builder.markdown import OPTIONS

MAY_HOLD_HEADINGS = re.compile(r"(?:^|\n)[ \t>*+-]*(?:#{1,6}(?:[ \t]|\n|$)|=+[ \t]*(?:\n|$)|-+[ \t]*(?:\n|$))")
OPENING = re.compile(r"^#{1,6}(?:[ \t]+|$)")
CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
NAME = re.compile(r"[ \t]*\{[^{}]*#([\w-]+)[^{}]*\}[ \t]*$")
UNSAID = re.compile(r"[*_`]")
NOT_IN_NAMES = re.compile(r"[\W_]+")
DEEPEST = 6


class Headed(NamedTuple):
    """A body with its headings mended. `names` says which heading, counted from 0, an old fragment meant.

    `repaired` and `dropped` hold the texts of the headings whose level changed and of those that are gone.
    """

    body: str
    names: dict[str, int]
    repaired: list[str]
    dropped: list[str]


class _Heading(NamedTuple):
    start: int
    end: int
    level: int
    text: str
    opens: bool


def repair_headings(body: str, title: str) -> Headed:
    """Mend the headings of a body that may still hold anchors."""
    if not MAY_HOLD_HEADINGS.search(body):
        return Headed(ANCHORS.sub("", body), {}, [], [])
    source = body.encode()
    repair = _Repair(title)
    done = 0
    for heading in _headings(body, source):
        repair.prose(source[done : heading.start].decode())
        repair.heading(heading)
        done = heading.end
    repair.prose(source[done:].decode())
    return Headed("".join(repair.out).strip("\n") + "\n", repair.names, repair.repaired, repair.dropped)


class _Repair:
    """Writes the body anew; `anchors` wait for the heading they stand before."""

    def __init__(self, title: str) -> None:
        self.title = fragment(title)
        self.out: list[str] = []
        self.names: dict[str, int] = {}
        self.repaired: list[str] = []
        self.dropped: list[str] = []
        self.anchors: list[str] = []
        self.above: list[tuple[int, int]] = []
        self.kept = 0

    def prose(self, text: str) -> None:
        """An anchor right before a heading names that one; one in the text, the heading above."""
        for anchor in ANCHORS.finditer(text):
            if not ANCHORS.sub("", text[anchor.end() :]).strip():
                self.anchors.append(anchor[1])
            elif self.kept:
                self.names.setdefault(fragment(anchor[1]), self.kept - 1)
        self.out.append(ANCHORS.sub("", text))

    def heading(self, heading: _Heading) -> None:
        self.anchors += ANCHORS.findall(heading.text) + NAME.findall(heading.text)
        said = ANCHORS.sub("", NAME.sub("", heading.text)).strip()
        if not said or (heading.opens and fragment(UNSAID.sub("", said)) == self.title):
            self.dropped.append(said)
            return
        level = self._level(heading.level)
        if level != heading.level:
            self.repaired.append(said)
        for name in (*self.anchors, said):
            self.names.setdefault(fragment(name), self.kept)
        self.anchors.clear()
        self.out.append(f"{'#' * level} {said}\n")
        self.kept += 1

    def _level(self, level: int) -> int:
        """One below the higher heading above it; `above` holds those, as they were and as they are."""
        while self.above and self.above[-1][0] >= level:
            self.above.pop()
        ours = min((self.above[-1][1] if self.above else 1) + 1, DEEPEST)
        self.above.append((level, ours))
        return ours


def fragment(name: str) -> str:
    """The name after # as all ways of making one from a heading agree on it."""
    return NOT_IN_NAMES.sub("-", unquote(name).casefold()).strip("-")


def _headings(body: str, source: bytes) -> list[_Heading]:
    found: list[_Heading] = []
    for event, span in events_with_range(body, options=OPTIONS):
        start = event.get("Start") if event.__class__ is dict else None
        if start.__class__ is dict and "Heading" in start:
            written = source[span["start"] : span["end"]].decode()
            before = source[: span["start"]].decode() if not found else "before"
            level = int(str(start["Heading"]["level"]).strip("H"))
            opens = not ANCHORS.sub("", before).strip()
            found.append(_Heading(span["start"], span["end"], level, _text(written), opens))
    return found


def _text(written: str) -> str:
    """The heading's own text, without marks before, behind or below it."""
    lines = written.strip().split("\n")
    if len(lines) > 1 and not set(lines[-1].strip(" \t>")) - set("=-"):
        return " ".join(line.strip(" \t>") for line in lines[:-1])
    return CLOSING.sub("", OPENING.sub("", lines[0].strip()).strip())
