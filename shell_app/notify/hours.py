"""When notices may be sent: SMS and e-mail between 07:00 and 23:00 in Norway, push at all hours (portal.md A139)."""

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from shell_app.access.people import OSLO

Channel = Literal["push", "sms", "email"]

OPENS, CLOSES = time(7), time(23)
"""Norwegian time. The clock changes between 02 and 03, so both moments are there once on every day."""
AT_ALL_HOURS: tuple[Channel, ...] = ("push",)


def is_open(channel: Channel, moment: datetime, takes: timedelta = timedelta(0)) -> bool:
    """Whether what is begun at this moment, and takes so long, is sent while nobody is woken."""
    if channel in AT_ALL_HOURS:
        return True
    begun, ended = moment.astimezone(OSLO), (moment + takes).astimezone(OSLO)
    return OPENS <= begun.time() < CLOSES and ended.time() < CLOSES and ended.date() == begun.date()


def next_open(channel: Channel, moment: datetime, takes: timedelta = timedelta(0)) -> datetime:
    """The first moment, from this one on, when something that takes so long may be sent."""
    if is_open(channel, moment, takes):
        return moment
    local = moment.astimezone(OSLO)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, OSLO).astimezone(UTC)
