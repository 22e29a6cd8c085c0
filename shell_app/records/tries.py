"""How often somebody has tried something lately, counted in the database so that all machines count together."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from shell_app.records.tables import tries

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def count(connection: Connection, kind: str, who: bytes, span: timedelta, now: datetime) -> tuple[int, datetime]:
    """Count one more; gives how many there are in this span of time, and when the next begins."""
    since = BEGINNING + (now - BEGINNING) // span * span
    this = (tries.c.kind == kind, tries.c.who == who, tries.c.since == since)
    one_more = update(tries).where(*this).values(number=tries.c.number + 1)
    if not connection.execute(one_more).rowcount:
        try:
            with connection.begin_nested():
                values = {"kind": kind, "who": who, "since": since, "until": since + span, "number": 1}
                connection.execute(insert(tries).values(values))
        except IntegrityError:
            connection.execute(one_more)
    return connection.scalar(select(tries.c.number).where(*this)) or 0, since + span


def forget(connection: Connection, now: datetime) -> None:
    """Take away what counts no more."""
    connection.execute(delete(tries).where(tries.c.until <= now))
