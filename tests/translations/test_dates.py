"""Dates and numbers, held against CLDR as Babel has it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, get_minus_sign_symbol

from translations import languages
from translations.cldr import cldr_locale
from translations.date_table import DATE_TABLE
from translations.dates import long_date, number, weekday_date
from translations.write_dates import TABLE, digits, write_dates

DAY = date(2026, 11, 23)
A_YEAR = [date(2026, month, 2 * month) for month in range(1, 13)]
A_WEEK = [date(2024, 2, day) for day in range(26, 30)] + [date(2024, 3, day) for day in range(1, 4)]


@pytest.mark.parametrize(
    ("code", "long", "with_weekday"),
    [
        ("nb", "23. november 2026", "mandag 23. november 2026"),
        ("nn", "23. november 2026", "måndag 23. november 2026"),
        ("se", "skábmamánu 23. b. 2026", "vuossárga skábmamánu 23. b. 2026"),
        ("en", "23 November 2026", "Monday, 23 November 2026"),
        ("ar", "23 نوفمبر 2026", "الاثنين، 23 نوفمبر 2026"),
        ("uk", "23 листопада 2026\u202fр.", "понеділок, 23 листопада 2026\u202fр."),
        ("fa", "۲۳ نوامبر ۲۰۲۶", "دوشنبه ۲۳ نوامبر ۲۰۲۶"),
        ("zh-Hans", "2026年11月23日", "2026年11月23日星期一"),
        ("kr", "2026-11-23", "2026-11-23"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(code: str, long: str, with_weekday: str) -> None:
    """Months in words and in the right case, digits of the script; a language nobody told us of gets ISO."""
    language = languages.get(code)
    assert (long_date(DAY, language), weekday_date(DAY, language)) == (long, with_weekday)


@pytest.mark.parametrize("code", sorted(set(DATE_TABLE) - {"se"}))
def test_dates_are_what_cldr_says(code: str) -> None:
    """Each month and each weekday, in every language but Northern Sámi, whose dates are our own."""
    language, locale = languages.get(code), cldr_locale(code)
    assert locale is not None
    own = str.maketrans("0123456789", digits(locale) or "0123456789")
    for day in (*A_YEAR, *A_WEEK):
        assert long_date(day, language) == format_date(day, "long", locale).translate(own)
        assert weekday_date(day, language) == format_date(day, "full", locale).translate(own)


@pytest.mark.parametrize("code", sorted(DATE_TABLE))
def test_numbers_are_what_cldr_says(code: str) -> None:
    """Thousands, lakhs, decimals and minus signs, in the digits of the script."""
    language, locale = languages.get(code), cldr_locale(code)
    assert locale is not None
    own = str.maketrans("0123456789", digits(locale) or "0123456789")
    minus = get_minus_sign_symbol(locale, numbering_system="default")
    for value in (0, 7, 999, 1000, 3278, 1234567, -45, Decimal("1234.5"), Decimal("-0.25")):
        theirs = format_decimal(value, locale=locale, numbering_system="default", decimal_quantization=False)
        assert number(value, language) == theirs.translate(own).replace("-", minus)


def test_money_does_not_break_over_lines() -> None:
    """3278 is «3 278» with a no-break space, and a trailing zero of an amount is kept."""
    assert number(3278, languages.get("nb")) == "3\u00a0278"
    assert number(Decimal("3278.50"), languages.get("nn")) == "3\u00a0278,50"
    assert number(3278, languages.get("kr")) == "3\u00a0278"


def test_a_language_without_a_row_is_one_that_cldr_lacks() -> None:
    """Nobody forgot to write the table anew after adding a language."""
    assert {code for code in languages.LANGUAGES if not cldr_locale(code)} == set(languages.LANGUAGES) - set(DATE_TABLE)


def test_the_table_is_what_the_command_writes(tmp_path: Path) -> None:
    """Nobody edited it by hand."""
    write_dates(tmp_path / "table.py")
    assert (tmp_path / "table.py").read_text(encoding="utf-8") == TABLE.read_text(encoding="utf-8")
