"""The languages we know: `get` a code that must be right, or ask which one a code found in the wild means."""

from collections.abc import Iterator
from types import MappingProxyType

from translations.language import Language
from translations.language_table import LANGUAGE_TABLE

__all__ = ["LANGUAGES", "Language", "UnknownLanguage", "get", "known"]

LANGUAGES = MappingProxyType({language.code: language for language in LANGUAGE_TABLE})

_BY_ANY_NAME = {alias.lower(): row for row in LANGUAGE_TABLE for alias in (*row.aliases, row.code)}


class UnknownLanguage(LookupError):
    """No row of the table has this code; the message names the codes that were perhaps meant."""

    def __init__(self, code: str) -> None:
        near = ", ".join(_near(code))
        meant = f"did you mean {near}?" if near else f"the languages are: {', '.join(sorted(LANGUAGES))}"
        super().__init__(f"no language «{code}»; {meant}")
        self.code = code


def get(code: str) -> Language:
    """The language with exactly this code, or UnknownLanguage."""
    try:
        return LANGUAGES[code]
    except KeyError:
        raise UnknownLanguage(code) from None


def known(found: str) -> Language | None:
    """The language that a code from a file, a browser or a register means: `no`, `nb_NO`, `NB` are all nb."""
    for name in _ever_shorter(found.strip().lower().replace("_", "-")):
        if language := _BY_ANY_NAME.get(name):
            return language
    return None


def _ever_shorter(tag: str) -> Iterator[str]:
    """`zh-hant-hk`, `zh-hant`, `zh`: a region or script we have no row for is left out (RFC 4647 3.4)."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _near(code: str) -> list[str]:
    from difflib import get_close_matches

    if language := known(code):
        return [language.code]
    codes = {name: row.code for name, row in _BY_ANY_NAME.items()}
    codes |= {text.lower(): row.code for row in LANGUAGE_TABLE for text in (row.english, row.autonym)}
    return sorted({codes[name] for name in get_close_matches(code.lower(), codes, n=4, cutoff=0.6)})
