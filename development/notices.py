"""Notices that the town's people have had: a month for the settings page to tell of, and some not seen yet."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from shell_app.access.people import OSLO, local_date, midnight
from shell_app.notify.simulator import month_before
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import Occasion
from shell_app.records import notices


def put_notices(connection: Connection, person: str, last_month: dict[Occasion, int], now: datetime) -> None:
    """So many of each kind last month, all seen; of the first kind one this month, a day ago at most, that is not.
    None is sent any more."""
    first, _ = month_before(local_date(now))
    begins = datetime(first.year, first.month, first.day, 8, tzinfo=OSLO)
    kinds = [kind for kind, count in last_month.items() for _ in range(count)]
    seen = [_past(connection, person, kind, begins + timedelta(days=place)) for place, kind in enumerate(kinds)]
    notices.see(connection, person, seen, begins + timedelta(days=28))
    for kind in list(last_month)[:1]:
        _past(connection, person, kind, max(now - timedelta(days=1), midnight(local_date(now).replace(day=1))))


def _past(connection: Connection, person: str, kind: Occasion, at: datetime) -> str:
    """A notice about which everything has been decided."""
    notice = notices.tell(connection, person, Opening("innboks"), kind, at)
    notices.decide(connection, notice, at)
    return notice
