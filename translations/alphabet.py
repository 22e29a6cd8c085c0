"""The order of titles, and the letter of an A–Å index that each is under, for the readers of a language.

Words are compared by their letters first, then by their accents, then by their capitals, as CLDR and ICU
do it (Unicode Technical Standard 10); the tests hold this against ICU.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from translations.language import Language
from translations.letters import LETTERS
from translations.tailoring import OTHER_SCRIPTS, OTHER_SIGNS, OWN_SCRIPT, PLAIN, Element, Tailoring

_PLAIN = chr(PLAIN)
_FIRST = PLAIN + 1  # the least weight: above the space for no accent and no capital
_STAND_INS = 0xE000  # private characters for letters that are written with several, like aa


def sort_key(text: str, language: Language) -> str:
    """A string that is less than another's when `text` is filed before the other; equal for NFC and NFD."""
    return _collation(language).sort_key(text)


def letter_of(text: str, language: Language) -> str:
    """The letter `text` is filed under: one of the language's own, else its first letter, plain, else `#`."""
    return _collation(language).letter_of(text)


class _Level(dict[int, str]):
    """A table for `str.translate` that works out a character when it is first met."""

    def __init__(self, weights: Callable[[str], str]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, code: int) -> str:
        self[code] = weights = self._weights(chr(code))
        return weights


class _Collation:
    """The order of one language, as one table for each round of comparing."""

    def __init__(self, language: Language) -> None:
        self._script = _script(language.alphabet[0]) if language.alphabet else ""
        self._tailoring = Tailoring(self._script, language.order)
        self._ranks = {letter: chr(rank) for rank, letter in enumerate(self._tailoring.letters, _FIRST)}
        self._stand_ins, self._spellings = _stand_ins(self._tailoring)
        self._letters = self._level(lambda element: self._weight(element.letter) if element.letter else "")
        self._accents = self._level(lambda element: chr(element.accent) if element.accent else "")
        self._cases = self._level(lambda element: chr(element.case))
        self._index = {self._first(letter): letter for letter in reversed(language.alphabet)}
        self._index_order = sorted(self._index, key=self._weight)

    def sort_key(self, text: str) -> str:
        text = self._prepared(text)
        accents = "" if text.isascii() else text.translate(self._accents).rstrip(_PLAIN)
        return f"{text.translate(self._letters)}\0{accents}\0{text.translate(self._cases).rstrip(_PLAIN)}"

    def letter_of(self, text: str) -> str:
        letter = self._first(text)
        if not letter or not _is_letter(letter):
            return "#"
        return self._index.get(letter) or self._index.get(letter[0]) or self._row_of(letter) or letter.title()

    def _row_of(self, letter: str) -> str:
        """Where an index names only the first of each row (か for き, ሀ for ሁ): the row's letter."""
        script = _script(letter)
        if script in LETTERS:
            return ""
        row = bisect_right(self._index_order, self._weight(letter), key=self._weight) - 1
        first = self._index_order[row] if row >= 0 else ""
        return self._index[first] if first and _script(first) == script else ""

    def _first(self, text: str) -> str:
        """The first letter or sign that counts, without accent and capital, or nothing."""
        elements = (element for char in self._prepared(text) for element in self._elements(char))
        return next((element.letter for element in elements if element.letter), "")

    def _level(self, weight: Callable[[Element], str]) -> _Level:
        return _Level(lambda char: "".join(map(weight, self._elements(char))))

    def _elements(self, char: str) -> tuple[Element, ...]:
        return self._tailoring.elements(self._spellings.get(char, char))

    def _weight(self, letter: str) -> str:
        if rank := self._ranks.get(letter):
            return rank
        if not _is_letter(letter):
            return self._ranks[OTHER_SIGNS] + letter
        return self._ranks[OWN_SCRIPT if _script(letter) == self._script else OTHER_SCRIPTS] + letter

    def _prepared(self, text: str) -> str:
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        return self._stand_ins.sub(self._stand_in, text) if self._stand_ins else text

    def _stand_in(self, found: re.Match[str]) -> str:
        """A letter of several characters as one, with the marks that follow: ICU finds an aa in `aá` too."""
        text = unicodedata.normalize("NFD", found[0])
        for single, written in self._spellings.items():
            if text.startswith(written):
                return single + text.removeprefix(written)
        return found[0]


def _stand_ins(tailoring: Tailoring) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """How to find the letters that are written with several characters, and the single ones they become."""
    written = sorted((text for text in tailoring.listed if len(text) > 1), key=len, reverse=True)
    accented = {re.escape(text[:-1]) + "[À-ỹ]" for text in written if text.isascii()}
    pattern = re.compile("|".join([*map(re.escape, written), *sorted(accented)])) if written else None
    return pattern, {chr(_STAND_INS + place): text for place, text in enumerate(written)}


def _is_letter(char: str) -> bool:
    return unicodedata.category(char[0])[0] in "LM"


def _script(char: str) -> str:
    return unicodedata.name(char[0], "").split(" ")[0]


_made: dict[str, _Collation] = {}


def _collation(language: Language) -> _Collation:
    if language.code not in _made:
        _made[language.code] = _Collation(language)
    return _made[language.code]
