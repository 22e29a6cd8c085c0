"""What each character counts for when one language files its words: the order all share, moved as CLDR says."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from translations.letters import DIGITS, LETTERS, MARKS, SIGNS, VARIANTS

PLAIN = 0x20  # without accent, without capital: what most characters are
_FIRST_MARK, _BETWEEN_MARKS = 0x100, 8
_BETWEEN_VARIANTS = 0x20  # so that a language's own variants fit between the shared ones
_COMPATIBLE, _CAPITAL, _POINT = 0x20, 0x40, 0x100  # what ª and A add to a in case, and the case of an Arabic point

OTHER_SIGNS, OWN_SCRIPT, OTHER_SCRIPTS = "\ufdd0", "\ufdd1", "\ufdd2"
"""The places of signs and letters that `letters` does not list, among those it does."""

_RULE = re.compile(r"&(\[[^]]+\])?([^<=&]*)([^&]+)")
_STEP = re.compile(r"(<{1,3}|=)(\*?)([^<=/]+)(?:/([^<=]+))?")


class Element(NamedTuple):
    """One letter's weights. A mark has no `letter`; what has no `accent` either counts in the last round only."""

    letter: str
    accent: int = PLAIN
    case: int = PLAIN


class Tailoring:
    """The letters and signs in order, and the elements of every character."""

    def __init__(self, own_script: str, order: str) -> None:
        own = LETTERS.get(own_script, "")
        others = "".join(letters for script, letters in LETTERS.items() if script != own_script)
        self.letters = [*SIGNS, OTHER_SIGNS, *DIGITS, OWN_SCRIPT, *own, *others, OTHER_SCRIPTS]
        self.listed = {letter: (Element(letter),) for letter in self.letters}
        for place, mark in enumerate(MARKS):
            self.listed[mark] = (_mark(place),)
        self._apply(VARIANTS, _BETWEEN_VARIANTS)
        self._apply(order, 1)

    def elements(self, text: str) -> tuple[Element, ...]:
        """The elements of a character, or of all in a text one after the other."""
        if found := self.listed.get(text):
            return found
        if len(text) == 1:
            return self._unlisted(text)
        return tuple(element for char in text for element in self.elements(char))

    def _unlisted(self, char: str) -> tuple[Element, ...]:
        parts = unicodedata.decomposition(char)
        if parts.startswith("<"):
            return self._alike("".join(chr(int(part, 16)) for part in parts.split()[1:]), _COMPATIBLE)
        small = char.lower()
        if small in self.listed or (small != char and not parts):
            return self._alike(small, _CAPITAL)
        if parts:
            return self._composed(char)
        if "ァ" <= char <= "ヶ":
            return self._alike(chr(ord(char) - ord("ァ") + ord("ぁ")), _COMPATIBLE)
        if unicodedata.combining(char) not in (0, 9):  # 9 is the virama, which is filed as a letter
            return (_mark(len(MARKS)),)
        category = unicodedata.category(char)
        if category in ("Cc", "Cf") or char == "ـ":
            return ()
        return (Element(str(unicodedata.digit(char)) if category == "Nd" else char),)

    def _alike(self, text: str, case: int) -> tuple[Element, ...]:
        return tuple(each._replace(case=each.case + case) if each.letter else each for each in self.elements(text))

    def _composed(self, char: str) -> tuple[Element, ...]:
        """A letter with marks. A mark that makes a letter of its own (the ^ of ậ, the ring of ǻ) goes to it first."""
        base, *marks = unicodedata.normalize("NFD", char)
        for mark in tuple(marks):
            if (joined := unicodedata.normalize("NFC", base + mark)) in self.listed:
                base = joined
                marks.remove(mark)
        return self.elements(base) + self.elements("".join(marks))

    def _apply(self, order: str, gap: int) -> None:
        """Move letters as a CLDR tailoring says: < a letter apart, << an accent apart, <<< a capital apart."""
        for option, anchor, chain in _RULE.findall(order):
            if option == "[last secondary ignorable]":
                *before, place = (Element("", 0, _POINT),)
            else:
                *before, place = self.elements(anchor)
            first = option == "[before 1]"
            for relation, text, extension in _steps(option, anchor, chain):
                if relation == "<":
                    self._insert(text, place.letter, after=not first)
                    first = False
                    place = Element(text)
                elif relation == "<<":
                    place = Element(place.letter, place.accent + gap)
                elif relation == "<<<":
                    place = place._replace(case=place.case + 1)
                self.listed[text] = (*before, place, *self.elements(extension))

    def _insert(self, letter: str, beside: str, *, after: bool) -> None:
        if letter in self.letters:
            self.letters.remove(letter)
        self.letters.insert(self.letters.index(beside) + after, letter)


def _mark(place: int) -> Element:
    return Element("", _FIRST_MARK + _BETWEEN_MARKS * place)


def _steps(option: str, anchor: str, chain: str) -> Iterator[tuple[str, str, str]]:
    """Each step as relation, text and what the text is lengthened with; `<<*ab` is `<<a<<b`."""
    steps = [
        (relation, text, extension)
        for relation, star, texts, extension in _STEP.findall(chain)
        for text in (texts if star else (texts,))
    ]
    if option == "[before 2]":  # the first takes the anchor's place, and the anchor comes last
        steps = [("=", *steps[0][1:]), *steps[1:], ("<<", anchor, "")]
    return iter(steps)
