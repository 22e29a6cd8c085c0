"""Passkeys: made on a device after an eID sign-in, used to come in again, ended, and never forgotten."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select, update

from shell_app.records.handles import new_handle
from shell_app.records.tables import passkeys


class Passkey(Struct, frozen=True):
    """One device's passkey: `credential` is its own name for it, `key` the public half, `sign_count` how often it has
    signed."""

    id: str
    person: str
    credential: bytes
    key: bytes
    sign_count: int
    device: str
    made_at: datetime
    last_used_at: datetime | None = None
    ended_at: datetime | None = None


def keep(
    connection: Connection, person: str, credential: bytes, key: bytes, count: int, device: str, now: datetime
) -> bool:
    """Whether it is new: no credential belongs to two."""
    if connection.scalar(select(passkeys.c.id).where(passkeys.c.credential_digest == _digest(credential))):
        return False
    values = {"credential_digest": _digest(credential), "credential": credential, "key": key, "sign_count": count}
    connection.execute(insert(passkeys).values(id=new_handle(), person=person, device=device, made_at=now, **values))
    return True


def find(connection: Connection, credential: bytes) -> Passkey | None:
    """The passkey that has not been ended."""
    wanted = select(passkeys).where(passkeys.c.credential_digest == _digest(credential), passkeys.c.ended_at.is_(None))
    row = connection.execute(wanted).one_or_none()
    return _passkey(row) if row else None


def of(connection: Connection, person: str) -> list[Passkey]:
    """All a person ever made, the latest first."""
    theirs = select(passkeys).where(passkeys.c.person == person)
    return [_passkey(row) for row in connection.execute(theirs.order_by(passkeys.c.made_at.desc(), passkeys.c.id))]


def used(connection: Connection, passkey: str, count: int, now: datetime) -> None:
    connection.execute(update(passkeys).where(passkeys.c.id == passkey).values(sign_count=count, last_used_at=now))


def end(connection: Connection, person: str, passkey: str, now: datetime) -> bool:
    """Whether it was the person's, and not ended before."""
    theirs = (passkeys.c.id == passkey, passkeys.c.person == person, passkeys.c.ended_at.is_(None))
    return connection.execute(update(passkeys).where(*theirs).values(ended_at=now)).rowcount == 1


def _digest(credential: bytes) -> bytes:
    return sha256(credential).digest()


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(
        row.id,
        row.person,
        row.credential,
        row.key,
        row.sign_count,
        row.device,
        row.made_at,
        row.last_used_at,
        row.ended_at,
    )
