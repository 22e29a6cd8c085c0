"""Dates and numbers as the readers of each language write them."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from translations.date_table import DATE_TABLE
from translations.language import Language

_DIGITS = "0123456789"


class _Customs(NamedTuple):
    """One row of the table. With empty patterns nobody has told us, and dates are written as ISO has them."""

    long_date: str = ""
    weekday_date: str = ""
    months: str = ""
    weekdays: str = ""
    digits: str = ""
    group: str = "\u00a0"
    decimal: str = ","
    minus: str = "−"
    grouping: str = "3"


def long_date(day: date, language: Language) -> str:
    """«23. november 2026», «23 November 2026»."""
    return _written(day, language.code, _customs(language.code).long_date)


def weekday_date(day: date, language: Language) -> str:
    """«mandag 23. november 2026» (portal.md R29)."""
    return _written(day, language.code, _customs(language.code).weekday_date)


def number(value: int | Decimal, language: Language) -> str:
    """3278 as «3 278», with a space that no line breaks at; decimals are kept as they are."""
    customs = _customs(language.code)
    whole, point, fraction = format(abs(Decimal(value)), "f").partition(".")
    grouped = customs.group.join(_groups(whole, customs.grouping))
    text = f"{grouped}{customs.decimal}{fraction}" if point else grouped
    return (customs.minus if value < 0 else "") + _in_digits(text, customs.digits)


@cache
def _customs(code: str) -> _Customs:
    return _Customs(*DATE_TABLE.get(code, ()))


def _written(day: date, code: str, pattern: str) -> str:
    if not pattern:
        return day.isoformat()
    customs = _customs(code)
    text = pattern.format(
        day=day.day,
        month=customs.months.split("|")[day.month - 1],
        number=day.month,
        year=day.year,
        weekday=customs.weekdays.split("|")[day.weekday()],
    )
    return _in_digits(text, customs.digits)


def _in_digits(text: str, digits: str) -> str:
    return text.translate(str.maketrans(_DIGITS, digits)) if digits else text


def _groups(whole: str, grouping: str) -> list[str]:
    """`1234567` as 1, 234, 567, or where the grouping is `3;2` as 12, 34, 567."""
    last, _, others = grouping.partition(";")
    groups, size = [], int(last)
    while whole:
        groups.append(whole[-size:])
        whole, size = whole[:-size], int(others or last)
    return groups[::-1]
