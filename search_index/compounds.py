"""Taking long words apart: a part is a word that stands in some title or name, or in the list of the language."""

from collections.abc import Container

from search_index.analysis import stem
from search_index.rules import rules_of

SHORTEST_PART = 3
SHORTEST_COMPOUND = 6


def split(word: str, language: str, parts: Container[str]) -> tuple[str, str] | None:
    """The stems of a word's two parts, the first as long as may be, or None.

    Between them may stand a linking letter, and one of three equal letters is left out (føflekk + kreft).
    """
    if len(word) < SHORTEST_COMPOUND:
        return None
    for at in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        second = _second(word, at, language, parts)
        if second and (first := _first(word[:at], language, parts)):
            return first, second
    return None


def _second(word: str, at: int, language: str, parts: Container[str]) -> str:
    for tail in (word[at:], word[at - 1] + word[at:]):
        stemmed = stem(tail, language)
        if stemmed in parts and len(stemmed) >= SHORTEST_PART - 1 and len(tail) >= SHORTEST_PART:
            return stemmed
    return ""


def _first(head: str, language: str, parts: Container[str]) -> str:
    for link in rules_of(language).link:
        if head.endswith(link) and len(head) - len(link) >= SHORTEST_PART:
            stemmed = stem(head.removesuffix(link), language)
            if stemmed in parts:
                return stemmed
    return ""
