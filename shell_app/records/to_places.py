"""Messages that citizens wrote, as the place they wrote to fetches them: in order, each once, from a place on."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, select

from shell_app.records.inbox_tables import attachments, messages, submissions, threads
from shell_app.records.inbox_values import Attachment, Enclosed
from shell_app.records.messages import enclosed_with


class FromCitizen(Struct, frozen=True):
    id: str
    subject: str
    place: str
    title: str
    body: str
    at: datetime
    documents: tuple[Attachment, ...] = ()


def written_to(connection: Connection, place: str, after: str, limit: int) -> list[FromCitizen]:
    """Those that came after the one of this id, or from the first on."""
    last = select(submissions.c.message).where(submissions.c.place == place, submissions.c.id == after)
    number = connection.scalar(last) or 0
    columns = (
        submissions.c.id,
        threads.c.subject,
        threads.c.title,
        messages.c.body,
        messages.c.at,
        submissions.c.message,
    )
    wanted = _to(place, *columns).where(submissions.c.message > number).order_by(submissions.c.message).limit(limit)
    rows = connection.execute(wanted).all()
    enclosed = enclosed_with(connection, messages.c.id.in_([row.message for row in rows]))
    return [
        FromCitizen(row.id, row.subject, place, row.title, row.body, row.at, tuple(enclosed.get(row.message, ())))
        for row in rows
    ]


def document(connection: Connection, place: str, id: str) -> Enclosed | None:
    """A document that came with one of them."""
    columns = (attachments.c.name, attachments.c.media_type, attachments.c.content)
    wanted = _to(place, *columns).join(attachments, attachments.c.message == messages.c.id)
    row = connection.execute(wanted.where(attachments.c.id == id)).one_or_none()
    return Enclosed(*row) if row else None


def _to(place: str, *columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(submissions)
        .join(messages, messages.c.id == submissions.c.message)
        .join(threads, (threads.c.id == messages.c.thread) & (threads.c.id == submissions.c.thread))
        .where(submissions.c.place == place, messages.c.own.is_(True))
    )
