"""The handbook as the tests read it: its pages with their tables in place, their blocks and their links."""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from docs.generate import DOCS, tables

HOUSE = DOCS.parent
TAKEN_IN = re.compile(r'^--8<-- "([^"]+)"$', re.MULTILINE)
FENCE = re.compile(r"^(```+)(\w*)(?: title=\"([^\"]*)\")?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NAMED = re.compile(r"\{ #([\w-]+) \}")


class Block(NamedTuple):
    """A fenced block."""

    kind: str
    title: str
    text: str


class Page(NamedTuple):
    """`text` has its tables in place; `path` is where the page lies."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(HOUSE).as_posix()

    @property
    def blocks(self) -> list[Block]:
        return [Block(found[2], found[3] or "", found[4]) for found in FENCE.finditer(self.text)]

    @property
    def prose(self) -> str:
        """The text without its blocks."""
        return FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        return LINK.findall(INLINE_CODE.sub("", self.prose))

    @property
    def anchors(self) -> set[str]:
        """What a link can lead to within the page."""
        return {slug(heading) for heading in HEADING.findall(self.prose)} | set(NAMED.findall(self.prose))


def slug(heading: str) -> str:
    """The anchor MkDocs gives a heading."""
    plain = unicodedata.normalize("NFKD", heading.replace("`", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def handbook() -> list[Page]:
    """Every page of the handbook."""
    made = tables()
    found = sorted(path for path in DOCS.rglob("*.md") if "generated" not in path.parts)
    return [Page(path, TAKEN_IN.sub(lambda taken: made[taken[1]], path.read_text())) for path in found]


def readme() -> Page:
    path = HOUSE / "README.md"
    return Page(path, path.read_text())


def page(name: str) -> Page:
    """One page, by its name below docs/."""
    return next(one for one in handbook() if one.name == f"docs/{name}")
