"""The tables of the inbox. Its full-text index is made by the step that made them, for each database in its way."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from shell_app.records.tables import HANDLE, MARK, METADATA, Moment


def _of_a_document() -> tuple[Column[Any], ...]:
    return (
        Column("name", String(200), nullable=False),
        Column("media_type", String(100), nullable=False),
        Column("content", LargeBinary, nullable=False),
    )


threads = Table(
    "threads",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("subject", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("title", String(200), nullable=False),
    Column("sender", String(200), nullable=False),
    Column("place", String(64), nullable=False, server_default=""),
    Column("confidential", Boolean, nullable=False, server_default=false()),
    Column("not_for_proxies", Boolean, nullable=False, server_default=false()),
    Column("begun_by_parent", Boolean, nullable=False, server_default=false()),
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column("unread", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("by_parents", Integer, nullable=False, server_default="0"),
    Column("last_at", Moment, nullable=False),
    Column("last_for_self", Moment, nullable=False),
    Column("time_at", Moment),
    Column("declined_at", Moment),
    Column("erased_at", Moment),
    Index("ix_threads_subject", "subject", "archived", "last_at", "id"),
    Index("ix_threads_for_self", "subject", "archived", "last_for_self", "id"),
    Index("ix_threads_erased_at", "erased_at"),
)
"""A conversation with one place, or a letter from it (portal.md A70). `time_at` is when the time that a letter tells
of begins; `declined_at` when somebody answered that it does not suit (R25). `by_parents` are those of
`total` that the child is not shown (R20), and `last_for_self` is when the last of the others came."""

messages = Table(
    "messages",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("thread", HANDLE, ForeignKey("threads.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sender", String(200), nullable=False),
    Column("own", Boolean, nullable=False),
    Column("basis", String(12), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
)
"""`basis` is on what somebody wrote on the citizen's side: what a parent wrote the child is not shown (R20)."""

attachments = Table(
    "attachments",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("message", Integer, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False, index=True),
    *_of_a_document(),
)
"""Letters and pictures that came with a message, each a document of its own."""

drafts = Table(
    "drafts",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("subject", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("author", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", String(64), nullable=False),
    Column("thread", HANDLE, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)
"""What somebody has begun to write and not sent: theirs alone, whomever it is about."""

draft_documents = Table(
    "draft_documents",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("draft", HANDLE, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    *_of_a_document(),
)
"""What is to go with a draft when it is sent, and is gone with it when it is thrown away."""

submissions = Table(
    "submissions",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("who", String(64), nullable=False),
    Column("key", MARK, nullable=False),
    Column("digest", MARK, nullable=False),
    Column("place", String(64), nullable=False),
    Column("thread", HANDLE, nullable=False),
    Column("message", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("who", "key"),
    Index("ix_submissions_place", "place", "message"),
)
"""Every message that was handed in, by the key of the attempt: the same attempt made twice is one message,
also when the message has been deleted since."""

sender_calls = Table(
    "sender_calls",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("minute", Moment, primary_key=True),
    Column("calls", Integer, nullable=False),
)
"""How often a sender has called in a minute: what the limit is reckoned from."""
