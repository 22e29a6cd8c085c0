"""Finds one's way in a long log: what is sought, and the page of it that is shown."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.records import uses
from shell_app.records.uses import Listed, View
from shell_app.usage_log.reading import Sought

ROWS = 50
"""Rows of the log on one page."""


class NoDay(Exception):
    """What was written as a day is none; the text is the field's name."""


class Found(Struct, frozen=True):
    """One page. `first` counts its first row from 1; `newer` and `older` are the rows that the neighbours begin
    beyond, 0 where there are none."""

    rows: list[Listed]
    total: int
    first: int
    newer: int
    older: int


def sought(given: Mapping[str, str]) -> Sought:
    """What the form «Finn logginnslag» asks for, or NoDay."""
    return Sought(
        first=_day(given, "first"),
        last=_day(given, "last"),
        actor=given.get("actor", ""),
        service=given.get("service", ""),
        basis=given.get("basis", ""),
    )


def neighbours(connection: Connection, view: View, given: Mapping[str, str]) -> Found:
    """The page that is asked for, by the row it stands `before` or `after`; a number that is none is the first."""
    before, after = _number(given, "before"), _number(given, "after")
    rows = uses.page(connection, view, ROWS, before, after)
    if after and len(rows) < ROWS:
        rows = uses.page(connection, view, ROWS)
    total = uses.count(connection, view)
    skipped = uses.newer(connection, view, rows[0].number) if rows else 0
    return Found(
        rows=rows,
        total=total,
        first=skipped + 1,
        newer=rows[0].number if skipped else 0,
        older=rows[-1].number if rows and skipped + len(rows) < total else 0,
    )


def _day(given: Mapping[str, str], field: str) -> date | None:
    written = given.get(field, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise NoDay(field) from None


def _number(given: Mapping[str, str], field: str) -> int:
    """A row's number; 9 digits are more than any log has."""
    written = given.get(field, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
