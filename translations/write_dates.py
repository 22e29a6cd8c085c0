"""Writes `date_table.py` from CLDR as Babel has it, so that no program loads Babel to write a date."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from translations.cldr import cldr_locale
from translations.languages import LANGUAGES

TABLE = Path(__file__).with_name("date_table.py")

# CLDR writes Northern Sámi dates as «2026 skábmamánnu 23», which no Sámi text does.
OUR_DATES = {
    "se": (
        "{month} {day}. b. {year}",
        "{weekday} {month} {day}. b. {year}",
        "ođđajagimánu|guovvamánu|njukčamánu|cuoŋománu|miessemánu|geassemánu|suoidnemánu|borgemánu|čakčamánu|"
        "golggotmánu|skábmamánu|juovlamánu",
        "vuossárga|maŋŋebárga|gaskavahkku|duorastat|bearjadat|lávvardat|sotnabeaivi",
    )
}

_FIELDS = {
    "d": "{day}",
    "dd": "{day:02}",
    "M": "{number}",
    "MMMM": "{month}",
    "y": "{year}",
    "EEEE": "{weekday}",
}
_TOKEN = re.compile(r"'([^']*)'|([A-Za-z]+)")
_ZEROS = {"latn": "", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}


def write_dates(path: Path = TABLE) -> None:
    """Write the table anew, one row for each language that CLDR knows."""
    path.write_text("\n".join([*_lines(), ""]), encoding="utf-8")


def digits(locale: Locale) -> str:
    """The ten digits of a locale, or nothing where they are 0 to 9."""
    zero = _ZEROS[locale.default_numbering_system]
    return "".join(chr(ord(zero) + value) for value in range(10)) if zero else ""


def _lines() -> Iterator[str]:
    yield '"""How each language writes dates and numbers, as `python -m translations dates` read in CLDR."""'
    yield ""
    yield "# ruff: noqa: E501 (one language, one line)"
    yield "# fmt: off"
    yield "DATE_TABLE: dict[str, tuple[str, ...]] = {"
    for code in sorted(LANGUAGES):
        if locale := cldr_locale(code):
            customs = (*(OUR_DATES.get(code) or _dates(locale)), *_numbers(locale))
            yield f'    "{code}": ({", ".join(map(_quoted, customs))}),'
    yield "}"
    yield "# fmt: on"


def _dates(locale: Locale) -> tuple[str, ...]:
    months, weekdays = locale.months["format"]["wide"], locale.days["format"]["wide"]
    return (
        _pattern(locale.date_formats["long"].pattern),
        _pattern(locale.date_formats["full"].pattern),
        "|".join(months[number] for number in range(1, 13)),
        "|".join(weekdays[number] for number in range(7)),
    )


def _numbers(locale: Locale) -> tuple[str, ...]:
    symbols = tuple(
        symbol(locale, numbering_system="default")
        for symbol in (get_group_symbol, get_decimal_symbol, get_minus_sign_symbol)
    )
    pattern = locale.decimal_formats[None].pattern.partition(".")[0]
    grouping = "3;2" if pattern.count(",") > 1 else "3"
    return digits(locale), *symbols, grouping


def _pattern(cldr: str) -> str:
    """`d. MMMM y` as `{day}. {month} {year}`; a field we do not know is a KeyError."""
    return _TOKEN.sub(lambda found: _FIELDS[found[2]] if found[2] else found[1], cldr)


def _quoted(text: str) -> str:
    """A literal that shows which space it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = re.sub("[\u00a0\u200e\u200f\u061c\u202f]", lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f'"{shown}"'
