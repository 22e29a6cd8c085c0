"""Sentences of real words that say nothing: as long, as mixed and as well spelled as an editor's."""

from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

WORDS = Path(__file__).parent / "words"
POOL = 4000
"""Sentences, and phrases of each length, made once: pages draw from them, so that 40,000 pages are soon written."""

EVENNESS = 40
"""Added to a word's rank: common words stay common, without driving out the long ones."""


@cache
def words_of(language: str) -> tuple[str, ...]:
    """The language's words, the common ones first."""
    return tuple(dict.fromkeys((WORDS / f"{language}.txt").read_text("utf-8").split()))


@cache
def _weights(language: str) -> list[float]:
    return list(accumulate(1 / (rank + EVENNESS) for rank in range(len(words_of(language)))))


@cache
def _sentences(language: str) -> tuple[str, ...]:
    random = Random(f"sentences in {language}")
    return tuple(_sentence(random, language) for _ in range(POOL))


def _sentence(random: Random, language: str) -> str:
    words = random.choices(words_of(language), cum_weights=_weights(language), k=random.randint(6, 14))
    if len(words) > 10:
        words[5] += ","
    return " ".join(words).capitalize() + "."


def sentences(random: Random, language: str, count: int) -> list[str]:
    return random.choices(_sentences(language), k=count)


def paragraph(random: Random, language: str) -> str:
    return " ".join(sentences(random, language, random.randint(3, 5)))


def phrase(random: Random, language: str, low: int, high: int) -> str:
    """A few words without a full stop, such as a name or an item of a list."""
    return random.choice(_phrases(language, random.randint(low, high)))


@cache
def _phrases(language: str, length: int) -> tuple[str, ...]:
    random = Random(f"{length} words in {language}")
    words = random.choices(words_of(language), cum_weights=_weights(language), k=length * POOL)
    return tuple(" ".join(words[start : start + length]) for start in range(0, len(words), length))


def heading(random: Random, language: str) -> str:
    return phrase(random, language, 3, 5).capitalize()
