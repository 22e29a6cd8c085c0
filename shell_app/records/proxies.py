"""Proxies: given, confirmed, ended by either side, and never taken away from history (portal.md A177–A186, R10)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from shell_app.access.people import Grant, ProxyArea
from shell_app.records.handles import new_handle
from shell_app.records.tables import grants

Kind = Literal["use", "collect"]
_GIVEN = select(grants).where(grants.c.grantor.in_(bindparam("people", expanding=True))).order_by(grants.c.given_at)
_HELD = select(grants).where(grants.c.holder == bindparam("person")).order_by(grants.c.given_at)


class Terms(NamedTuple):
    """What a proxy covers, and for how long."""

    kind: Kind
    areas: Iterable[ProxyArea]
    start: date
    end: date | None = None


def give(connection: Connection, grantor: str, holder: str, terms: Terms, now: datetime) -> str:
    """A new proxy; its id."""
    grant = new_handle()
    areas = " ".join(sorted(terms.areas))
    values = {"kind": terms.kind, "areas": areas, "start": terms.start, "end": terms.end, "given_at": now}
    connection.execute(insert(grants).values({**values, "id": grant, "grantor": grantor, "holder": holder}))
    return grant


def end(connection: Connection, grant: str, by: str, now: datetime) -> bool:
    """Whether the proxy was one of this person's, given or held, and had not ended before."""
    theirs = or_(grants.c.grantor == by, grants.c.holder == by)
    ended = update(grants).where(grants.c.id == grant, theirs, grants.c.ended_at.is_(None))
    return connection.execute(ended.values(ended_at=now, ended_by=by)).rowcount == 1


def confirm(connection: Connection, grant: str, by: str, now: datetime) -> bool:
    """Whether the proxy was one that this person gave, to use the portal, and had not ended."""
    theirs = (grants.c.id == grant, grants.c.grantor == by, grants.c.kind == "use", grants.c.ended_at.is_(None))
    return connection.execute(update(grants).where(*theirs).values(confirmed_at=now)).rowcount == 1


def given_by(connection: Connection, person: str) -> tuple[Grant, ...]:
    """All that a person ever gave, the oldest first."""
    return given_by_each(connection, [person])[person]


def given_by_each(connection: Connection, people: Sequence[str]) -> dict[str, tuple[Grant, ...]]:
    """The same of several people at once."""
    found: dict[str, list[Grant]] = {person: [] for person in people}
    for row in connection.execute(_GIVEN, {"people": people}):
        found[row.grantor].append(_grant(row))
    return {person: tuple(given) for person, given in found.items()}


def held_by(connection: Connection, person: str) -> tuple[Grant, ...]:
    """All that a person ever held, the oldest first."""
    return tuple(map(_grant, connection.execute(_HELD, {"person": person})))


def _grant(row: Row[Any]) -> Grant:
    return Grant(
        id=row.id,
        grantor=row.grantor,
        holder=row.holder,
        start=row.start,
        end=row.end,
        areas=frozenset(row.areas.split()),
        kind=row.kind,
        ended=row.ended_at,
        ended_by=row.ended_by or "",
        given=row.given_at,
        confirmed=row.confirmed_at,
    )
