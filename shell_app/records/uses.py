"""The usage log's rows: every use of a person's services, chained, durable when the transaction has ended.

Rows are added and read and never changed (threats.md A13); `cutting` takes away what has been kept for its time.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from msgspec import Struct
from sqlalchemy import Connection, Insert, Row, Update, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from shell_app.access.people import midnight
from shell_app.records.sessions import Change
from shell_app.records.tables import cuts, people, uses
from shell_app.usage_log import chain
from shell_app.usage_log.chain import Head
from shell_app.usage_log.entry import Basis, Use
from shell_app.usage_log.reading import Sought

_HEAD = (
    select(uses.c.number, uses.c.digest)
    .where(uses.c.subject == bindparam("subject"))
    .order_by(uses.c.number.desc())
    .limit(1)
)


class Listed(Struct, frozen=True):
    """A row as it is read: who did it by name."""

    number: int
    actor: str
    service: str
    basis: Basis
    at: datetime


def append(connection: Connection, use: Use, beside: Change | None = None) -> None:
    """Add a use to its subject's chain, with another change `beside` it: on PostgreSQL both are one statement.

    A chain has one next row. Whoever finds that another has taken it reads where the chain has come to, and tries
    again.
    """
    if beside and connection.dialect.name == "sqlite":
        connection.execute(beside.statement, beside.values)
        beside = None
    add = _adding(connection.dialect.name, beside.statement if beside else None)
    others = beside.values if beside else {}
    while True:
        row = chain.append(head(connection, use.subject), use)
        if connection.execute(add, {**_values(row), **others}).rowcount:
            return


@cache
def _adding(kind: str, beside: Update | None) -> Insert:
    dialect = sqlite if kind == "sqlite" else postgresql
    add = dialect.insert(uses).on_conflict_do_nothing(index_elements=[uses.c.subject, uses.c.number])
    add = add.execution_options(preserve_rowcount=True)
    return add if beside is None else add.add_cte(beside.cte("beside"))


def append_all(connection: Connection, subject: str, done: Iterable[Use]) -> None:
    """Add uses in order, to a chain to which nobody else adds meanwhile."""
    last, rows = head(connection, subject), []
    for use in done:
        row = chain.append(last, use)
        last = Head(subject, row.number, row.digest)
        rows.append(_values(row))
    if rows:
        connection.execute(insert(uses), rows)


class View(NamedTuple):
    """Whose log, and what of it: parents see nothing that is confidential (access-rules.md T3)."""

    subject: str
    sought: Sought = Sought()
    by_parent: bool = False


def count(connection: Connection, view: View) -> int:
    return connection.scalar(_of(select(func.count()), view)) or 0


def newer(connection: Connection, view: View, number: int) -> int:
    """How many of the rows stand before this one, the latest being first."""
    return connection.scalar(_of(select(func.count()), view).where(uses.c.number > number)) or 0


def page(connection: Connection, view: View, limit: int, before: int = 0, after: int = 0) -> list[Listed]:
    """Some rows, the latest first: those that are older than row `before`, or newer than row `after`.

    A row has its number for ever, so that a page does not move while somebody reads and others write.
    """
    wanted = _of(select(uses, people.c.name).join(people, people.c.id == uses.c.actor), view)
    if before:
        wanted = wanted.where(uses.c.number < before)
    order = uses.c.number.asc() if after else uses.c.number.desc()
    rows = connection.execute(wanted.where(uses.c.number > after).order_by(order).limit(limit))
    listed = [Listed(row.number, row.name, row.service, row.basis, row.at) for row in rows]
    return listed[::-1] if after else listed


def services_used(connection: Connection, view: View) -> list[str]:
    """The ids of the services in the log, for its filter."""
    return sorted(connection.scalars(_of(select(uses.c.service).distinct(), view)))


def actors(connection: Connection, view: View) -> list[tuple[str, str]]:
    """Handles and names of all who have used something, for the filter."""
    query = select(people.c.id, people.c.name).join(uses, uses.c.actor == people.c.id).distinct()
    return [(row.id, row.name) for row in connection.execute(_of(query, view).order_by(people.c.name))]


def rows_of(connection: Connection, subject: str) -> list[chain.Row]:
    """The whole chain of a person as it is kept, to be verified and handed to them."""
    rows = connection.execute(select(uses).where(uses.c.subject == subject).order_by(uses.c.number))
    return [chain.Row(row.number, _use(row), row.digest) for row in rows]


def _of(query: Any, view: View) -> Any:
    sought = view.sought
    query = query.where(uses.c.subject == view.subject)
    if view.by_parent:
        query = query.where(uses.c.confidential.is_(False))
    exactly = {uses.c.actor: sought.actor, uses.c.service: sought.service, uses.c.basis: sought.basis}
    for column, wanted in exactly.items():
        query = query.where(column == wanted) if wanted else query
    if sought.first:
        query = query.where(uses.c.at >= midnight(sought.first))
    return query.where(uses.c.at < midnight(sought.last + timedelta(days=1))) if sought.last else query


def head(connection: Connection, subject: str) -> Head:
    """Where the person's chain has come to."""
    row = connection.execute(_HEAD, {"subject": subject}).one_or_none()
    return Head(subject, row.number, row.digest) if row else start(connection, subject)


def start(connection: Connection, subject: str) -> Head:
    """Where the person's log begins: at its first row, or at the last that was taken away."""
    row = connection.execute(select(cuts).where(cuts.c.subject == subject)).one_or_none()
    return Head(subject, row._mapping["count"], row.digest) if row else chain.beginning(subject)


def moved_since(connection: Connection, moment: datetime) -> list[str]:
    """Those whose services have been used since."""
    return list(connection.scalars(select(uses.c.subject).where(uses.c.at >= moment).distinct()))


def _values(row: chain.Row) -> dict[str, Any]:
    use = row.use
    return {
        "subject": use.subject,
        "number": row.number,
        "actor": use.actor,
        "basis": use.basis,
        "service": use.service,
        "action": use.action,
        "at": use.at,
        "request": use.request,
        "purpose": use.purpose,
        "confidential": use.confidential,
        "digest": row.digest,
    }


def _use(row: Row[Any]) -> Use:
    return Use(
        actor=row.actor,
        subject=row.subject,
        basis=cast(Basis, row.basis),
        service=row.service,
        action=row.action,
        at=row.at,
        request=row.request,
        purpose=row.purpose,
        confidential=row.confidential,
    )
