"""Dates as foreign pages write them."""

from datetime import date, datetime

from builder.importing.mapping import From, taken
from builder.importing.places import Places
from builder.importing.report import Tell

FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d")


def date_at(places: Places, source: From, tell: Tell) -> date | None:
    """The date that stands there. One that is on no calendar is told and left out; none is invented."""
    found = places.first(source)
    if not found.text:
        return None
    for form in (*taken(source).formats, *FORMATS):
        for text in (found.text, found.text[:19], found.text[:10]):
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
    tell(found.line, "bad-date", f"«{found.text[:40]}» is no date of the calendar")
    return None
