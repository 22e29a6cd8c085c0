"""What people have asked for about who sees their data: added to, never changed but for the register's answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from shell_app.people.privacy_choices import Choice, Setting, Value
from shell_app.records.tables import privacy_choices

_ASKED_FOR = (
    select(privacy_choices)
    .where(privacy_choices.c.person.in_(bindparam("people", expanding=True)))
    .order_by(privacy_choices.c.id)
)


def history(connection: Connection, person: str) -> list[Choice]:
    """Everything the person ever asked for, the oldest first."""
    return histories(connection, [person]).get(person, [])


def histories(connection: Connection, people: Sequence[str]) -> dict[str, list[Choice]]:
    """The same of several people at once; those who never asked for anything are not there."""
    found: dict[str, list[Choice]] = {}
    for row in connection.execute(_ASKED_FOR, {"people": people}):
        found.setdefault(row.person, []).append(Choice(row.setting, row.value, row.requested, row.confirmed, row.about))
    return found


def choose(
    connection: Connection, person: str, setting: Setting, value: Value, chosen_by: str, now: datetime, about: str = ""
) -> None:
    """Ask for it now; it holds when the register has it, or after two days."""
    values = {"setting": setting, "value": value, "about": about, "requested": now, "chosen_by": chosen_by}
    connection.execute(insert(privacy_choices).values(person=person, **values))
