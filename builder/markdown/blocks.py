"""The blocks of a text: what is compared, translated and marked as changed, each with an id made of what it says."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

TAG_LINE = re.compile(
    r"<(?P<end>/?)(?P<name>title|lead|body|ul|ol|li|h[2-6]|table|tr|t[hd]|pre|details|summary|blockquote"
    r"|callout|footnote|img|[bh]r)(?P<value> .*)?>$"
)
"""A line that is a tag; a run of text is never that, since its own `<` is escaped."""
NOTE_NUMBER = re.compile(r"[0-9]+\.$")
NAMED = {"title": "title", "lead": "lead", "li": "li", "footnote": "note", "pre": "code", "img": "image"}
PARTS = ("title", "lead", "body")
ID_DIGITS = 12


class Block(NamedTuple):
    """A paragraph (p), heading (h2 to h6), list item (li), table row, picture (image), note or code; title and lead.

    Within a callout the kind begins with the callout's: «warning p». `text` is canonical. `digest` is SHA-256 of
    kind and text; `id` is its beginning, so that a block keeps it wherever it is moved. Equal blocks are numbered.
    """

    id: str
    kind: str
    text: str
    digest: str


def block(kind: str, text: str) -> Block:
    """A block with its digest, the first of its kind and text."""
    digest = sha256(f"{kind}\n{text}".encode()).hexdigest()
    return Block(digest[:ID_DIGITS], kind, text, digest)


def blocks_of(canonical: str) -> tuple[Block, ...]:
    """The blocks of a canonical form, in order."""
    reader = _Reader()
    for line in filter(None, canonical.split("\n")):
        reader.line(line)
    reader.end_block()
    return numbered(reader.blocks)


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same, each with an id of its own."""
    count: Counter[str] = Counter()
    found = []
    for one in blocks:
        count[one.digest] += 1
        nth = count[one.digest]
        found.append(one._replace(id=one.digest[:ID_DIGITS] + (f"-{nth}" if nth > 1 else "")))
    return tuple(found)


class _Reader:
    """Gathers lines until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.part = "body"
        self.open: list[str] = []
        self.lines: list[str] = []
        self.cells: list[str] | None = None
        self.goes_on = False

    def line(self, line: str) -> None:
        tag = TAG_LINE.match(line)
        if tag is None:
            self._text(line)
        elif tag["name"] == "br":
            self._text("<br>")
            self.goes_on = True
        elif self.cells is not None:
            self._in_row(tag)
        else:
            self._tag(tag)

    def _text(self, line: str) -> None:
        if self.cells is not None:
            self.cells[-1] += line
        elif self.open[-1:] == ["footnote"] and not self.lines and NOTE_NUMBER.match(line):
            self.open[-1] = "footnote numbered"
        else:
            if self.lines and not self.goes_on and line != "<br>":
                self.end_block()
            self.lines.append(line)
            self.goes_on = False

    def _in_row(self, tag: re.Match[str]) -> None:
        assert self.cells is not None
        if tag["name"] == "tr":
            self.lines = [" | ".join(cell.strip() for cell in self.cells)]
            self.cells = None
            self.end_block("row")
        elif tag["name"] == "img":
            self.cells[-1] += tag[0]
        elif not tag["end"]:
            self.cells.append("")

    def _tag(self, tag: re.Match[str]) -> None:
        name = tag["name"]
        self.end_block()
        if name in PARTS:
            self.part = name
        elif name == "tr":
            self.cells = []
        elif tag["end"]:
            self.open.pop()
        elif name != "hr":
            self.open.append(f"{name}{tag['value'] or ''}")
            if name == "img":
                self.lines, self.goes_on = [tag[0]], True

    def end_block(self, kind: str = "") -> None:
        """What was gathered is a block."""
        if not self.lines:
            return
        text = "".join(self.lines)
        self.lines, self.goes_on = [], False
        self.blocks.append(block(self._callout() + (kind or self._kind()), text))

    def _callout(self) -> str:
        found = [name.removeprefix("callout ") for name in self.open if name.startswith("callout ")]
        return f"{found[-1]} " if found else ""

    def _kind(self) -> str:
        if self.part != "body":
            return self.part
        for name in reversed(self.open):
            name = name.partition(" ")[0]
            if name in NAMED or name[0] == "h":
                return NAMED.get(name, name)
        return "p"
