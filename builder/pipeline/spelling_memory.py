"""What the dictionaries said, kept from run to run: opening them takes longer than checking an edit."""

from pathlib import Path

from msgspec import Struct

from builder.check import dictionaries
from builder.check.dictionaries import Words
from builder.pipeline import cache

FILE = "spelling.msgpack"


class Remembered(Struct, array_like=True):
    """`stamp` is that of the dictionaries that were asked."""

    stamp: str
    words: dict[str, Words]


class SpellingMemory:
    """Recalled before editions are checked, and kept afterwards if something was learned."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.stamp = dictionaries.stamp()
        remembered = cache.load(self.file, Remembered)
        self.words = remembered.words if remembered and remembered.stamp == self.stamp else {}
        self.has_learned = False
        for language, words in self.words.items():
            dictionaries.remember(language, words)

    def learn(self, learned: dict[str, Words]) -> None:
        """Take up what a process found out."""
        for language, words in learned.items():
            self.words.setdefault(language, {}).update(words)
            self.has_learned = True

    def keep(self) -> None:
        if self.has_learned:
            cache.store(self.file, Remembered(self.stamp, self.words))
