"""How often senders call, minute by minute; what is older than a day is forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from shell_app.records.inbox_tables import sender_calls

KEPT = timedelta(days=1)


def count(connection: Connection, sender: str, now: datetime) -> int:
    """One more call; how many it makes in this minute."""
    minute = now.replace(second=0, microsecond=0)
    this = (sender_calls.c.sender == sender, sender_calls.c.minute == minute)
    more = update(sender_calls).where(*this).values(calls=sender_calls.c.calls + 1)
    if not connection.execute(more).rowcount:
        try:
            with connection.begin_nested():
                connection.execute(insert(sender_calls).values(sender=sender, minute=minute, calls=1))
            connection.execute(delete(sender_calls).where(sender_calls.c.minute < now - KEPT))
        except IntegrityError:
            connection.execute(more)
    return connection.scalar(select(sender_calls.c.calls).where(*this)) or 0
