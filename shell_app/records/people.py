"""People: found by their number's mark, known everywhere else by a handle."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, func, insert, select, union_all, update

from shell_app.access.people import Closure, Consent, Gp, Grant, Person, Restriction, Subject
from shell_app.people.privacy_choices import closures
from shell_app.records import privacy_choices, proxies
from shell_app.records.handles import new_handle
from shell_app.records.sealing import Keyring
from shell_app.records.tables import consent_changes, gps, grants, guardianships, people, restrictions
from shell_app.records.tables import privacy_choices as choices
from shell_app.register import GpOffice, Registered

NUMBER = "national number"
SHOWN = [column for column in people.c if not column.name.startswith("number")]
"""All of a person but their number."""
_PEOPLE: Select[Any] = select(*SHOWN, gps.c.offers).outerjoin(gps, gps.c.id == people.c.gp)
_BY_ID = _PEOPLE.where(people.c.id == bindparam("person"))
_GUARDIANS = (
    _PEOPLE.add_columns(guardianships.c.child)
    .join(guardianships, guardianships.c.guardian == people.c.id)
    .where(guardianships.c.child.in_(bindparam("people", expanding=True)))
    .order_by(people.c.id)
)
_FIRST_GIVEN = (
    select(func.min(grants.c.given_at))
    .where(grants.c.grantor == people.c.id, grants.c.holder == bindparam("person"))
    .scalar_subquery()
)
_OWN_CHILD = exists().where(guardianships.c.child == people.c.id, guardianships.c.guardian == bindparam("person"))
HAS_CHOSEN = (
    exists().where(restrictions.c.person == people.c.id)
    | exists().where(grants.c.grantor == people.c.id)
    | exists().where(choices.c.person == people.c.id)
)
"""Whether anything is closed, or was ever given or asked for: few people's services are."""
_BOUND_TO = _PEOPLE.add_columns(
    _OWN_CHILD.label("own_child"), _FIRST_GIVEN.label("first_given"), HAS_CHOSEN.label("has_chosen")
).where(
    people.c.id.in_(
        union_all(
            select(guardianships.c.child).where(guardianships.c.guardian == bindparam("person")),
            select(grants.c.grantor).where(grants.c.holder == bindparam("person")),
        )
    )
)
_CLOSED = select(restrictions).where(restrictions.c.person.in_(bindparam("people", expanding=True)))


class Known(Struct, frozen=True):
    """A person and what they are called. The rules see `person` alone."""

    person: Person
    name: str

    @property
    def id(self) -> str:
        return self.person.id


NOBODY = Known(Person("", date(1900, 1, 1)), "")
"""Whoever is not known here, for doors where they are to be like somebody who never consented (goals.md S16)."""


def keep(connection: Connection, keyring: Keyring, person: Registered, now: datetime) -> Known:
    """Remember what the register says; what the person has chosen with us stays."""
    mark = keyring.mark(person.number)
    if person.gp:
        _keep_gp(connection, person.gp)
    values = {
        "name": person.name,
        "born": person.born,
        "address": person.address,
        "protected": person.protected,
        "dead": person.dead,
        "region": person.region,
        "gp": person.gp.id if person.gp else None,
        "registered_at": now,
    }
    changed = connection.execute(update(people).where(people.c.number_mark == mark).values(values))
    if not changed.rowcount:
        sealed = keyring.seal(person.number.encode(), NUMBER)
        values |= {"id": new_handle(), "number_mark": mark, "number_sealed": sealed}
        connection.execute(insert(people).values(values))
    return from_row(connection.execute(_PEOPLE.where(people.c.number_mark == mark)).one())


def _keep_gp(connection: Connection, gp: GpOffice) -> None:
    values = {"name": gp.name, "offers": " ".join(gp.offers)}
    if not connection.execute(update(gps).where(gps.c.id == gp.id).values(values)).rowcount:
        connection.execute(insert(gps).values({**values, "id": gp.id}))


def keep_guardians(connection: Connection, child: str, guardians: list[str]) -> None:
    """Those with parental responsibility, all others gone."""
    connection.execute(delete(guardianships).where(guardianships.c.child == child))
    if guardians:
        connection.execute(insert(guardianships), [{"child": child, "guardian": each} for each in guardians])


def choose_consent(connection: Connection, person: str, level: Consent, chosen_by: str, now: datetime) -> None:
    """From the next request on this is what the person uses; the choice stays in the history."""
    connection.execute(update(people).where(people.c.id == person).values(consent=level.value))
    connection.execute(insert(consent_changes).values(person=person, level=level.value, chosen_by=chosen_by, at=now))


def begin_with(
    connection: Connection, person: str, consent: Consent, parents_consent: bool = False, inactive: bool = False
) -> None:
    """What a person has chosen about their use of the portal, all of it at once."""
    values = {"consent": consent.value, "parents_consent": parents_consent, "inactive": inactive}
    connection.execute(update(people).where(people.c.id == person).values(values))


def shut(connection: Connection, person: str, now: datetime) -> bool:
    """Whether the person's portal was open until now."""
    still_open = update(people).where(people.c.id == person, people.c.shut_at.is_(None))
    return connection.execute(still_open.values(shut_at=now)).rowcount == 1


def open_again(connection: Connection, person: str) -> bool:
    """Whether the person's portal was shut until now."""
    still_shut = update(people).where(people.c.id == person, people.c.shut_at.is_not(None))
    return connection.execute(still_shut.values(shut_at=None)).rowcount == 1


def set_inactive(connection: Connection, person: str, inactive: bool) -> bool:
    """Whether it was otherwise until now (portal.md R14)."""
    other = update(people).where(people.c.id == person, people.c.inactive.is_(not inactive))
    return connection.execute(other.values(inactive=inactive)).rowcount == 1


def find(connection: Connection, person: str) -> Known | None:
    row = connection.execute(_BY_ID, {"person": person}).one_or_none()
    return from_row(row) if row else None


def find_by_number(connection: Connection, keyring: Keyring, number: str) -> Known | None:
    row = connection.execute(_PEOPLE.where(people.c.number_mark == keyring.mark(number))).one_or_none()
    return from_row(row) if row else None


def number_of(connection: Connection, keyring: Keyring, person: str) -> str:
    """The national number, to ask a register with; it goes nowhere else."""
    sealed = connection.scalar(select(people.c.number_sealed).where(people.c.id == person))
    return keyring.unseal(sealed or b"", NUMBER).decode()


def subject(connection: Connection, known: Known) -> Subject:
    """The person with everything about them that the rules look at."""
    return subjects(connection, [known])[0]


def subjects(connection: Connection, those: Sequence[Known], who_have_chosen: list[str] | None = None) -> list[Subject]:
    """The same of several people at once; what they have chosen is asked of those who are known to have, or of all."""
    if not those:
        return []
    if who_have_chosen is None:
        who_have_chosen = [each.id for each in those]
    guardians: dict[str, list[Person]] = {}
    for row in connection.execute(_GUARDIANS, {"people": [each.id for each in those]}):
        guardians.setdefault(row.child, []).append(from_row(row).person)
    chosen = _chosen(connection, who_have_chosen) if who_have_chosen else {}
    return [Subject(each.person, tuple(guardians.get(each.id, ())), *chosen.get(each.id, ())) for each in those]


class _Chosen(NamedTuple):
    """What a subject has besides guardians."""

    grants: tuple[Grant, ...]
    restrictions: frozenset[Restriction]
    closures: tuple[Closure, ...]


def _chosen(connection: Connection, those: list[str]) -> dict[str, _Chosen]:
    closed: dict[str, list[Restriction]] = {}
    for row in connection.execute(_CLOSED, {"people": those}):
        closed.setdefault(row.person, []).append(Restriction(row.category, row.closed_to))
    given = proxies.given_by_each(connection, those)
    asked_for = privacy_choices.histories(connection, those)
    return {
        each: _Chosen(given[each], frozenset(closed.get(each, ())), closures(asked_for.get(each, ()))) for each in those
    }


def bound_to(connection: Connection, person: str) -> list[tuple[Known, Subject]]:
    """Those for whom somebody might act: children first, the eldest before the others, then those who ever gave them a
    proxy, in the order they gave it. Each with what the rules look at."""
    rows = connection.execute(_BOUND_TO, {"person": person}).all()
    children = sorted((row for row in rows if row.own_child), key=lambda row: (row.born, row.name))
    givers = sorted((row for row in rows if not row.own_child), key=lambda row: row.first_given)
    those = [from_row(row) for row in (*children, *givers)]
    return list(zip(those, subjects(connection, those, [row.id for row in rows if row.has_chosen]), strict=True))


def from_row(row: Row[Any]) -> Known:
    """The person in a row with the columns SHOWN and what their GP offers."""
    person = Person(
        id=row.id,
        born=row.born,
        address=row.address,
        protected=row.protected,
        consent=Consent(row.consent),
        parents_consent=row.parents_consent,
        inactive=row.inactive,
        dead=row.dead,
        shut_at=row.shut_at,
        region=row.region,
        gp=Gp(row.gp, frozenset(row.offers.split())) if row.gp else None,
    )
    return Known(person, row.name)
