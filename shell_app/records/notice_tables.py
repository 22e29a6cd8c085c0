"""The tables of notices and their delivery: what is to be sent, and the trail of what was."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from shell_app.records.tables import HANDLE, MARK, METADATA, Moment

notices = Table(
    "notices",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("subject", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("service", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("occasion", String(12), nullable=False),
    Column("thread", HANDLE, nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("due_at", Moment, nullable=False),
    Index("ix_notices_due_at", "decided_at", "due_at"),
    Index("ix_notices_subject", "subject", "at"),
)
"""That something waits in a service: written with what it tells of, decided about by the carrier (issue 7).
`thread` is the conversation it tells of, if any, whose marks say who may know of it; it outlives the conversation."""

notices_seen = Table(
    "notices_seen",
    METADATA,
    Column("notice", HANDLE, ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
)
"""Who has seen which: two parents each have their own bell, and each sees for themselves."""

deliveries = Table(
    "deliveries",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("notice", HANDLE, ForeignKey("notices.id", ondelete="CASCADE"), nullable=False),
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", String(8), nullable=False),
    Column("device", HANDLE, nullable=False),
    Column("mark", MARK),
    Column("state", String(8), nullable=False),
    Column("reason", String(40), nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("arrived_at", Moment),
    UniqueConstraint("notice", "person", "channel", "device"),
    UniqueConstraint("notice", "channel", "mark", name="uq_deliveries_mark"),
    Index("ix_deliveries_due_at", "state", "due_at"),
)
"""A notice on its way to one person by one way. `mark` is the keyed mark of where it went: an address is not kept."""

handings = Table(
    "handings",
    METADATA,
    Column("delivery", HANDLE, ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("provider", String(40), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("outcome", String(8), nullable=False),
    Column("confirmed_at", Moment),
)
"""Every attempt: the trail of what was sent when, and what the choice of a provider rests on."""

devices = Table(
    "devices",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("mark", MARK, nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("name", String(60), nullable=False, server_default=""),
)
"""Browsers that take push notices, with what is needed to reach them, sealed."""

sending_pace = Table(
    "sending_pace",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
    Column("taken", Integer, nullable=False),
)
"""One row: how many deliveries were taken since the moment, which is the beginning of a second (goals.md L6)."""
