"""Characters of foreign text as our own texts have them: NFC, LF, nothing invisible that our checks refuse."""

import re
import unicodedata
from collections import Counter

from builder.importing.report import Tell

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Controls, overrides of direction, what is never seen, and what is no character (bad-input.md F15, M16, M17)."""


def clean(text: str, first_line: int, tell: Tell) -> str:
    """Clean the text of a file, and tell once what was taken away. Lines stay where they were."""
    text = LINE_ENDS.sub("\n", text)
    if first := REFUSED.search(text):
        refused = REFUSED.findall(text)
        line = first_line + text.count("\n", 0, first.start())
        tell(line, "characters-removed", _named(Counter(refused)))
        text = REFUSED.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        tell(first_line, "not-nfc", "letters and accents stood apart")
        text = unicodedata.normalize("NFC", text)
    return text


def clean_words(text: str) -> str:
    """A value on one line: cleaned like the rest, white space made single."""
    return " ".join(unicodedata.normalize("NFC", REFUSED.sub("", LINE_ENDS.sub("\n", text))).split())


def _named(counted: Counter[str]) -> str:
    return ", ".join(
        f"{count} × U+{ord(character):04X} {unicodedata.name(character, 'control').lower()}"
        for character, count in sorted(counted.items())
    )
