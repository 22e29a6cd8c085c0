"""Brings what we know of a person, their children and those children's other guardians up to the register."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from shell_app.records import people
from shell_app.records.people import Known
from shell_app.records.sealing import Keyring
from shell_app.register import Register, Registered


def refresh(connection: Connection, keyring: Keyring, register: Register, number: str, now: datetime) -> Known | None:
    """The person as the register now has them, or None if it has no such person.

    The rules about a child ask where every guardian lives (access-rules.md I8), so all of them are looked up.
    """
    person = register.find(number)
    if person is None:
        return None
    children = [child for each in register.children_of(number) if (child := register.find(each))]
    known = {person.number: people.keep(connection, keyring, person, now)}
    for other in _others(register, person, children):
        known[other.number] = people.keep(connection, keyring, other, now)
    for child in (person, *children):
        guardians = [known[each].id for each in child.guardians if each in known]
        people.keep_guardians(connection, known[child.number].id, guardians)
    return known[person.number]


def _others(register: Register, person: Registered, children: list[Registered]) -> Iterator[Registered]:
    seen = {person.number}
    numbers = (guardian for each in (person, *children) for guardian in each.guardians)
    for number in (*(child.number for child in children), *numbers):
        if number not in seen and (found := register.find(number)):
            yield found
        seen.add(number)
