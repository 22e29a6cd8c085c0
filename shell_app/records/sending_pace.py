"""How many deliveries may leave in this second, for all who carry together (goals.md L6)."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from shell_app.records.notice_tables import sending_pace

SECOND = timedelta(seconds=1)


def left(connection: Connection, now: datetime, per_second: int) -> int:
    """What is left of this second. Whoever asks holds the answer to themselves until their transaction is over."""
    row = connection.execute(select(sending_pace).with_for_update()).one()
    return per_second - row.taken if timedelta(0) <= now - row.since < SECOND else per_second


def take(connection: Connection, now: datetime, count: int) -> None:
    """So many leave now, in the transaction that asked what was left."""
    row = connection.execute(select(sending_pace)).one()
    if timedelta(0) <= now - row.since < SECOND:
        connection.execute(update(sending_pace).values(taken=row.taken + count))
    else:
        connection.execute(update(sending_pace).values(since=now, taken=count))
