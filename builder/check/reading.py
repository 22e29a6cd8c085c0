"""What several rules ask of one text, worked out once for all of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from re import Match, Pattern
from typing import NamedTuple

from builder.domain.article import Edition, Matter, SourceMatter
from builder.markdown.prose import CODE, Block, Prose

PLAIN = bytes([9, 10, *range(32, 127)])
DIGITS_AS_0 = bytes(48 if 48 <= byte <= 57 else 32 if byte in (0xA0, 0xAF) else byte for byte in range(256))
MARKS = '.,:;!?()"/|[]{}<>=+*'
MARKS_AS_SPACES = bytes(32 if chr(byte) in MARKS else byte for byte in range(256))
OTHER_MARKS = frozenset("«»“”„…•؟،؛\ufffc")
HAS_DIGIT = re.compile("[0-9]")
LEADS_OF_SPACES = b"\xc2\xe2\x80"
"""What stands before A0 and AF in the UTF-8 of no-break spaces; without it those become spaces."""

UNDIVIDED = re.compile(rb"(?<!0)0{8,12}(?!0)")
LONG_NUMBERS = (b"000 00 000", b"00 00 00 00", b"000000 00000")

_ordinary: set[str] = set()
"""Characters seen before that no rule minds."""


class Reading:
    """An edition's words and characters, front matter included.

    `whole` is everything a reader may be shown: title, summary, the other texts of the front matter, then the
    body. `shape` is the same in bytes with every digit as 0, in which numbers are found at no cost.
    """

    def __init__(self, edition: Edition, prose: Prose) -> None:
        self.edition = edition
        self.prose = prose
        self.whole = "\n".join([*_front_texts(edition.matter), prose.body])

    @cached_property
    def front(self) -> list[tuple[str, str]]:
        """The texts of the front matter with their keys, as they stand in `whole`."""
        return list(zip(_front_keys(self.edition.matter), _front_texts(self.edition.matter), strict=True))

    @cached_property
    def said(self) -> bytes:
        """The prose in bytes, a block a line."""
        return self.prose.text.encode("utf-8", "replace")

    @cached_property
    def encoded(self) -> bytes:
        return self.whole.encode("utf-8", "replace")

    @cached_property
    def shape(self) -> bytes:
        return self.encoded.translate(DIGITS_AS_0, LEADS_OF_SPACES)

    @cached_property
    def has_long_numbers(self) -> bool:
        """Whether any run of digits could be a telephone or an identity number."""
        shape = self.shape
        if b"00000000" in shape and UNDIVIDED.search(shape):
            return True
        return b"00 00" in shape and any(numbers in shape for numbers in LONG_NUMBERS)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word of the body stands there; the names of cited facts are not words."""
        counts = Counter(self.words(self.said))
        if self.prose.facts:
            for name in ("fact", *self.prose.facts):
                counts.pop(name, None)
        return counts

    def words(self, text: bytes) -> list[str]:
        """The words of a text without the marks around them, as `Prose.word_list` has them and in half the time."""
        text = text.translate(MARKS_AS_SPACES)
        for mark in OTHER_MARKS & self.characters:
            text = text.replace(mark.encode(), b" ")
        return text.decode("utf-8", "replace").split()

    @cached_property
    def characters(self) -> set[str]:
        """The characters beyond ASCII, and the control characters."""
        seen = set(self.encoded.translate(None, PLAIN).decode())
        if "&" in self.whole:
            seen.update(self.prose.text)
        return seen

    @cached_property
    def strange(self) -> set[str]:
        """The characters that are no letter, mark, number, sign or space of any script."""
        unseen = self.characters - _ordinary
        if not unseen:
            return unseen
        strange = {character for character in unseen if _is_strange(character)}
        _ordinary.update(unseen - strange)
        return strange

    def line(self, index: int) -> int:
        """The file's line of a character of `whole`."""
        for key, text in self.front:
            if index <= len(text):
                return self.edition.line_of(key)
            index -= len(text) + 1
        return self.prose.line_of_character(index)

    def numbered_blocks(self) -> Iterator[Block]:
        """The blocks of prose in which a digit stands."""
        blocks = [block for block in self.prose.blocks if block.kind != CODE]
        shape = self.said.translate(DIGITS_AS_0)
        if shape.count(b"\n") + 1 != len(blocks):
            yield from (block for block in blocks if HAS_DIGIT.search(block.text))
            return
        row, seen, place = 0, 0, shape.find(b"0")
        while place >= 0:
            row += shape.count(b"\n", seen, place)
            yield blocks[row]
            seen = shape.find(b"\n", place)
            place = shape.find(b"0", seen) if seen >= 0 else -1

    def line_in(self, block: Block, said: str) -> int:
        """The line of what is said in a block of several lines."""
        body = self.prose.body.encode("utf-8", "replace")
        place = body.find(said.encode("utf-8", "replace"), block.offset, block.offset + 8 * len(block.text) + 200)
        return self.prose.line_at(max(place, block.offset))

    def places(self, pattern: Pattern[str]) -> Iterator["Found"]:
        """Where a pattern stands; also what is written with an entity such as `&#8206;`."""
        for match in pattern.finditer(self.whole):
            yield Found(self, match)
        if "&" in self.prose.body:
            for block in self.prose.blocks:
                for match in pattern.finditer(block.text):
                    if match[match.lastindex or 0] not in self.whole:
                        yield Found(self, match, block.offset)


class Found(NamedTuple):
    """A match, in `whole` or, behind an entity, in the block at a byte offset. Its line is worked out when asked."""

    read: Reading
    match: Match[str]
    offset: int | None = None

    @property
    def line(self) -> int:
        if self.offset is None:
            return self.read.line(self.match.start())
        return self.read.prose.line_at(self.offset)


def _is_strange(character: str) -> bool:
    """Controls, format characters, separators of lines, private and unassigned ones, variation selectors."""
    if "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000" or character in "\u034f\u115f\u1160\u3164\uffa0":
        return True
    category = unicodedata.category(character)
    return (category[0] == "C" or category in ("Zl", "Zp")) and character not in "\t\n"


def _front_texts(matter: Matter) -> list[str]:
    """Every text of the front matter that is shown or searched."""
    texts = [matter.title, matter.summary, *matter.keywords, *matter.also_indexed_as, *matter.spelling]
    texts += matter.sort_as, matter.origin
    if isinstance(matter, SourceMatter):
        texts += [one.role for one in matter.assured_by]
        texts += [f"{one.title} {one.publisher} {one.url}" for one in matter.references]
        texts += [f"{one.file} {one.credit}" for one in matter.images]
    else:
        texts += matter.roles
    return texts


def _front_keys(matter: Matter) -> list[str]:
    """The key that each of these texts stands under."""
    keys = ["title", "summary"]
    for key in ("keywords", "also_indexed_as", "spelling"):
        keys += [key] * len(getattr(matter, key))
    keys += "sort_as", "origin"
    for key in ("assured_by", "references", "images", "roles"):
        keys += [key] * len(getattr(matter, key, ()))
    return keys


_latest: list[Reading] = []


def reading(edition: Edition, prose: Prose) -> Reading:
    """The reading of this edition; all its rules get the same one."""
    if not _latest or _latest[0].prose is not prose or _latest[0].edition is not edition:
        _latest[:] = [Reading(edition, prose)]
    return _latest[0]
