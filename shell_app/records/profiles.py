"""What people have told about themselves, sealed: whoever has the database alone reads none of it."""

import msgspec
from sqlalchemy import Connection, insert, select, update

from shell_app.people.profile import Profile
from shell_app.records.sealing import Keyring
from shell_app.records.tables import profiles

PURPOSE = "profile "


def find(connection: Connection, keyring: Keyring, person: str) -> Profile:
    """What the person has told; an empty profile when nothing."""
    sealed = connection.scalar(select(profiles.c.sealed).where(profiles.c.person == person))
    return msgspec.json.decode(keyring.unseal(sealed, PURPOSE + person), type=Profile) if sealed else Profile()


def keep(connection: Connection, keyring: Keyring, person: str, profile: Profile) -> None:
    sealed = keyring.seal(msgspec.json.encode(profile), PURPOSE + person)
    changed = connection.execute(update(profiles).where(profiles.c.person == person).values(sealed=sealed))
    if not changed.rowcount:
        connection.execute(insert(profiles).values(person=person, sealed=sealed))
