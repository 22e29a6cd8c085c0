"""What a text says, for the checks and for its state: blocks, headings, links, pictures and cited facts."""

import re
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from pyromark import events_with_range

from builder.domain.article import Image, Link
from builder.markdown import FACT, OPTIONS

INLINE = {"Emphasis", "Strong", "Strikethrough", "Link", "Image"}
CODE = "CodeBlock"
NOT_WORDS = re.compile(r"""[.,;:!?()«»"“”„…/•|؟،؛\[\]{}<>=+*\ufffc]+""")


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
        self.canonical: list[str] = []
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
        return NOT_WORDS.sub(" ", self.text).split()

    @property
    def word_count(self) -> int:
        return len(self.text.split())

    def state(self, title: str, summary: str) -> str:
        """16 hex digits that change when the text's meaning may have, and not with its white space."""
        said = " ".join("\x1f".join([title, summary, *self.canonical]).split())
        return sha256(said.encode()).hexdigest()[:16]


def read_prose(body: str, first_line: int = 1) -> Prose:
    """Parse a body once. `first_line` is the body's first line in its file."""
    reader = _Reader(Prose(body, first_line))
    for event, span in events_with_range(body, options=OPTIONS, merge_text=True):
        reader.read(event, span)
    reader.flush()
    prose = reader.prose
    prose.links, prose.images = tuple(reader.links), tuple(reader.images)
    return prose


class _Reader:
    """Gathers text until a block ends; links and pictures remember where their text began."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.said = prose.canonical.append
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.text: list[str] = []
        self.kind = "Paragraph"
        self.offset = 0
        self.open: list[tuple[str, int, int]] = []
        self.line = prose.first_line
        self.counted = 0

    def line_at(self, offset: int) -> int:
        """Links begin in the order of the text, so each line break is counted once."""
        self.line += self.prose._bytes.count(b"\n", self.counted, offset)
        self.counted = offset
        return self.line

    def read(self, event: Any, span: Any) -> None:
        if event.__class__ is str:
            self.text.append(" ")
            self.said(" " if event != "Rule" else "\x02Rule")
            return
        ((key, value),) = event.items()
        if key == "Text":
            self.text.append(value)
            self.said(value)
        elif key == "Start":
            self.start(value, span["start"])
        elif key == "End":
            self.end(value)
        else:
            self.said(f"\x02{key}{value}")
            if key == "Code":
                self.text.append("\ufffc")

    def start(self, value: Any, offset: int) -> None:
        name, data = _named(value)
        self.said(f"\x02{name}")
        if name not in INLINE:
            self.flush()
            self.kind, self.offset = name, offset
            if name == "Heading":
                self.said(data["level"])
        elif data is not None:
            self.said(data["dest_url"])
            scheme = "mailto:" if data["link_type"] == "Email" else ""
            self.open.append((scheme + data["dest_url"], self.line_at(offset), len(self.text)))

    def end(self, value: Any) -> None:
        name, data = _named(value)
        if name == "Link":
            target, line, begun = self.open.pop()
            self.links.append(Link(target, "".join(self.text[begun:]).strip(), line))
        elif name == "Image":
            target, line, begun = self.open.pop()
            self.images.append(Image(target, "".join(self.text[begun:]).strip(), line))
            del self.text[begun:]
        elif name == "Heading":
            self.prose.headings.append(Heading(int(data[1]), self.offset, "".join(self.text).strip()))
            self.flush()
        elif name not in INLINE:
            self.flush()
            self.said("\x02.")

    def flush(self) -> None:
        if text := "".join(self.text).strip():
            self.prose.blocks.append(Block(self.kind, self.offset, text))
        self.text.clear()


def _named(value: Any) -> tuple[str, Any]:
    """An event's name and what it holds: plain ones are their name alone."""
    return (value, None) if value.__class__ is str else next(iter(value.items()))
