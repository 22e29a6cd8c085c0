"""A new key: everything that was sealed or marked with the old one is so with the new, or nothing is."""

import msgspec
from sqlalchemy import Connection, select, update

from shell_app.records.devices import PURPOSE as DEVICE
from shell_app.records.devices import Subscription
from shell_app.records.notice_tables import devices
from shell_app.records.people import NUMBER
from shell_app.records.profiles import PURPOSE as PROFILE
from shell_app.records.sealing import Keyring
from shell_app.records.tables import people, profiles


def rekey(connection: Connection, old: Keyring, new: Keyring) -> int:
    """How many seals were made anew; Unreadable where the old key is not the one they were made with."""
    return sum(step(connection, old, new) for step in (_numbers, _profiles, _devices))


def _numbers(connection: Connection, old: Keyring, new: Keyring) -> int:
    rows = connection.execute(select(people.c.id, people.c.number_sealed)).all()
    for row in rows:
        number = old.unseal(row.number_sealed, NUMBER)
        values = {"number_mark": new.mark(number.decode()), "number_sealed": new.seal(number, NUMBER)}
        connection.execute(update(people).where(people.c.id == row.id).values(values))
    return len(rows)


def _profiles(connection: Connection, old: Keyring, new: Keyring) -> int:
    rows = connection.execute(select(profiles)).all()
    for row in rows:
        purpose = PROFILE + row.person
        sealed = new.seal(old.unseal(row.sealed, purpose), purpose)
        connection.execute(update(profiles).where(profiles.c.person == row.person).values(sealed=sealed))
    return len(rows)


def _devices(connection: Connection, old: Keyring, new: Keyring) -> int:
    rows = connection.execute(select(devices.c.id, devices.c.sealed)).all()
    for row in rows:
        told = old.unseal(row.sealed, DEVICE)
        mark = new.mark(msgspec.json.decode(told, type=Subscription).endpoint)
        values = {"mark": mark, "sealed": new.seal(told, DEVICE)}
        connection.execute(update(devices).where(devices.c.id == row.id).values(values))
    return len(rows)
