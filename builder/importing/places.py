"""Values from where the mapping says they are: front matter, path, text, or words of its own."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from builder.importing.characters import clean_words
from builder.importing.foreign_file import ForeignPage
from builder.importing.mapping import From, taken

PART = re.compile(r"\\\{(\w+)(\\\*)?\\\}")
BRACES = re.compile(r"\{([^{}]+)\}")


class Found(NamedTuple):
    """A value on one line, and the file's line it stands on."""

    text: str
    line: int


class Places:
    """The places of one page. `prose` answers for what stands in the text: first-heading, first-paragraph."""

    def __init__(
        self,
        page: ForeignPage,
        patterns: tuple[str, ...],
        keys: dict[str, tuple[str, ...]],
        prose: Callable[[str], str] = lambda place: "",
    ) -> None:
        self.page = page
        self.keys = keys
        self.prose = prose
        self.parts = _parts(page.file, patterns)
        self.folded = {key.casefold(): key for key in reversed(page.front.values)}

    def first(self, source: From) -> Found:
        """The first place that holds something; an empty text when none does."""
        return next(self.every(source), Found("", 1))

    def every(self, source: From) -> Iterator[Found]:
        """All that the places hold, each value once, as the mapping wants it."""
        rules = taken(source)
        seen = set()
        for found in chain.from_iterable(self._at(place) for place in rules.take):
            for text in found.text.split(rules.separator) if rules.separator else (found.text,):
                value = _picked(text.strip(), rules.pattern)
                value = rules.values.get(value, value)
                if value and value not in seen:
                    seen.add(value)
                    yield Found(value, found.line)

    def _at(self, place: str) -> Iterator[Found]:
        kind, _, name = place.partition(":")
        if kind == "text":
            yield self._filled(name)
        elif kind == "path" and name:
            yield Found(self.parts.get(name, ""), 1)
        elif place == "path":
            yield Found(self.page.file.rpartition(".")[0] or self.page.file, 1)
        elif place == "file":
            yield Found(self.page.file, 1)
        elif place == "file-name":
            yield Found(re.sub(r"[-_]+", " ", PurePosixPath(self.page.file).stem), 1)
        elif place in ("first-heading", "first-paragraph"):
            yield Found(clean_words(self.prose(place)), self.page.body_line)
        else:
            key = self._key(place)
            for text in _texts(self.page.front.values.get(key)):
                yield Found(clean_words(text), self.page.line_of(key))

    def _key(self, wanted: str) -> str:
        """The key as this file writes it: exactly, else under another name, else in other capitals."""
        for name in (wanted, *self.keys.get(wanted, ())):
            if self.page.front.values.get(name):
                return name
        for name in (wanted, *self.keys.get(wanted, ())):
            if (key := self.folded.get(name.casefold())) and self.page.front.values[key]:
                return key
        return wanted

    def _filled(self, words: str) -> Found:
        """Words with places in braces; nothing at all when one of them is empty."""
        line = 1
        texts = {}
        for place in BRACES.findall(words):
            found = next(self._at(place), Found("", 1))
            if not found.text:
                return Found("", 1)
            texts[place], line = found
        return Found(BRACES.sub(lambda braces: texts[braces[1]], words), line)


def _picked(text: str, pattern: str) -> str:
    if not pattern:
        return text
    match = re.search(pattern, text)
    return (match[1] if match.re.groups else match[0]) if match else ""


def _texts(value: Any) -> Iterator[str]:
    """A key's texts: one, those of a list, and of a mapping nothing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def _parts(file: str, patterns: tuple[str, ...]) -> dict[str, str]:
    """The named parts of a path, by the first pattern that fits it."""
    for pattern in patterns:
        if match := _compiled(pattern).fullmatch(file):
            return match.groupdict("")
    return {}


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """`{name}` is one step of the path or less, `{name*}` any number of steps."""
    return re.compile(PART.sub(lambda part: f"(?P<{part[1]}>{'.*' if part[2] else '[^/]+'})", re.escape(pattern)))
