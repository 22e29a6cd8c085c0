"""The published sample portal, as its pages: what kind each is and where it lies."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = frozenset(
    ("root", "front", "topics", "hub", "hub-without-articles", "services", "service", "partners", "partner", "letters")
    + ("letter", "languages", "search", "article", "translation", "missing", "notfound")
    + ("saved", "moved", "proof")
)
"""Every kind of page there is."""


class Page(NamedTuple):
    """A page. `path` is of its file, under the public folder."""

    kind: str
    language: str
    path: str

    @property
    def address(self) -> str:
        return "/" + self.path.removesuffix("index.html")


class SampleSite(NamedTuple):
    """What is published under `root`."""

    root: Path

    @property
    def public(self) -> Path:
        return self.root / "site" / "current" / "public"

    def pages(self) -> Iterator[Page]:
        for file in sorted(self.public.rglob("*.html")):
            path = file.relative_to(self.public).as_posix()
            yield Page(self._kind(path), path.partition("/")[0] if "/" in path else "", path)

    def one_of_each(self, *languages: str) -> list[Page]:
        """The fullest page of every kind in each of the languages, or in all."""
        found: dict[tuple[str, str], list[Page]] = defaultdict(list)
        for page in self.pages():
            if not languages or page.language in languages:
                found[page.kind, page.language].append(page)
        return [max(pages, key=self._fullness) for pages in found.values()]

    def text(self, page: Page) -> str:
        return (self.public / page.path).read_text(encoding="utf-8")

    def _fullness(self, page: Page) -> tuple[bool, int]:
        """The article with everything in it is fuller than any larger one."""
        return page.path.endswith("/alt.html"), (self.public / page.path).stat().st_size

    def _kind(self, path: str) -> str:
        if "/" not in path:
            return "root"
        if path.endswith(".proof.html"):
            return "proof"
        if "/a-z/" in path:
            return "letters" if path.endswith("/index.html") else "letter"
        if not (self.public / path).with_suffix(".json").exists():
            return "moved"
        data = json.loads((self.public / path).with_suffix(".json").read_bytes())
        match data["kind"]:
            case "hub" if not data["articles"]:
                return "hub-without-articles"
            case "article" if data["translation"]:
                return "translation"
            case "list":
                return data["list"]
            case kind:
                return kind
