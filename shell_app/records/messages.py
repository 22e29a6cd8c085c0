"""The inbox: conversations and letters, found by place in time or by their words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, text, tuple_, update

from shell_app.access.items import Marks
from shell_app.access.people import midnight
from shell_app.records import message_words
from shell_app.records.handles import new_handle
from shell_app.records.inbox_tables import attachments, messages, threads
from shell_app.records.inbox_values import Attachment, Enclosed, Message, Opened, Place, Sought, Thread, Written


def begin(connection: Connection, subject: str, opened: Opened, first: Iterable[Written]) -> str:
    """A new conversation with its first messages, of which there is at least one; its id."""
    return begin_all(connection, subject, [(opened, list(first))])[0]


def begin_all(connection: Connection, subject: str, begun: Sequence[tuple[Opened, list[Written]]]) -> list[str]:
    """Many new conversations at once; their ids, in order."""
    rows = [_begun(subject, opened, written) for opened, written in begun]
    if rows:
        connection.execute(insert(threads), rows)
        _write(
            connection,
            subject,
            [(row["id"], row["title"], one) for row, (_, written) in zip(rows, begun, strict=True) for one in written],
        )
    return [row["id"] for row in rows]


def add(connection: Connection, subject: str, thread: str, written: Sequence[Written]) -> None:
    """More messages in a conversation, the newest last; it is taken out of the archive by them, but by
    what a parent writes it stays where the child has it (R20)."""
    title = connection.scalar(select(threads.c.title).where(threads.c.id == thread)) or ""
    _write(connection, subject, [(thread, title, one) for one in written])
    news = sum(not one.own for one in written)
    by_parents = threads.c.by_parents + _by_parents(written)
    grown = {"total": threads.c.total + len(written), "by_parents": by_parents, "unread": threads.c.unread + news}
    newest: dict[str, Any] = {"last_at": max(one.at for one in written)}
    if seen := [one.at for one in written if one.basis != "parent"]:
        newest |= {"last_for_self": max(seen), "archived": False}
    connection.execute(update(threads).where(threads.c.id == thread).values({**grown, **newest}))


def _begun(subject: str, opened: Opened, written: list[Written]) -> dict[str, Any]:
    return {
        "id": new_handle(),
        "subject": subject,
        "kind": opened.kind,
        "title": opened.title,
        "sender": next((one.sender for one in reversed(written) if not one.own), opened.to or written[0].sender),
        "place": opened.place,
        "confidential": opened.marks.confidential,
        "not_for_proxies": opened.marks.not_for_proxies,
        "begun_by_parent": written[0].basis == "parent",
        "time_at": opened.time_at,
        "unread": sum(not one.own for one in written),
        "total": len(written),
        "by_parents": _by_parents(written),
        "last_at": max(one.at for one in written),
        "last_for_self": max([one.at for one in written if one.basis != "parent"] or [written[0].at]),
    }


def _by_parents(written: Iterable[Written]) -> int:
    return sum(one.basis == "parent" for one in written)


def _write(connection: Connection, subject: str, rows: Sequence[tuple[str, str, Written]]) -> None:
    """Messages with their words and documents: each with its conversation's id and title."""
    values = [
        {"thread": thread, "sender": one.sender, "own": one.own, "basis": one.basis, "at": one.at, "body": one.body}
        for thread, _, one in rows
    ]
    added = insert(messages).returning(messages.c.id, sort_by_parameter_order=True)
    numbers = connection.scalars(added, values).all()
    words = (
        (number, f"{title} {one.sender} {one.body}") for number, (_, title, one) in zip(numbers, rows, strict=True)
    )
    message_words.index(connection, subject, words)
    enclosed = [
        {
            "id": new_handle(),
            "message": number,
            "name": each.name,
            "media_type": each.media_type,
            "content": each.content,
        }
        for number, (_, _, one) in zip(numbers, rows, strict=True)
        for each in one.enclosed
    ]
    if enclosed:
        connection.execute(insert(attachments), enclosed)


def totals(connection: Connection, subject: str, sought: Sought) -> tuple[int, int]:
    """How many messages and how many unread, of all that whoever looks may see (portal.md A69)."""
    total, unread, _ = overview(connection, subject, sought)
    return total, unread


def overview(connection: Connection, subject: str, sought: Sought) -> tuple[int, int, list[str]]:
    """How many messages, how many unread, and who has written, in one walk through all that whoever looks may see."""
    shown = threads.c.total if sought.from_parents else threads.c.total - threads.c.by_parents
    counts = select(threads.c.sender, func.sum(shown), func.sum(threads.c.unread))
    rows = connection.execute(counts.where(*_visible(subject, sought)).group_by(threads.c.sender)).all()
    return sum(row[1] for row in rows), sum(row[2] for row in rows), sorted(row[0] for row in rows)


def page(connection: Connection, subject: str, sought: Sought, limit: int, after: Place | None = None) -> list[Thread]:
    """Some conversations, the newest first, from a place on: as quick at the end of the list as at its beginning."""
    last = _last(sought)
    wanted = select(threads).where(*_visible(subject, sought), *_filtered(sought))
    if after:
        wanted = wanted.where(tuple_(last, threads.c.id) < tuple_(after.last_at, after.id))
    if sought.words:
        matching = message_words.matching(connection, subject, sought.words)
        if matching is None:
            return []
        numbers = text(matching[0]).bindparams(**matching[1]).columns(messages.c.id).subquery()
        with_words = select(messages.c.thread).join(numbers, numbers.c.id == messages.c.id)
        if not sought.from_parents:
            with_words = with_words.where(messages.c.basis != "parent")
        wanted = wanted.where(threads.c.id.in_(with_words))
    rows = connection.execute(wanted.order_by(last.desc(), threads.c.id.desc()).limit(limit))
    return [_thread(row, sought) for row in rows]


def _last(sought: Sought) -> ColumnElement[datetime]:
    """When the last message came that whoever looks is shown."""
    return threads.c.last_at if sought.from_parents else threads.c.last_for_self


def _filtered(sought: Sought) -> Iterator[Any]:
    yield threads.c.archived == sought.archived
    if sought.unread:
        yield threads.c.unread > 0
    if sought.sender:
        yield threads.c.sender == sought.sender
    if sought.first:
        yield _last(sought) >= midnight(sought.first)
    if sought.last:
        yield _last(sought) < midnight(sought.last + timedelta(days=1))


def find(connection: Connection, subject: str, thread: str, sought: Sought) -> Thread | None:
    """One of the subject's conversations, archived or not, if whoever looks may see it."""
    wanted = select(threads).where(*_visible(subject, sought), threads.c.id == thread)
    row = connection.execute(wanted).one_or_none()
    return _thread(row, sought) if row else None


def messages_of(connection: Connection, thread: str, from_parents: bool = True) -> list[Message]:
    """A conversation from its beginning."""
    enclosed = enclosed_with(connection, messages.c.thread == thread)
    said = select(messages).where(messages.c.thread == thread).order_by(messages.c.at, messages.c.id)
    if not from_parents:
        said = said.where(messages.c.basis != "parent")
    rows = connection.execute(said)
    return [Message(row.sender, row.own, row.at, row.body, tuple(enclosed.get(row.id, ()))) for row in rows]


def enclosed_with(connection: Connection, those: ColumnElement[bool]) -> dict[int, list[Attachment]]:
    """What came with some messages, without its content, by the messages' numbers."""
    found: dict[int, list[Attachment]] = {}
    columns = (attachments.c.id, attachments.c.name, attachments.c.media_type, attachments.c.message)
    wanted = select(*columns, func.length(attachments.c.content).label("size")).join(messages)
    for row in connection.execute(wanted.where(those).order_by(attachments.c.name)):
        found.setdefault(row.message, []).append(Attachment(row.id, row.name, row.media_type, row.size))
    return found


def document(connection: Connection, thread: str, attachment: str, from_parents: bool = True) -> Enclosed | None:
    """A document of this conversation."""
    within = select(attachments).join(messages).where(messages.c.thread == thread, attachments.c.id == attachment)
    if not from_parents:
        within = within.where(messages.c.basis != "parent")
    row = connection.execute(within).one_or_none()
    return Enclosed(row.name, row.media_type, row.content) if row else None


def read(connection: Connection, *those: str) -> None:
    """All of these conversations have been read."""
    connection.execute(update(threads).where(threads.c.id.in_(those)).values(unread=0))


def unread(connection: Connection, thread: str) -> None:
    """To be read once more: the last message counts as new again."""
    connection.execute(update(threads).where(threads.c.id == thread).values(unread=1))


def archive(connection: Connection, thread: str, archived: bool) -> None:
    connection.execute(update(threads).where(threads.c.id == thread).values(archived=archived))


def decline(connection: Connection, thread: str, now: datetime) -> bool:
    """Remember that the time does not suit; whether this is the first to say so."""
    still = update(threads).where(threads.c.id == thread, threads.c.declined_at.is_(None))
    return connection.execute(still.values(declined_at=now)).rowcount == 1


def latest(connection: Connection, thread: str) -> int:
    """The number of the last message of a conversation."""
    return connection.scalar(select(func.max(messages.c.id)).where(messages.c.thread == thread)) or 0


def _visible(subject: str, sought: Sought) -> list[Any]:
    mine = (threads.c.subject == subject, threads.c.kind.in_(sought.kinds), threads.c.erased_at.is_(None))
    conditions: list[Any] = list(mine)
    if not sought.confidential:
        conditions.append(threads.c.confidential.is_(False))
    if not sought.for_oneself:
        conditions.append(threads.c.not_for_proxies.is_(False))
    if not sought.from_parents:
        conditions.append(threads.c.begun_by_parent.is_(False))
    return conditions


def _thread(row: Row[Any], sought: Sought) -> Thread:
    """With the number of messages that whoever looks is shown."""
    return Thread(
        id=row.id,
        kind=row.kind,
        title=row.title,
        sender=row.sender,
        place=row.place,
        marks=Marks(row.confidential, row.not_for_proxies, row.begun_by_parent),
        archived=row.archived,
        unread=row.unread,
        total=row.total if sought.from_parents else row.total - row.by_parents,
        last_at=row.last_at if sought.from_parents else row.last_for_self,
        time_at=row.time_at,
        declined_at=row.declined_at,
    )
