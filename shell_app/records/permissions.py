"""Which tools a citizen lets read data about them (portal.md A197, Q7)."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from shell_app.records.handles import new_handle
from shell_app.records.tables import permissions


class Permission(Struct, frozen=True):
    """`reads` is the id of the service whose data the tool may read."""

    id: str
    tool: str
    reads: str
    given_at: datetime


def give(connection: Connection, person: str, tool: str, reads: str, now: datetime) -> str:
    permission = new_handle()
    connection.execute(
        insert(permissions).values(id=permission, person=person, tool=tool, reads=reads, given_at=now)
    )
    return permission


def in_force(connection: Connection, person: str) -> list[Permission]:
    """Those that have not been ended, the latest first."""
    theirs = select(permissions).where(permissions.c.person == person, permissions.c.ended_at.is_(None))
    rows = connection.execute(theirs.order_by(permissions.c.given_at.desc(), permissions.c.id))
    return [Permission(row.id, row.tool, row.reads, row.given_at) for row in rows]


def end(connection: Connection, person: str, permission: str, now: datetime) -> bool:
    """Whether it was the person's, and in force until now."""
    theirs = (permissions.c.id == permission, permissions.c.person == person, permissions.c.ended_at.is_(None))
    return connection.execute(update(permissions).where(*theirs).values(ended_at=now)).rowcount == 1
