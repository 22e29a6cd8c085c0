"""Browsers that take push notices: one person each, the one who turned them on last."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from shell_app.records.handles import new_handle
from shell_app.records.notice_tables import devices
from shell_app.records.sealing import Keyring

PURPOSE = "push device"
MOST = 10
"""Browsers that one person may be told by."""


class Subscription(Struct, frozen=True):
    """What a browser gives out so that we can reach it (RFC 8030, RFC 8291); keys in base64url."""

    endpoint: str
    p256dh: str
    auth: str


class Device(NamedTuple):
    """A browser as its owner knows it again."""

    id: str
    name: str
    added_at: datetime


def keep(
    connection: Connection, keyring: Keyring, person: str, browser: Subscription, now: datetime, name: str = ""
) -> str:
    """From now on this browser is told what the person is told; its id. The oldest of too many is let go."""
    device, mark = new_handle(), keyring.mark(browser.endpoint)
    connection.execute(delete(devices).where(devices.c.mark == mark))
    for old in named(connection, person)[MOST - 1 :]:
        forget(connection, old.id)
    values = {"id": device, "person": person, "mark": mark, "added_at": now, "name": name[:60]}
    sealed = keyring.seal(msgspec.json.encode(browser), PURPOSE)
    connection.execute(insert(devices).values({**values, "sealed": sealed}))
    return device


def named(connection: Connection, person: str) -> list[Device]:
    """The person's browsers, the newest first."""
    rows = connection.execute(select(devices).where(devices.c.person == person).order_by(devices.c.added_at.desc()))
    return [Device(row.id, row.name, row.added_at) for row in rows]


def of(connection: Connection, person: str) -> tuple[str, ...]:
    return tuple(
        connection.scalars(select(devices.c.id).where(devices.c.person == person).order_by(devices.c.added_at))
    )


def find(connection: Connection, keyring: Keyring, device: str, person: str) -> Subscription | None:
    """How to reach a browser while it is this person's."""
    own = (devices.c.id == device, devices.c.person == person)
    sealed = connection.scalar(select(devices.c.sealed).where(*own))
    return msgspec.json.decode(keyring.unseal(sealed, PURPOSE), type=Subscription) if sealed else None


def forget(connection: Connection, device: str) -> None:
    connection.execute(delete(devices).where(devices.c.id == device))


def forget_all(connection: Connection, person: str) -> None:
    connection.execute(delete(devices).where(devices.c.person == person))


def turn_off(connection: Connection, person: str, device: str) -> bool:
    """Whether this was the person's own browser, which is told nothing more."""
    own = delete(devices).where(devices.c.id == device, devices.c.person == person)
    return connection.execute(own).rowcount > 0
