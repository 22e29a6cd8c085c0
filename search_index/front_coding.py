"""Sorted texts written as one: each begins with how many letters it shares with the one before it."""

from collections.abc import Iterable

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BETWEEN = "\n"


def front_coded(texts: Iterable[str]) -> str:
    """Texts without line breaks, a line each: `blod`, `blodtrykk` are `0blod`, `4trykk`."""
    before, lines = "", []
    for text in texts:
        shared = min(_shared(before, text), len(DIGITS) - 1)
        lines.append(DIGITS[shared] + text[shared:])
        before = text
    return BETWEEN.join(lines)


def front_decoded(written: str) -> list[str]:
    before, texts = "", []
    for line in written.split(BETWEEN) if written else ():
        before = before[: DIGITS.index(line[0])] + line[1:]
        texts.append(before)
    return texts


def border(last: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `last`; the whole of it where they are the same."""
    return first[: _shared(last, first) + 1]


def _shared(one: str, other: str) -> int:
    shared = 0
    for letter, there in zip(one, other, strict=False):
        if letter != there:
            break
        shared += 1
    return shared
