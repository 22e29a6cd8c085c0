"""Takes away from the logs of use what has been kept for its time, so that what is left can still be proved.

A log is cut at a head that an anchor covers, and that anchor stays: it proves that the rows were there, and that the
youngest of them is no younger than the anchor (docs/decisions/0051).
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, func, insert, select

from shell_app.records.database import Database
from shell_app.records.tables import cuts, uses, witnesses
from shell_app.usage_log.chain import Head
from shell_app.usage_log.entry import moment

FOUND_AT_ONCE, AT_A_TIME = 5_000, 20
"""Logs that are looked up in one question, which only reads; and that are cut in one transaction, so that others who
write are not kept waiting."""
CLOCKS_DIFFER = timedelta(days=1)
"""So much longer rows are kept, so that no reader's clock makes a cut look too early."""


def cut_old(database: Database, kept: timedelta, now: datetime) -> int:
    """Cut every log whose rows have been kept so long; how many. One process of a portal does this."""
    before, done = moment(now - kept - CLOCKS_DIFFER), 0
    while True:
        with database.reading() as connection:
            due = _due(connection, before)
        for first in range(0, len(due), AT_A_TIME):
            with database.writing() as connection:
                for head in due[first : first + AT_A_TIME]:
                    _cut(connection, head)
        done += len(due)
        if len(due) < FOUND_AT_ONCE:
            return done


def _due(connection: Connection, before: str) -> list[Head]:
    """The heads to cut at: for each log the last that an anchor of then covers, and whose row is still there."""
    there = exists().where(uses.c.subject == witnesses.c.subject, uses.c.number == witnesses.c.count)
    latest = (
        select(witnesses.c.subject, func.max(witnesses.c.count).label("number"))
        .where(witnesses.c.at <= before, there)
        .group_by(witnesses.c.subject)
        .limit(FOUND_AT_ONCE)
        .subquery()
    )
    same = (uses.c.subject == latest.c.subject) & (uses.c.number == latest.c.number)
    rows = connection.execute(select(uses.c.subject, uses.c.number, uses.c.digest).join(latest, same))
    return [Head(row.subject, row.number, row.digest) for row in rows]


def _cut(connection: Connection, head: Head) -> None:
    connection.execute(delete(cuts).where(cuts.c.subject == head.subject))
    connection.execute(insert(cuts).values(subject=head.subject, count=head.count, digest=head.digest))
    connection.execute(delete(uses).where(uses.c.subject == head.subject, uses.c.number <= head.count))
    covered = (witnesses.c.subject == head.subject, witnesses.c.count < head.count)
    connection.execute(delete(witnesses).where(*covered))
