"""Taking conversations away: at first out of sight, so that it can be undone, and soon for good."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select, update

from shell_app.records import message_words
from shell_app.records.inbox_tables import messages, threads
from shell_app.records.inbox_values import Kind

UNDONE_WITHIN = timedelta(minutes=10)
"""How long somebody can change their mind about what they have deleted."""


def erase(connection: Connection, thread: str, now: datetime) -> None:
    """Out of everybody's sight from now on. What was taken away long enough ago is gone for good with it."""
    connection.execute(update(threads).where(threads.c.id == thread).values(erased_at=now))
    purge(connection, now)


def restore(connection: Connection, subject: str, thread: str, now: datetime) -> bool:
    """Back in sight; whether it was not too late."""
    mine = (threads.c.subject == subject, threads.c.id == thread, threads.c.erased_at > now - UNDONE_WITHIN)
    return connection.execute(update(threads).where(*mine).values(erased_at=None)).rowcount == 1


def purge(connection: Connection, now: datetime) -> int:
    """Gone for good, with documents and words, is what can no longer be taken back; how many conversations."""
    return _delete(connection, threads.c.erased_at <= now - UNDONE_WITHIN)


def forget(connection: Connection, subject: str, kinds: Iterable[Kind]) -> None:
    """All of somebody's conversations of these kinds are gone for good, at once."""
    _delete(connection, (threads.c.subject == subject) & threads.c.kind.in_(list(kinds)))


def _delete(connection: Connection, those: ColumnElement[bool]) -> int:
    old = list(connection.scalars(select(threads.c.id).where(those)))
    numbers = connection.scalars(select(messages.c.id).where(messages.c.thread.in_(old))).all()
    if numbers:
        message_words.forget(connection, numbers)
    connection.execute(delete(threads).where(threads.c.id.in_(old)))
    return len(old)
