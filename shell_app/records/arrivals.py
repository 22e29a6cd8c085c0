"""Who comes with a token, asked in one question: the session, the person, and which of their bonds to ask for.

A page that somebody signed in reads asks this first, so each question saved here is saved at every request.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, exists, select

from shell_app.access.people import Subject
from shell_app.records import people, sessions
from shell_app.records.people import Known
from shell_app.records.sessions import Session
from shell_app.records.tables import gps, guardianships
from shell_app.records.tables import people as persons
from shell_app.records.tables import sessions as kept

_HAS_BONDS = exists().where(guardianships.c.child == persons.c.id) | people.HAS_CHOSEN
_BY_TOKEN: Select[Any] = (
    select(*kept.c, *people.SHOWN, gps.c.offers, _HAS_BONDS.label("has_bonds"))
    .join(persons, persons.c.id == kept.c.person)
    .outerjoin(gps, gps.c.id == persons.c.gp)
    .where(kept.c.token_digest == bindparam("digest"))
)


class Arrived(Struct, frozen=True):
    """An open session and whose it is. `bare`: of this person there is nothing more that the rules look at."""

    session: Session
    actor: Known
    bare: bool


def find(connection: Connection, token: str, now: datetime) -> Arrived | None:
    """Whoever comes with this token, while their session is open."""
    row = connection.execute(_BY_TOKEN, {"digest": sessions.digest(token)}).one_or_none()
    if row is None:
        return None
    session = sessions.from_row(row, token)
    return Arrived(session, people.from_row(row), not row.has_bonds) if session.is_open(now) else None


def subject(connection: Connection, arrived: Arrived) -> Subject:
    """The one who came, with everything that the rules look at, as it stood when they were found or later."""
    return Subject(arrived.actor.person) if arrived.bare else people.subject(connection, arrived.actor)
