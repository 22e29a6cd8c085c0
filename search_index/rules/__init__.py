"""The rules of the languages, as data that Python and the browser both read."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

FOLDER = Path(__file__).parent

FILES = {"nb": "norwegian", "nn": "norwegian", "se": "sami", "en": "english", "uk": "ukrainian", "ar": "arabic"}
"""The languages with rules of their own; bokmål and nynorsk share theirs, so that they meet."""


class Endings(NamedTuple):
    """What is taken from words: by its length, then by the ending itself, what comes instead and how many letters must
    be left before it. The longest that fits is the one; of the same ending, the first."""

    longest_first: tuple[tuple[int, dict[str, list[tuple[str, int]]]], ...]

    def shorten(self, word: str) -> str:
        for size, endings in self.longest_first:
            for instead, left in endings.get(word[-size:], ()):
                if len(word) - size >= left:
                    return word[:-size] + instead
        return word


class Rules(NamedTuple):
    """How one language's words are brought to their stems; docs/developers/search-index.md explains each part.

    `replaced` finds a word that any of the pairs in `replace` may change.
    """

    stop: frozenset[str]
    words: dict[str, str]
    replace: tuple[tuple[str, str], ...]
    replaced: re.Pattern[str]
    passes: tuple[Endings, ...]
    heavy: Endings
    link: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]


NO_RULES: dict[str, Any] = {
    "stop": "", "words": {}, "replace": "", "passes": [], "heavy": "", "link": [""], "typed": "", "parts": ""
}  # fmt: skip


def name_of(language: str) -> str:
    """Which rules a language follows; empty if it has none."""
    return FILES.get(language, "")


@cache
def written(name: str) -> dict[str, Any]:
    """The rules as they are written and shipped."""
    return msgspec.json.decode((FOLDER / f"{name}.json").read_bytes()) if name else NO_RULES


@cache
def rules_of(language: str) -> Rules:
    return read(written(name_of(language)))


def read(data: dict[str, Any]) -> Rules:
    """Rules from their written form: lists are words in a line, pairs are `from>to`, endings `ending>instead:left`."""
    return Rules(
        frozenset(data["stop"].split()),
        {form: stem for stem, forms in data["words"].items() for form in forms.split()},
        _pairs(data["replace"]),
        _any_of(old for old, _ in _pairs(data["replace"])),
        tuple(_endings(line) for line in data["passes"]),
        _endings(data["heavy"]),
        tuple(data["link"]),
        _pairs(data["typed"]),
        tuple(data["parts"].split()),
    )


def _pairs(line: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair.partition(">")[0], pair.partition(">")[2]) for pair in line.split())


def _any_of(replaced: Iterable[str]) -> re.Pattern[str]:
    """Finds whether any of the replacements can have a place in a word: in most there is none."""
    return re.compile("|".join(replaced) or "(?!)")


def _endings(line: str) -> Endings:
    by_size: dict[int, dict[str, list[tuple[str, int]]]] = {}
    for rule in line.split():
        ending, _, rest = rule.partition(">")
        instead, _, left = rest.partition(":")
        by_size.setdefault(len(ending), {}).setdefault(ending, []).append((instead, int(left)))
    return Endings(tuple(sorted(by_size.items(), reverse=True)))
