"""The security log: refusals and other signs of trouble, by code, without anybody's number or words."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from shell_app.records.tables import security_events, sessions, sign_ins, uses


def note(connection: Connection, kind: str, code: str, now: datetime, person: str | None = None) -> None:
    """Add a row. `code` is one of ours and never a text from outside."""
    connection.execute(insert(security_events).values(at=now, kind=kind, code=code, person=person))


def noted(connection: Connection) -> list[tuple[str, str]]:
    """Kind and code of every row, the oldest first."""
    rows = connection.execute(select(security_events).order_by(security_events.c.id))
    return [(row.kind, row.code) for row in rows]


def latest_moment(connection: Connection) -> datetime | None:
    """The highest time the database knows of: the clock does not go back before it. Sessions go when they end, and the
    log of use stays."""
    known = sessions.c.last_seen_at, sign_ins.c.last_at, security_events.c.at, uses.c.at
    moments = connection.execute(select(*(select(func.max(each)).scalar_subquery() for each in known))).one()
    return max((moment for moment in moments if moment), default=None)
