"""What may be used once: a sign-in's state, a logout token's id. Kept as digests until they have run out."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import IntegrityError

from shell_app.records.tables import spent


def spend(connection: Connection, kind: str, once: str, until: datetime) -> bool:
    """Whether this is the first use; two at the same time are one first and one second."""
    digest = sha256(once.encode()).digest()
    try:
        with connection.begin_nested():
            connection.execute(insert(spent).values(kind=kind, digest=digest, until=until))
    except IntegrityError:
        return False
    return True


def forget(connection: Connection, now: datetime) -> None:
    """Take away what has run out and would be refused for that."""
    connection.execute(delete(spent).where(spent.c.until <= now))
