"""What a text says, for the checks: blocks, headings, links, pictures and cited facts."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from pyromark import events_with_range

from builder.domain.article import Image, Link
from builder.markdown import FACT, OPTIONS

INLINE = {"Emphasis", "Strong", "Strikethrough", "Link", "Image"}
OPENED = {"Link", "Image"}
CODE = "CodeBlock"
INLINE_CODE = "\ufffc"
"""Stands in the text where code stands, which is not read as words."""
ASCII_MARKS = b'.,;:!?()"/|[]{}<>=+*'
OTHER_MARKS = "«»“”„…•؟،؛" + INLINE_CODE
NOT_WORDS = re.compile(f"[{re.escape(ASCII_MARKS.decode())}{OTHER_MARKS}]+")
MARKS_AS_SPACES = bytes.maketrans(ASCII_MARKS, b" " * len(ASCII_MARKS))


class Block(NamedTuple):
    """A paragraph, heading, list item or cell. `offset` counts bytes in the body."""

    kind: str
    offset: int
    text: str


class Heading(NamedTuple):
    level: int
    offset: int
    text: str


class Prose:
    """One body, parsed. Lines are worked out when someone asks: most texts have nothing to tell."""

    def __init__(self, body: str, first_line: int) -> None:
        self.body = body
        self.first_line = first_line
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.links: tuple[Link, ...] = ()
        self.images: tuple[Image, ...] = ()
        self.facts = tuple(dict.fromkeys(FACT.findall(body))) if "{fact:" in body else ()

    @cached_property
    def _bytes(self) -> bytes:
        return self.body.encode()

    def line_at(self, offset: int) -> int:
        """The file's line of a byte offset in the body."""
        return self.first_line + self._bytes.count(b"\n", 0, offset)

    def line_of_character(self, index: int) -> int:
        """The file's line of a character index in the body."""
        return self.first_line + self.body.count("\n", 0, index)

    @cached_property
    def text(self) -> str:
        """All that is read aloud, one block a line; code is not prose."""
        return "\n".join(block.text for block in self.blocks if block.kind != CODE)

    @cached_property
    def word_list(self) -> list[str]:
        """The words as they stand, numbers among them, without the marks around them."""
        return words_of(self.text)

    @property
    def word_count(self) -> int:
        return len(self.text.split())


def words_of(text: str) -> list[str]:
    """The words of a text without the marks around them."""
    text = text.encode("utf-8", "surrogatepass").translate(MARKS_AS_SPACES).decode("utf-8", "surrogatepass")
    for mark in OTHER_MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    return text.split()


def read_prose(body: str, first_line: int = 1) -> Prose:
    """Parse a body once. `first_line` is the body's first line in its file."""
    reader = _Reader(Prose(body, first_line))
    reader.read(events_with_range(body, options=OPTIONS, merge_text=True))
    prose = reader.prose
    prose.links, prose.images = tuple(reader.links), tuple(reader.images)
    return prose


class _Reader:
    """Gathers text until a block ends; links and pictures remember where their text began."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.text: list[str] = []
        self.offset = 0
        self.open: list[tuple[str, int, int]] = []
        self.line = prose.first_line
        self.counted = 0

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """The one loop over all events; it is most of the cost of reading an edition, so it calls little."""
        text, blocks, kind = self.text, self.prose.blocks, "Paragraph"
        for event, span in events:
            if event.__class__ is str:
                text.append(" ")
                continue
            for key, value in event.items():
                if key == "Text":
                    text.append(value)
                    continue
                if key not in ("Start", "End"):
                    if key == "Code":
                        text.append(INLINE_CODE)
                    continue
                name = value if value.__class__ is str else next(iter(value))
                if name in INLINE:
                    if name in OPENED:
                        self.link(name, value[name], span["start"]) if key == "Start" else self.linked(name)
                    continue
                if text:
                    if said := "".join(text).strip():
                        blocks.append(Block(kind, self.offset, said))
                    text.clear()
                if key == "Start":
                    kind, self.offset = name, span["start"]
                elif name == "Heading":
                    said = blocks[-1].text if blocks and blocks[-1].offset == self.offset else ""
                    self.prose.headings.append(Heading(int(value[name][1]), self.offset, said))

    def link(self, name: str, data: Any, offset: int) -> None:
        """A link or a picture begins."""
        scheme = "mailto:" if data["link_type"] == "Email" else ""
        self.open.append((scheme + data["dest_url"], self.line_at(offset), len(self.text)))

    def linked(self, name: str) -> None:
        """It ends; a picture's alternative text is no part of the text around it."""
        target, line, begun = self.open.pop()
        words = "".join(self.text[begun:]).strip()
        if name == "Link":
            self.links.append(Link(target, words, line))
        else:
            self.images.append(Image(target, words, line))
            del self.text[begun:]

    def line_at(self, offset: int) -> int:
        """Links begin in the order of the text, so each line break is counted once."""
        self.line += self.prose._bytes.count(b"\n", self.counted, offset)
        self.counted = offset
        return self.line
