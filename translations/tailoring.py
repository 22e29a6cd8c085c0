"""What each character counts for when a language files its words: the order all share, moved as CLDR says."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from translations.letters import DIGITS, LETTERS, MARKS, SIGNS, VARIANTS

PLAIN = 0x20  # without accent, without capital: what most characters are
_FIRST_MARK, _BETWEEN_MARKS = 0x100, 8
_BETWEEN_VARIANTS = 0x20  # so that a language's own variants fit between the shared ones
_COMPATIBLE, _CAPITAL = 0x20, 0x40  # what ª and A add to the case of a
_ARABIC_POINT = 0x100

OTHER_SIGNS, OWN_SCRIPT, OTHER_SCRIPTS = "other signs", "own script", "other scripts"
"""The places of signs and letters that `letters` does not list, among those it does."""

_RULE = re.compile(r"&(\[[^]]+\])?([^<=&]*)([^&]+)")
_STEP = re.compile(r"(<{1,3}|=)(\*?)([^<=/]+)(?:/([^<=]+))?")


class Element(NamedTuple):
    """A letter's weights. A mark has no `letter`; what has no `accent` counts in the last round only."""

    letter: str
    accent: int = PLAIN
    case: int = PLAIN


class Tailoring:
    """The letters and signs in order, and the elements of every character."""

    def __init__(self, own_script: str, order: str) -> None:
        own = LETTERS.get(own_script, "")
        others = "".join(letters for script, letters in LETTERS.items() if script != own_script)
        self.letters = [*SIGNS, OTHER_SIGNS, *DIGITS, OWN_SCRIPT, *own, *others, OTHER_SCRIPTS]
        self.listed: dict[str, tuple[Element, ...]] = {
            letter: (Element(letter),) for letter in self.letters if len(letter) == 1
        }
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
        elements = self.elements(text)
        return tuple(each._replace(case=each.case + case) if each.letter else each for each in elements)

    def _composed(self, char: str) -> tuple[Element, ...]:
        """A letter with marks; the mark that makes another letter of it (â in ậ, å in ǻ) goes to it first."""
        plain = unicodedata.normalize("NFD", char)
        base, marks = plain[0], plain[1:]
        for mark in plain[1:]:
            if (joined := unicodedata.normalize("NFC", base + mark)) in self.listed:
                base, marks = joined, marks.replace(mark, "", 1)
        return self.elements(base) + self.elements(marks)

    def _apply(self, order: str, gap: int) -> None:
        """Move letters as a CLDR tailoring says: < is a letter apart, << an accent, <<< a capital."""
        for option, anchor, chain in _RULE.findall(order):
            before, place = self._last(anchor)
            after = option != "[before 1]"
            for relation, text, extension in _steps(option, anchor, chain):
                if relation == "<":
                    self._insert(text, place.letter, after=after)
                    after = True
                    place = Element(text)
                elif relation == "<<":
                    place = Element(place.letter, place.accent + gap)
                elif relation == "<<<":
                    place = place._replace(case=place.case + 1)
                self.listed[text] = (*before, place, *self.elements(extension))

    def _last(self, anchor: str) -> tuple[tuple[Element, ...], Element]:
        """An anchor's last element, and those before it. After no anchor at all Arabic has its points."""
        elements = self.elements(anchor) or (Element("", 0, _ARABIC_POINT),)
        return elements[:-1], elements[-1]

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
