"""The characters that may stand in a text: those that show, in the order written (bad-input.md M16–M20, F21)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.reading import Found, Reading, reading
from builder.domain.article import Edition
from builder.markdown.prose import Prose
from translations import languages

OPENING = "\u2066\u2067\u2068"
CLOSING = "\u2069"
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e" + OPENING + CLOSING)
LINE_ENDS = frozenset("\u2028\u2029")
JOINERS = frozenset("\u200b\u200c\u200d")
HARMLESS = frozenset("\u00ad\u200e\u200f\u061c")
"""Soft hyphens and the marks that set a direction without turning anything around."""

VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Arabic number signs and the like, which show although Unicode counts them as format."""

FLAG = "\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{1,6}\U000e007f"
"""The flags of regions such as Scotland are the one honest use of tag characters."""

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
VARIED = f"[^{SELECTORS}\\s][\ufe00-\ufe0f]|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\U000e0100-\U000e01ef]"
"""A variation selector has one sign before it which it varies; a row of them is a hiding place."""

JOINED = "\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u180f\ufb50-\ufdff\ufe70-\ufefc"
EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
JOINING = f"[{JOINED}][\u200b-\u200d]+|[\u200b-\u200d]+(?=[{JOINED}])|[\ufe0f{EMOJI}]\u200d(?=[{EMOJI}])"
"""Arabic, Indic and South-East Asian scripts join and divide letters with these; emoji are put together with them."""

ZERO_WIDTH_SPACE = "\u200b"
UNSPACED = ("bo", "dz", "km", "lo", "my", "th")
"""Languages that write no spaces between words, and mark them unseen where lines may break."""

MAX_DISTINCT = 100

EMOJI_TO_COME = re.compile("[\U0001f000-\U0001faff]")
"""Where emoji are added year by year: what this Python does not know may still be one."""


def _told(read: Reading, odd: set[str], way_out: str, honest: str = "") -> Iterator[tuple[int, str]]:
    """Each odd character once, where it stands first; what the pattern `honest` covers is left alone."""
    one_of_them = f"(?P<odd>[{re.escape(''.join(sorted(odd)[:MAX_DISTINCT]))}])"
    first: dict[str, Found] = {}
    times: Counter[str] = Counter()
    for found in read.places(re.compile(f"{honest}|{one_of_them}" if honest else one_of_them)):
        if character := found.match["odd"]:
            first.setdefault(character, found)
            times[character] += 1
    for character, found in first.items():
        name = unicodedata.name(character, "").lower()
        again = f", {times[character]} times" if times[character] > 1 else ""
        yield found.line, f"U+{ord(character):04X}{' ' * bool(name)}{name}{again}; {way_out}"


@edition_rule("bidi-control")
def bidi_control(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """No character turns the direction of the text around unseen; in right-to-left languages isolates may, in pairs."""
    read = reading(edition, prose)
    if not read.strange or not (found := read.strange & BIDI):
        return
    language = languages.known(edition.language)
    if language and language.dir == "rtl" and found <= {*OPENING, CLOSING} and _is_balanced(read):
        return
    yield from _told(read, found, "remove it; what it turns around is read otherwise than it is written")


def _is_balanced(read: Reading) -> bool:
    blocks = (block.text for block in read.prose.blocks)
    return all(_closes_all(text) for text in (*(text for _, text in read.front), *blocks))


def _closes_all(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in OPENING) - (character == CLOSING)
        if depth < 0:
            return False
    return depth == 0


@edition_rule("invisible-character")
def invisible_character(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Nothing stands in the text that no reader can see: tag characters, word joiners, byte order marks, fillers."""
    read = reading(edition, prose)
    if not read.strange or not (found := {one for one in read.strange if _is_invisible(one)}):
        return
    yield from _told(read, found, "remove it; no reader sees it", f"{FLAG}|{VARIED}")


def _is_invisible(character: str) -> bool:
    if character in BIDI or character in JOINERS or character in HARMLESS or character in LINE_ENDS:
        return False
    return unicodedata.category(character) in ("Cf", "Mn", "Lo") and character not in VISIBLE_FORMATS


@edition_rule("zero-width", "warning")
def zero_width(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Characters of no width join or divide letters only in the scripts that need them, and in emoji."""
    read = reading(edition, prose)
    found = read.strange & JOINERS
    if edition.language in UNSPACED:
        found.discard(ZERO_WIDTH_SPACE)
    if not found:
        return
    yield from _told(read, found, "remove it; search does not find the word it stands in", JOINING)


@edition_rule("control-character")
def control_character(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Control characters do not belong in a text."""
    read = reading(edition, prose)
    if read.strange and (found := {one for one in read.strange if unicodedata.category(one) == "Cc"}):
        yield from _told(read, found, "a control character; remove it")


@edition_rule("unassigned-character")
def unassigned_character(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Every character has a meaning in Unicode: none is private, unassigned or a noncharacter."""
    read = reading(edition, prose)
    if not read.strange:
        return
    found = {one for one in read.strange if unicodedata.category(one) in ("Co", "Cn", "Cs")}
    if found := {one for one in found if not EMOJI_TO_COME.match(one)}:
        yield from _told(read, found, "it means nothing, or something else on each machine; write what is meant")


@edition_rule("line-separator", "warning")
def line_separator(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Lines end with a line break, not with a separator that some programs take for one."""
    read = reading(edition, prose)
    if read.strange and (found := read.strange & LINE_ENDS):
        yield from _told(read, found, "write a line break instead")


@edition_rule("blank-title")
def blank_title(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Title and summary show something, and the title is one line."""
    for key, text in (("title", edition.title), ("summary", edition.summary)):
        if not text.isascii() and all(_shows_nothing(character) for character in text):
            yield edition.line_of(key), f"the {key} shows nothing; write it"
        elif text.isspace():
            yield edition.line_of(key), f"the {key} is only spaces; write it"
    if "\n" in edition.title.strip():
        yield edition.line_of("title"), "the title goes over several lines; write it on one"


def _shows_nothing(character: str) -> bool:
    return unicodedata.category(character)[0] in "CZ"
