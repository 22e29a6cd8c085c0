"""Characters of foreign text as our own texts have them: NFC, LF, nothing invisible that our checks refuse."""

import re
import unicodedata
from collections import Counter

from builder.check.unicode import BIDI, CLOSING, FLAG, HARMLESS, JOINERS, JOINING, OPENING, VARIED, VISIBLE_FORMATS
from builder.importing.report import Tell

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
FILLERS = frozenset("\u034f\u115f\u1160\u3164\uffa0")
SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
ISOLATED = re.compile(f"[{OPENING}][^{OPENING}{CLOSING}\n]*[\u0590-\u08ff][^{OPENING}{CLOSING}\n]*{CLOSING}")
"""A pair of isolates on one line with right-to-left letters between them."""

HONEST = f"{FLAG}|{VARIED}|{JOINING}|{ISOLATED.pattern}"


def clean(text: str, first_line: int, tell: Tell) -> str:
    """Clean a file's text, and tell once what was taken away. Lines stay where they were."""
    text = LINE_ENDS.sub("\n", text)
    kept, removed = _without_refused(text)
    if removed:
        line = first_line + text.count("\n", 0, text.index(next(iter(removed))))
        tell(line, "characters-removed", _named(removed))
    if not unicodedata.is_normalized("NFC", kept):
        tell(first_line, "not-nfc", "letters and accents stood apart")
        kept = unicodedata.normalize("NFC", kept)
    return kept


def clean_words(text: str) -> str:
    """A value on one line: cleaned like the rest, white space made single."""
    kept, _ = _without_refused(LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _without_refused(text: str) -> tuple[str, Counter[str]]:
    """The text without what a check would refuse, and what that was, the first of it first."""
    refused = "".join(sorted(character for character in set(text) if _is_refused(character)))
    removed: Counter[str] = Counter()
    if not refused:
        return text, removed

    def keep(match: re.Match[str]) -> str:
        if not match["refused"]:
            return match[0]
        removed[match["refused"]] += 1
        return ""

    return re.sub(f"{HONEST}|(?P<refused>[{re.escape(refused)}])", keep, text), removed


def _is_refused(character: str) -> bool:
    if character in "\t\n" or " " <= character <= "~" or character in HARMLESS or character in VISIBLE_FORMATS:
        return False
    if character in BIDI or character in JOINERS or character in FILLERS or character in SELECTORS:
        return True
    return unicodedata.category(character) in ("Cc", "Cf")


def _named(counted: Counter[str]) -> str:
    return ", ".join(
        f"{count} × U+{ord(character):04X} {unicodedata.name(character, 'control').lower()}"
        for character, count in sorted(counted.items())
    )
