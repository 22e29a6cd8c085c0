"""Attempts to hand in a message: made twice, they are one message, whoever makes them and however they fail."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError

from shell_app.records.database import Database
from shell_app.records.handles import new_handle
from shell_app.records.inbox_tables import submissions


class Attempt(Struct, frozen=True):
    """Who tries, by a handle or a sender's id; the key of the attempt; and what is handed in."""

    who: str
    key: str
    content: bytes


class Put(Struct, frozen=True):
    """Where a message was put: in which conversation, with which number; `place` is the other end."""

    place: str
    thread: str
    message: int


class Submission(Struct, frozen=True):
    """A message that was handed in. `again` when this attempt had been made before."""

    id: str
    place: str
    thread: str
    at: datetime
    same: bool = True
    again: bool = False


def once(
    database: Database, attempt: Attempt, put: Callable[[Connection], Put | None], now: datetime
) -> Submission | None:
    """Hand in, unless this attempt has been made; in one transaction. Two at the same moment are one as well."""
    try:
        with database.writing() as connection:
            if found := find(connection, attempt):
                return found
            done = put(connection)
            return keep(connection, attempt, done, now) if done else None
    except IntegrityError:
        with database.reading() as connection:
            if found := find(connection, attempt):
                return found
        raise


def find(connection: Connection, attempt: Attempt) -> Submission | None:
    """What came of the attempt before; `same` tells whether the same was handed in then."""
    made = select(submissions).where(submissions.c.who == attempt.who, submissions.c.key == _digest(attempt.key))
    row = connection.execute(made).one_or_none()
    return _submission(row, _content(attempt) == row.digest, again=True) if row else None


def at_place(connection: Connection, place: str, submission: str) -> Submission | None:
    """A message to or from a place, by the name it was given when it was handed in."""
    made = select(submissions).where(submissions.c.place == place, submissions.c.id == submission)
    row = connection.execute(made).one_or_none()
    return _submission(row) if row else None


def keep(connection: Connection, attempt: Attempt, put: Put, now: datetime) -> Submission:
    """Remember the attempt, in the transaction that put the message."""
    kept = Submission(new_handle(), put.place, put.thread, now)
    values = {"id": kept.id, "who": attempt.who, "key": _digest(attempt.key), "digest": _content(attempt)}
    where = {"place": put.place, "thread": put.thread, "message": put.message, "at": now}
    connection.execute(insert(submissions).values({**values, **where}))
    return kept


def _submission(row: Row[tuple[object, ...]], same: bool = True, again: bool = False) -> Submission:
    return Submission(row.id, row.place, row.thread, row.at, same, again)


def _content(attempt: Attempt) -> bytes:
    return sha256(attempt.content).digest()


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()
