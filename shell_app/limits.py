"""How often the same person, or the same address on the net, may do what costs much or could be guessing."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from shell_app.portal import portal
from shell_app.records import security, tries


class Limit(NamedTuple):
    """So many times in each span of time."""

    times: int
    span: timedelta


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LIMITS = {
    "sign-in": Limit(300, MINUTE),
    "passkey": Limit(60, MINUTE),
    "change": Limit(120, MINUTE),
    "search": Limit(120, MINUTE),
    "download": Limit(30, HOUR),
    "holder": Limit(20, HOUR),
}
"""Sign-ins are counted by address, and many people may share one; the others by person. `holder` is a proxy planned
for somebody named by number and family name, who could be guessed."""


def seconds_to_wait(connection: Connection, kind: str, who: str, now: datetime) -> int:
    """0 while there is room for one more. The first refusal in each span is a row in the security log."""
    here, limit = portal(), LIMITS[kind]
    if here.config.limits == "off":
        return 0
    number, until = tries.count(connection, kind, here.keyring.mark(f"{kind} {who}"), limit.span, now)
    if number <= limit.times:
        return 0
    if number == limit.times + 1:
        security.note(connection, "limited", kind, now)
    return max(1, int((until - now).total_seconds()) + 1)
