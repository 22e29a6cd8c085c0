"""Why a text, number, date or choice is not as it must be, in words for editors."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from builder.load.strict_yaml import Path

EMPTY = "is empty; fill it in or remove the line"

BY_HAND = re.compile(r"(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})")
"""A date as it is written by hand: 2.3.2026."""


class Finding(NamedTuple):
    """A fault at a place in the values."""

    path: Path
    code: str
    message: str


Findings = Iterator[Finding]


def text_fault(value: Any, wanted: inspect.StrType, path: Path, how: str) -> Findings:
    if not isinstance(value, str):
        yield Finding(path, "bad-type", 'one text must stand here; if it begins with [ or {, put it in "quotes"')
    elif len(value) < (wanted.min_length or 0) or (not value and wanted.pattern):
        yield Finding(path, "empty-value", EMPTY)
    elif wanted.max_length is not None and len(value) > wanted.max_length:
        yield Finding(path, "bad-length", f"{len(value)} characters, at most {wanted.max_length}; shorten it")
    elif wanted.pattern and not re.search(wanted.pattern, value):
        yield Finding(path, "bad-value", f"{_quoted(value)} must be written {how or 'otherwise'}")


def number_fault(value: Any, wanted: inspect.IntType, path: Path) -> Findings:
    low, high = wanted.ge, wanted.le
    span = f" from {low} to {high}" if low is not None and high is not None else ""
    if value == "":
        yield Finding(path, "empty-value", EMPTY)
    elif (number := _converted(value, int)) is None:
        yield Finding(path, "bad-type", f"{_quoted(value)} is no whole number; write one{span}")
    elif (low is not None and number < low) or (high is not None and number > high):
        yield Finding(path, "bad-value", f"{_quoted(value)} must be a whole number{span}")


def date_fault(value: Any, wanted: inspect.DateType, path: Path) -> Findings:
    if value == "":
        yield Finding(path, "empty-value", EMPTY)
    elif _converted(value, date) is None:
        yield Finding(path, "bad-date", f"{_quoted(value)} is no date; write it as {_near_date(value)}")


def _near_date(value: Any) -> str:
    """The same day written right, where it can be seen which one is meant."""
    text = value if isinstance(value, str) else ""
    if by_hand := BY_HAND.fullmatch(text):
        day, month, year = by_hand.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    return text[:10] if _converted(text[:10], date) else "2026-03-02 (year, month, day)"


def one_of_fault(value: Any, wanted: inspect.LiteralType, path: Path) -> Findings:
    values = [str(one) for one in wanted.values]
    if value == "":
        yield Finding(path, "empty-value", EMPTY)
    elif value not in wanted.values:
        near = get_close_matches(value.lower(), values, n=1) if isinstance(value, str) else []
        guess = f"; did you mean «{near[0]}»?" if near else ""
        yield Finding(path, "bad-value", f"{_quoted(value)} must be one of: {', '.join(values)}{guess}")


def _converted(value: Any, kind: type) -> Any:
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        return None


def _quoted(value: Any) -> str:
    return f"«{value[:60]}»" if isinstance(value, str) else "this"
