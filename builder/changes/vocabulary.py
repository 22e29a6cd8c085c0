"""The words that tell how much a change matters, for each language and rule.

They stand in words/<language>.txt. A part begins with its rule in brackets and holds regular expressions for whole
words in small letters, divided by white space. In `[same]` and `[phrases]` each line gives a word, or several, and as
what it is compared: one thing written in two ways is no change of it.
"""

import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
ALL_LANGUAGES = "all"


@cache
def pattern(language: str, rule: str) -> re.Pattern[str]:
    """What a rule looks for in a language; one without lists has only what all languages have in common."""
    words = [word for code in (language, ALL_LANGUAGES) for line in _parts(code).get(rule, ()) for word in line.split()]
    return re.compile("|".join(words) or r"(?!)")


@cache
def has_lists(language: str) -> bool:
    """Whether changes in a language's words can be sorted at all."""
    return bool(_parts(language))


@cache
def as_compared(language: str, part: str) -> dict[str, str]:
    """The words, or the phrases, that are compared as others."""
    lines = _parts(language).get(part, [])
    return {written.strip(): compared.strip() for written, compared in (line.split(" = ") for line in lines)}


@cache
def _parts(code: str) -> dict[str, list[str]]:
    """The lines of each part of a language's file."""
    file = WORDS / f"{code}.txt"
    found: dict[str, list[str]] = {}
    part: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        if line.startswith("["):
            part = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("# "):
            part.append(line)
    return found
