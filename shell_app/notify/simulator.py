"""«Last month you would have got 4, 11 or 23»: what each level would have told of (portal.md A148–A151)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple, get_args

from shell_app.access.people import local_date
from shell_app.people.notice_choices import OCCASIONS, Frequency, Occasion


class Event(NamedTuple):
    """Something that came, and when."""

    at: datetime
    occasion: Occasion


def month_before(today: date) -> tuple[date, date]:
    """The first and the last day of the month before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def would_have_told(events: Iterable[Event], now: datetime) -> dict[Frequency, int]:
    """For each level, the fewest first, how many notices the month before this one would have brought."""
    first, last = month_before(local_date(now))
    came = [event.occasion for event in events if first <= local_date(event.at) <= last]
    return {level: sum(one in OCCASIONS[level] for one in came) for level in get_args(Frequency)}
