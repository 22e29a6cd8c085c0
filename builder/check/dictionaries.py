"""The spelling dictionaries of the machine, opened when a word comes that nobody has asked about before.

What they said is remembered, so that each word is asked about once and most runs open none: opening the three
costs half a second and 65 MiB.
"""

import ctypes
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hunspell import Hunspell  # type: ignore[import-untyped]

FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell", "/usr/local/share/hunspell", "/opt/homebrew/share/hunspell")
OWN_WORDS = Path(__file__).parent / "words"
MAX_NEAR = 3
SHORT, LONG = 3, 16
MAX_LENGTH = 60
LETTERS = {
    "nb": "abcdefghijklmnopqrstuvwxyzæøåé",
    "nn": "abcdefghijklmnopqrstuvwxyzæøåéò",
    "en": "abcdefghijklmnopqrstuvwxyz'",
}

NOT_SPELLED = re.compile(r"[\d@_\\^~°%§]")
DIVIDERS = re.compile("[-–—‑−&+/]+")
EDGES = "-–—‑−/®™©'’‘&+*#·´`"
ABBREVIATION = re.compile("[A-ZÆØÅ]{2,6}(?:['’]?s)?")
GENITIVE = re.compile("['’]?s$")

Words = dict[str, tuple[str, ...] | None]
"""What is known of words: None if a word is right, else the nearest right ones."""


class Source(NamedTuple):
    """A dictionary's file name and the Debian package that brings it."""

    name: str
    package: str


SOURCES = {
    "nb": Source("nb_NO", "hunspell-no"),
    "nn": Source("nn_NO", "hunspell-no"),
    "en": Source("en_GB", "hunspell-en-gb"),
}


class Dictionary:
    """One language's words. `folder` is where the dictionary's files lie, `own` where our own lists do."""

    def __init__(self, language: str, folder: str, own: Path = OWN_WORDS) -> None:
        self.language = language
        self.folder = folder
        self.own = own
        self.right: set[str] = set()
        self.wrong: dict[str, tuple[str, ...]] = {}
        self.learned: Words = {}

    @cached_property
    def _hunspell(self) -> "Hunspell":
        from hunspell import Hunspell

        return Hunspell(SOURCES[self.language].name, hunspell_data_dir=self.folder)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Words of medicine and of the portal which the dictionary lacks."""
        path = self.own / f"{self.language}.txt"
        return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()

    def is_right(self, word: str) -> bool:
        """Whether a word, as it stands in a text, is spelled right. Its parts may stand in the list of own words."""
        if word in self.right:
            return True
        if word in self.wrong or not self._is_right(word):
            return False
        self.right.add(word)
        self.learned[word] = None
        return True

    def near(self, word: str) -> tuple[str, ...]:
        """Up to three right words that a wrong one was perhaps meant to be."""
        if word not in self.wrong:
            self.wrong[word] = self.learned[word] = tuple(islice(self._near(word), MAX_NEAR))
        return self.wrong[word]

    def _is_right(self, word: str) -> bool:
        core = word.strip(EDGES)
        if len(core) < 2 or len(core) > MAX_LENGTH or NOT_SPELLED.search(core) or ABBREVIATION.fullmatch(core):
            return True
        if self._knows(core):
            return True
        parts = [part for part in DIVIDERS.split(core) if part]
        return len(parts) > 1 and all(self._is_right(part) for part in parts)

    def _knows(self, word: str) -> bool:
        plain = word.replace("’", "'").replace("\u00ad", "")
        base = GENITIVE.sub("", plain)
        return self._is_own(plain) or self._is_own(base) or self._spells(plain) or ("'" in plain and self._spells(base))

    def _spells(self, word: str) -> bool:
        try:
            return self._hunspell.spell(word)
        except UnicodeEncodeError:
            return True  # letters that the language does not have: a foreign word

    def _is_own(self, word: str) -> bool:
        if word in self.own_words:
            return True
        lowered = word.lower() if word.isupper() else word[:1].lower() + word[1:]
        return lowered in self.own_words

    def _near(self, word: str) -> Iterator[str]:
        """Right words one slip away. Names have none, short words too many, and compounds are mostly nonsense."""
        core = word.strip(EDGES)
        if core[:1].islower() and SHORT < len(core) < LONG:
            candidates = _one_slip_away(core, LETTERS[self.language])
            yield from (one for one in candidates if self._is_own(one) or self._is_whole(one))

    def _is_whole(self, word: str) -> bool:
        return self._spells(word) and any("pa:" not in found for found in self._hunspell.analyze(word))


def _one_slip_away(word: str, letters: str) -> Iterator[str]:
    """Each word that this one is after two letters were swapped, or one left out, doubled, added or mistaken.

    The first letter is mostly right. The end comes first: there the endings are.
    """
    halves = [(word[:place], word[place:]) for place in range(len(word), 0, -1)]
    seen = {word}
    for candidate in (
        *(left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1),
        *(left + left[-1] + right for left, right in halves),
        *(left + right[1:] for left, right in halves if right),
        *(left + letter + right for left, right in halves for letter in letters),
        *(left + letter + right[1:] for left, right in halves if right for letter in letters),
    ):
        if candidate not in seen:
            seen.add(candidate)
            yield candidate


@lru_cache
def dictionary(language: str, folders: tuple[str, ...] = FOLDERS) -> Dictionary | None:
    """The dictionary of a language, or None if we have none or it is not installed."""
    source = SOURCES.get(language)
    for folder in folders if source else ():
        if source and all(os.path.isfile(f"{folder}/{source.name}.{ending}") for ending in ("dic", "aff")):
            return Dictionary(language, folder)
    return None


def open_dictionaries(languages: Iterable[str]) -> None:
    """Open what will be asked, before processes are forked: each would open its own, at half a second and 65 MiB."""
    for language in languages:
        if words := dictionary(language):
            words.is_right("ord")


def close_dictionaries() -> None:
    """Give back what open ones take, which every process of a build would hold till its end."""
    for language in SOURCES:
        if words := dictionary(language):
            words.__dict__.pop("_hunspell", None)
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)  # only then does the GNU C library part with what has been freed


def missing_dictionaries(folders: tuple[str, ...] = FOLDERS) -> list[str]:
    """The Debian packages whose dictionaries are not there: without them spelling is not checked."""
    return sorted({source.package for language, source in SOURCES.items() if dictionary(language, folders) is None})


def learned() -> dict[str, Words]:
    """What has been found out in this process since this was last asked, by language."""
    found = {}
    for language in SOURCES:
        words = dictionary(language)
        if words and words.learned:
            found[language], words.learned = words.learned, {}
    return found


def remember(language: str, words: Words) -> None:
    """Take up what an earlier run, or another process, found out. Only valid while `stamp()` is what it was then."""
    if found := dictionary(language):
        found.right.update(word for word, near in words.items() if near is None)
        found.wrong.update((word, tuple(near)) for word, near in words.items() if near is not None)


def stamp() -> str:
    """Changes when a dictionary or a list of own words does; what was remembered before is then void."""
    files = [f"{OWN_WORDS}/{language}.txt" for language in SOURCES]
    for language, source in SOURCES.items():
        if found := dictionary(language):
            files += [f"{found.folder}/{source.name}.{ending}" for ending in ("aff", "dic")]
    return " ".join(
        f"{os.path.basename(file)}:{os.stat(file).st_size}:{_changed(file)}" for file in files if os.path.exists(file)
    )


def _changed(file: str) -> int:
    return os.stat(file).st_mtime_ns
