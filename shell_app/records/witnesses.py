"""Which anchors cover whose log, each with the way from the person's head to the anchor's root."""

import msgspec
from sqlalchemy import Connection, func, insert, select

from shell_app.records.tables import witnesses
from shell_app.usage_log.anchors import Anchor, Step, Witness


def keep(connection: Connection, subject: str, seen: Witness) -> None:
    path = [(step.side, step.digest.hex()) for step in seen.path]
    connection.execute(
        insert(witnesses).values(
            subject=subject,
            anchor=seen.anchor.number,
            at=seen.anchor.at,
            root=seen.anchor.root,
            previous=seen.anchor.previous,
            count=seen.count,
            path=msgspec.json.encode(path).decode(),
        )
    )


def covered(connection: Connection, subject: str) -> int:
    """How many of the person's rows the last anchor covers."""
    return connection.scalar(select(func.max(witnesses.c.count)).where(witnesses.c.subject == subject)) or 0


def of(connection: Connection, subject: str) -> list[Witness]:
    """All, the first anchor before the others."""
    rows = connection.execute(select(witnesses).where(witnesses.c.subject == subject).order_by(witnesses.c.anchor))
    return [
        Witness(
            Anchor(row.anchor, row.at, row.root, row.previous),
            row._mapping["count"],
            tuple(Step(side, bytes.fromhex(digest)) for side, digest in msgspec.json.decode(row.path)),
        )
        for row in rows
    ]
