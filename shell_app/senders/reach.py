"""Post or digital: by which way a sender's post reaches somebody, decided without reading or writing anything.

portal.md A64, A65, R7, R8, R14: digitally where the sender sends such post so, the consent covers it, and somebody
who may read it has signed in within the last 18 months; otherwise to another digital mailbox; otherwise on paper.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from shell_app.access.decision import Policy, decide
from shell_app.access.people import Subject, local_date
from shell_app.access.rules import VIEW, Service
from shell_app.senders.register import Post, Sender

MONTHS = 18
"""How long ago the last sign-in may be (R7)."""
ACTIONS: dict[Post, str] = {"message": "messages", "letter": "letters", "appointment": "letters"}
"""Which of the inbox's actions opens what is sent; what is not here is open with the inbox itself (R5)."""


class Way(Enum):
    DIGITAL = "digital"
    MAILBOX = "mailbox"
    PAPER = "paper"


class Why(Enum):
    """Why not here. It is told to the citizen, and never to the sender."""

    NOT_OFFERED = "not-offered"
    NOT_OPEN = "not-open"
    NOT_SIGNED_IN = "not-signed-in"


class Reach(NamedTuple):
    way: Way
    why: Why | None = None


class Facts(Struct, frozen=True):
    """What is known of somebody. `signed_in` is when the person and their parents last did, by handle."""

    subject: Subject
    signed_in: Mapping[str, datetime]
    mailbox: bool = False
    """Whether they have another digital mailbox, by the contact register."""


def action_for(post: Post, service: Service) -> str:
    """What one must be let in to, to read such post. What a portal has no rule of its own about is open with it."""
    action = ACTIONS.get(post, VIEW)
    return action if action in service.rules.actions else VIEW


def reach(facts: Facts, sender: Sender, post: Post, service: Service, now: datetime, policy: Policy) -> Reach:
    """By which way this post goes now."""
    if not sender.sends(post, local_date(now)):
        return _elsewhere(facts, Why.NOT_OFFERED)
    action, subject = action_for(post, service), facts.subject
    may_read = [
        one.id
        for one in (subject.person, *subject.guardians)
        if decide(one, subject, service, action, now, policy).allowed
    ]
    if not may_read:
        return _elsewhere(facts, Why.NOT_OPEN)
    since = months_before(local_date(now), MONTHS)
    if not any(one in facts.signed_in and local_date(facts.signed_in[one]) >= since for one in may_read):
        return _elsewhere(facts, Why.NOT_SIGNED_IN)
    return Reach(Way.DIGITAL)


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last of a month that is too short."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _elsewhere(facts: Facts, why: Why) -> Reach:
    """The dead have no mailbox that anybody opens."""
    usable = facts.mailbox and not facts.subject.person.dead
    return Reach(Way.MAILBOX if usable else Way.PAPER, why)
