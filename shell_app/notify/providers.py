"""Which SMS provider to hand to: the rule by which GOV.UK Notify fails over between two (goals.md R8).

From the one in use to the other at a single server error, or when 30 % of the last ten minutes' messages took more
than four minutes to be confirmed. The first of the list is the usual one; it is used again when it has behaved for
ten minutes, that is, when nothing bad of it is left to see.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

LOOKED_AT = timedelta(minutes=10)
SLOW = timedelta(minutes=4)
TOO_MANY_SLOW = 0.3
Outcome = Literal["sent", "later", "gone", "refused"]
"""Taken over; not now, try again; nobody there any more; it can never be sent so."""


class Handing(NamedTuple):
    """One attempt: `confirmed` is when the provider told that the message had arrived."""

    provider: str
    at: datetime
    outcome: Outcome
    confirmed: datetime | None = None


def in_order(providers: Sequence[str], lately: Sequence[Handing], now: datetime) -> tuple[str, ...]:
    """The providers, the one to use first. Where all are bad the one that failed longest ago is tried first."""
    seen = [one for one in lately if now - one.at <= LOOKED_AT]
    return tuple(sorted(providers, key=lambda name: (_worst(name, seen, now), providers.index(name))))


def _worst(provider: str, seen: Sequence[Handing], now: datetime) -> float:
    """0 for one that does well, else the more, the later it failed. Who confirms nothing is not judged slow."""
    own = [one for one in seen if one.provider == provider]
    failed = [one.at for one in own if one.outcome == "later"]
    if failed:
        return max(failed).timestamp()
    if not any(one.confirmed for one in own):
        return 0
    old_enough = [one for one in own if one.outcome == "sent" and now - one.at > SLOW]
    slow = sum((one.confirmed or now) - one.at > SLOW for one in old_enough)
    sent = sum(one.outcome == "sent" for one in own)
    return max(one.at for one in own).timestamp() if slow and slow >= TOO_MANY_SLOW * sent else 0
