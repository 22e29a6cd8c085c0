"""Drafts: what somebody has begun to write, kept until it is sent or thrown away. Nobody but they see it."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from shell_app.records.handles import new_handle
from shell_app.records.inbox_tables import draft_documents, drafts
from shell_app.records.inbox_values import Attachment, Enclosed

MOST = 50
"""Drafts that one person can have; the oldest gives way to a new one."""


class Draft(Struct, frozen=True):
    """`place` is to whom, `thread` the conversation it answers in, if any. The id is the attempt to send it."""

    id: str
    place: str
    thread: str = ""
    title: str = ""
    body: str = ""
    saved_at: datetime | None = None


class Desk(Struct, frozen=True):
    """Who writes, and about whom."""

    author: str
    subject: str


def keep(connection: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    """As it is now. An id that is somebody else's draft is left alone."""
    values = {"place": draft.place, "thread": draft.thread, "title": draft.title, "body": draft.body, "saved_at": now}
    known = connection.scalar(select(func.count()).select_from(drafts).where(drafts.c.id == draft.id))
    if known:
        connection.execute(update(drafts).where(*_at(desk), drafts.c.id == draft.id).values(values))
        return
    old = select(drafts.c.id).where(drafts.c.author == desk.author).order_by(drafts.c.saved_at.desc()).offset(MOST - 1)
    connection.execute(delete(drafts).where(drafts.c.id.in_(list(connection.scalars(old)))))
    own = {"id": draft.id, "author": desk.author, "subject": desk.subject}
    connection.execute(insert(drafts).values({**values, **own}))


def find(connection: Connection, desk: Desk, draft: str) -> Draft | None:
    row = connection.execute(select(drafts).where(*_at(desk), drafts.c.id == draft)).one_or_none()
    return Draft(row.id, row.place, row.thread, row.title, row.body, row.saved_at) if row else None


def answer_in(connection: Connection, desk: Desk, thread: str) -> Draft | None:
    """The latest draft of an answer in a conversation."""
    there = select(drafts).where(*_at(desk), drafts.c.thread == thread).order_by(drafts.c.saved_at.desc()).limit(1)
    row = connection.execute(there).one_or_none()
    return Draft(row.id, row.place, row.thread, row.title, row.body, row.saved_at) if row else None


def all_of(connection: Connection, desk: Desk) -> list[Draft]:
    """The latest first."""
    rows = connection.execute(select(drafts).where(*_at(desk)).order_by(drafts.c.saved_at.desc()))
    return [Draft(row.id, row.place, row.thread, row.title, row.body, row.saved_at) for row in rows]


def enclose(connection: Connection, desk: Desk, draft: str, documents: Sequence[Enclosed]) -> None:
    """Let these go with the draft as well."""
    if documents and find(connection, desk, draft):
        rows = [
            {"id": new_handle(), "draft": draft, "name": one.name, "media_type": one.media_type, "content": one.content}
            for one in documents
        ]
        connection.execute(insert(draft_documents), rows)


def documents_of(connection: Connection, desk: Desk, draft: str) -> list[Attachment]:
    """What goes with a draft, without its content."""
    columns = (draft_documents.c.id, draft_documents.c.name, draft_documents.c.media_type)
    wanted = select(*columns, func.length(draft_documents.c.content)).join(drafts)
    rows = connection.execute(wanted.where(*_at(desk), drafts.c.id == draft).order_by(draft_documents.c.name))
    return [Attachment(*row) for row in rows]


def enclosed_in(connection: Connection, desk: Desk, draft: str) -> tuple[Enclosed, ...]:
    """What goes with a draft, to be sent."""
    columns = (draft_documents.c.name, draft_documents.c.media_type, draft_documents.c.content)
    wanted = select(*columns).join(drafts).where(*_at(desk), drafts.c.id == draft)
    return tuple(Enclosed(*row) for row in connection.execute(wanted.order_by(draft_documents.c.name)))


def take_out(connection: Connection, desk: Desk, draft: str, document: str) -> None:
    """Of the documents of a draft this one does not go."""
    own = select(drafts.c.id).where(*_at(desk), drafts.c.id == draft)
    these = (draft_documents.c.id == document, draft_documents.c.draft.in_(own))
    connection.execute(delete(draft_documents).where(*these))


def room(connection: Connection, author: str) -> int:
    """How many bytes of documents somebody's drafts hold."""
    held = select(func.sum(func.length(draft_documents.c.content))).join(drafts).where(drafts.c.author == author)
    return connection.scalar(held) or 0


def discard(connection: Connection, desk: Desk, draft: str) -> bool:
    return connection.execute(delete(drafts).where(*_at(desk), drafts.c.id == draft)).rowcount == 1


def forget(connection: Connection, subject: str) -> None:
    """All that anybody has begun to write about somebody."""
    connection.execute(delete(drafts).where(drafts.c.subject == subject))


def _at(desk: Desk) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return drafts.c.author == desk.author, drafts.c.subject == desk.subject
