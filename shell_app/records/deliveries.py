"""Notices on their way: what is to be sent, what is being sent, and the trail of what was sent when."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, Row, case, exists, func, insert, select, update

from shell_app.notify.hours import Channel, next_open
from shell_app.notify.planning import Step
from shell_app.notify.providers import Handing, Outcome
from shell_app.records.handles import new_handle
from shell_app.records.notice_tables import deliveries, handings, notices
from shell_app.records.tables import people

State = Literal["waiting", "sending", "handed", "sent", "failed", "dropped"]
"""Handed: the push service has it, and the browser has not told yet that it arrived."""
ON_THE_WAY: tuple[State, ...] = ("waiting", "sending")


class Delivery(Struct, frozen=True):
    """`device` is empty for SMS and e-mail."""

    id: str
    notice: str
    person: str
    channel: Channel
    device: str
    state: State
    attempts: int
    due_at: datetime
    arrived_at: datetime | None = None


class Sent(NamedTuple):
    """A line of the trail that the citizen sees: what was sent about whom, when, how, and how it went."""

    at: datetime
    about: str
    channel: Channel
    state: State
    reason: str
    arrived: bool


def add(connection: Connection, notice: str, steps: Iterable[Step], now: datetime, takes: timedelta) -> None:
    """Let these be sent, as soon as nobody is woken; what is there already is not added again."""
    for step in steps:
        device = step.to if step.channel == "push" else ""
        same = {"notice": notice, "person": step.person, "channel": step.channel, "device": device}
        there = exists().where(*(deliveries.c[name] == value for name, value in same.items()))
        if not connection.scalar(select(there)):
            due = next_open(step.channel, now, takes)
            connection.execute(
                insert(deliveries).values({**same, "id": new_handle(), "state": "waiting", "due_at": due})
            )


def take_due(connection: Connection, now: datetime, lease: timedelta, limit: int) -> Sequence[str]:
    """The ones due longest, so many at most. Nobody else gets them before the lease has run out: where a process
    dies they are due again then."""
    due = (deliveries.c.state.in_(ON_THE_WAY), deliveries.c.due_at <= now)
    oldest = select(deliveries.c.id).where(*due).order_by(deliveries.c.due_at).limit(limit)
    taken = connection.scalars(oldest.with_for_update(skip_locked=True)).all()
    connection.execute(update(deliveries).where(deliveries.c.id.in_(taken)).values(due_at=now + lease))
    return taken


def take_unconfirmed(connection: Connection, now: datetime, lease: timedelta, limit: int) -> Sequence[str]:
    """Pushes that have not arrived in the time they had; nobody else gets them before the lease has run out."""
    late = (deliveries.c.state == "handed", deliveries.c.due_at <= now)
    oldest = select(deliveries.c.id).where(*late).order_by(deliveries.c.due_at).limit(limit)
    taken = connection.scalars(oldest.with_for_update(skip_locked=True)).all()
    connection.execute(update(deliveries).where(deliveries.c.id.in_(taken)).values(due_at=now + lease))
    return taken


def find(connection: Connection, delivery: str) -> Delivery | None:
    row = connection.execute(select(deliveries).where(deliveries.c.id == delivery)).one_or_none()
    return _delivery(row) if row else None


def begin(connection: Connection, delivery: Delivery, mark: bytes, until: datetime) -> bool:
    """Whether this attempt may begin: not if another has begun since, nor if this address has been told already."""
    same_address = (deliveries.c.notice == delivery.notice, deliveries.c.channel == delivery.channel)
    other = select(deliveries.c.id).where(*same_address, deliveries.c.mark == mark, deliveries.c.id != delivery.id)
    if connection.scalar(other.limit(1)):
        end(connection, delivery.id, "dropped", "told-already")
        return False
    unchanged = (deliveries.c.id == delivery.id, deliveries.c.attempts == delivery.attempts)
    free = update(deliveries).where(*unchanged, deliveries.c.state.in_(ON_THE_WAY))
    begun = {"state": "sending", "mark": mark, "attempts": delivery.attempts + 1, "due_at": until}
    return connection.execute(free.values(begun)).rowcount == 1


def wait(connection: Connection, delivery: str, until: datetime) -> None:
    _set(connection, delivery, state="waiting", due_at=until)


def sent(connection: Connection, delivery: str, now: datetime) -> None:
    _set(connection, delivery, state="sent", sent_at=now)


def handed(connection: Connection, delivery: str, now: datetime, until: datetime) -> None:
    """The push service has it; until then the browser may tell that it arrived, which it may have done already."""
    state = case((deliveries.c.arrived_at.is_(None), "handed"), else_="sent")
    _set(connection, delivery, state=state, sent_at=now, due_at=until)


def arrived(connection: Connection, delivery: str, now: datetime) -> None:
    """The browser has shown it."""
    first = update(deliveries).where(deliveries.c.id == delivery, deliveries.c.arrived_at.is_(None))
    connection.execute(first.values(arrived_at=now))
    confirmed = update(deliveries).where(deliveries.c.id == delivery, deliveries.c.state == "handed")
    connection.execute(confirmed.values(state="sent"))


def give_up_waiting(connection: Connection, delivery: str) -> bool:
    """Whether the push was still waited for, which it is no more."""
    late = update(deliveries).where(deliveries.c.id == delivery, deliveries.c.state == "handed")
    return connection.execute(late.values(state="sent", reason="unconfirmed")).rowcount > 0


def end(connection: Connection, delivery: str, state: Literal["failed", "dropped"], reason: str) -> None:
    """It is never sent; `reason` says why, for the trail."""
    _set(connection, delivery, state=state, reason=reason)


def others(connection: Connection, delivery: Delivery) -> list[Delivery]:
    """The same person's other deliveries of the same notice."""
    same = (deliveries.c.notice == delivery.notice, deliveries.c.person == delivery.person)
    return [
        _delivery(row) for row in connection.execute(select(deliveries).where(*same, deliveries.c.id != delivery.id))
    ]


def has_arrived(connection: Connection, delivery: Delivery) -> bool:
    """Whether a device of the same person has shown the same notice."""
    return any(one.arrived_at for one in others(connection, delivery))


def hand(connection: Connection, delivery: Delivery, provider: str, outcome: Outcome, at: datetime) -> None:
    """Note an attempt, the delivery being as it was before it began."""
    values = {"delivery": delivery.id, "attempt": delivery.attempts + 1, "provider": provider}
    connection.execute(insert(handings).values({**values, "at": at, "outcome": outcome}))


def lately(connection: Connection, since: datetime, channel: Channel) -> list[Handing]:
    """The attempts by one channel from this moment on."""
    joined = select(handings).join(deliveries, deliveries.c.id == handings.c.delivery)
    rows = connection.execute(joined.where(handings.c.at >= since, deliveries.c.channel == channel))
    return [Handing(row.provider, row.at, row.outcome, row.confirmed_at) for row in rows]


def confirm(connection: Connection, delivery: str, provider: str, now: datetime) -> bool:
    """Whether this provider was given this delivery and had not told before that it arrived."""
    given = (handings.c.delivery == delivery, handings.c.provider == provider, handings.c.outcome == "sent")
    first = update(handings).where(*given, handings.c.confirmed_at.is_(None))
    return connection.execute(first.values(confirmed_at=now)).rowcount > 0


def fail_after(connection: Connection, delivery: str, provider: str) -> bool:
    """The provider that took it over tells that it could not be delivered."""
    given = exists().where(
        handings.c.delivery == delivery, handings.c.provider == provider, handings.c.outcome == "sent"
    )
    failed = update(deliveries).where(deliveries.c.id == delivery, deliveries.c.state == "sent", given)
    return connection.execute(failed.values(state="failed", reason="undelivered")).rowcount > 0


def trail(connection: Connection, person: str, limit: int) -> list[Sent]:
    """What was sent to the person, the latest first, whether it arrived or not."""
    at = func.coalesce(deliveries.c.sent_at, deliveries.c.due_at)
    wanted = select(deliveries, at.label("at"), people.c.name).select_from(
        deliveries.join(notices, notices.c.id == deliveries.c.notice).join(people, people.c.id == notices.c.subject)
    )
    rows = connection.execute(wanted.where(deliveries.c.person == person).order_by(at.desc()).limit(limit))
    return [Sent(row.at, row.name, row.channel, row.state, row.reason, row.arrived_at is not None) for row in rows]


def _set(connection: Connection, delivery: str, **values: Any) -> None:
    connection.execute(update(deliveries).where(deliveries.c.id == delivery).values(values))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        row.id, row.notice, row.person, row.channel, row.device, row.state, row.attempts, row.due_at, row.arrived_at
    )
