"""Notices: written in the transaction that makes what they tell of, so that neither is there without the other."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from shell_app.access.items import Marks
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import Occasion
from shell_app.records.handles import new_handle
from shell_app.records.inbox_tables import threads
from shell_app.records.notice_tables import notices, notices_seen

_UNSEEN = (
    select(notices.c.id)
    .where(notices.c.subject.in_(bindparam("subjects", expanding=True)), notices.c.at >= bindparam("since"))
    .where(~exists().where(notices_seen.c.notice == notices.c.id, notices_seen.c.person == bindparam("person")))
    .limit(1)
)


class Told(Struct, frozen=True):
    """That something waits for somebody in a service. `marks` are those that it has now, None when it is no more."""

    id: str
    subject: str
    opening: Opening
    occasion: Occasion
    marks: Marks | None = Marks()


class Came(NamedTuple):
    """A notice in the bell of one who is told of it; `seen_at` is when they saw it there."""

    told: Told
    at: datetime
    seen_at: datetime | None


def tell(
    connection: Connection, subject: str, opening: Opening, occasion: Occasion, now: datetime, thread: str = ""
) -> str:
    """A new notice; its id. Whom it goes to is decided when it is sent, by the marks of the conversation too."""
    notice, (service, action) = new_handle(), opening
    values = {"id": notice, "subject": subject, "service": service, "action": action, "occasion": occasion}
    connection.execute(insert(notices).values({**values, "thread": thread, "at": now, "due_at": now}))
    return notice


def take_undecided(connection: Connection, now: datetime, lease: timedelta, limit: int) -> Sequence[str]:
    """The oldest about which nothing has been decided. Nobody else gets them before the lease has run out."""
    waits = (notices.c.decided_at.is_(None), notices.c.due_at <= now)
    oldest = select(notices.c.id).where(*waits).order_by(notices.c.due_at).limit(limit)
    taken = connection.scalars(oldest.with_for_update(skip_locked=True)).all()
    connection.execute(update(notices).where(notices.c.id.in_(taken)).values(due_at=now + lease))
    return taken


def find(connection: Connection, notice: str) -> Told | None:
    row = connection.execute(_marked().where(notices.c.id == notice)).one_or_none()
    return _told(row) if row else None


def decide(connection: Connection, notice: str, now: datetime) -> bool:
    """Whether this is the first to decide about the notice."""
    undecided = update(notices).where(notices.c.id == notice, notices.c.decided_at.is_(None))
    return connection.execute(undecided.values(decided_at=now)).rowcount == 1


def hold(connection: Connection, notice: str) -> None:
    """Let nobody else decide what becomes of the notice's deliveries while this transaction is open."""
    connection.execute(select(notices.c.id).where(notices.c.id == notice).with_for_update())


def came(
    connection: Connection, person: str, subjects: Iterable[str], since: datetime, limit: int | None
) -> list[Came]:
    """What came about these from this moment on, the newest first, and when the person saw each."""
    mine = (notices_seen.c.notice == notices.c.id) & (notices_seen.c.person == person)
    wanted = _marked().add_columns(notices_seen.c.at.label("seen_at")).outerjoin(notices_seen, mine)
    about = (notices.c.subject.in_(list(subjects)), notices.c.at >= since)
    rows = connection.execute(wanted.where(*about).order_by(notices.c.at.desc(), notices.c.id).limit(limit))
    return [Came(_told(row), row.at, row.seen_at) for row in rows]


def has_unseen(connection: Connection, person: str, subjects: Iterable[str], since: datetime) -> bool:
    """Whether anything came about these from this moment on that the person has not seen."""
    asked = {"person": person, "subjects": list(subjects), "since": since}
    return connection.scalar(_UNSEEN, asked) is not None


def about(connection: Connection, subject: str) -> list[Told]:
    """All that are kept about somebody, sent or not."""
    return [_told(row) for row in connection.execute(_marked().where(notices.c.subject == subject))]


def drop(connection: Connection, subject: str, notice: str) -> None:
    """It is never sent, and nothing of it is kept."""
    connection.execute(delete(notices).where(notices.c.subject == subject, notices.c.id == notice))


def forget(connection: Connection, subject: str, opening: Opening) -> None:
    """None of these is sent any more; the trail of those that were goes with them."""
    service, action = opening
    these = (notices.c.subject == subject, notices.c.service == service, notices.c.action == action)
    connection.execute(delete(notices).where(*these))


def see(connection: Connection, person: str, those: Iterable[str], now: datetime) -> None:
    """The person has seen these; what was seen before stays seen when it was."""
    rows = [{"notice": one, "person": person, "at": now} for one in sorted(set(those))]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(notices_seen).on_conflict_do_nothing(), rows)


def _marked() -> Select[Any]:
    """Notices with the marks of what they tell of, as those are now."""
    there = (threads.c.id == notices.c.thread) & threads.c.erased_at.is_(None)
    marks = (threads.c.confidential, threads.c.not_for_proxies, threads.c.begun_by_parent)
    return select(notices, threads.c.id.label("there"), *marks).outerjoin(threads, there)


def _told(row: Row[Any]) -> Told:
    marks: Marks | None = Marks()
    if row.thread:
        marks = Marks(row.confidential, row.not_for_proxies, row.begun_by_parent) if row.there else None
    return Told(row.id, row.subject, Opening(row.service, row.action), row.occasion, marks)
