"""How long something is kept, as people say it: «five years», and in days where these are no whole years."""

from translations import dates
from translations.catalogue import Catalogue
from translations.language import Language

YEAR = 365


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues; it is translated where it is shown."""
    return sentence


IN_WORDS = (
    _("one year"),
    _("two years"),
    _("three years"),
    _("four years"),
    _("five years"),
    _("six years"),
    _("seven years"),
    _("eight years"),
    _("nine years"),
    _("ten years"),
)
"""Texts write small numbers in letters."""


def period(days: int, words: Catalogue, language: Language) -> str:
    """«five years» for 1,826 days and for 1,827, «eleven» and more in digits, and «90 days» for what is no year."""
    years = whole_years(days)
    if 0 < years <= len(IN_WORDS):
        return words.gettext(IN_WORDS[years - 1])
    if years:
        return _counted(words.ngettext("%(number)s year", "%(number)s years", years), years, language)
    return _counted(words.ngettext("%(number)s day", "%(number)s days", days), days, language)


def whole_years(days: int) -> int:
    """How many years these days are, with as many leap days as there can be in them; 0 where they are none."""
    years = days // YEAR
    return years if years // 4 <= days - years * YEAR <= -(-years // 4) else 0


def _counted(text: str, number: int, language: Language) -> str:
    return text % {"number": dates.number(number, language)}
