"""The tables. Identity numbers stand only sealed, beside the keyed mark they are found by (goals.md S15)."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Both databases keep it without its zone, so that they sort and compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)
HANDLE = String(32)
"""A random name for a row, fit for an address: it tells nothing and cannot be guessed."""
MARK = LargeBinary(32)

gps = Table(
    "gps",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("offers", Text, nullable=False),
)
"""`offers` are the ids of services, with a space between."""

people = Table(
    "people",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("number_mark", MARK, nullable=False, unique=True),
    Column("number_sealed", LargeBinary, nullable=False),
    Column("name", String(200), nullable=False),
    Column("born", Date, nullable=False),
    Column("address", String(64)),
    Column("protected", Boolean, nullable=False),
    Column("dead", Boolean, nullable=False),
    Column("region", String(64), nullable=False),
    Column("gp", String(64), ForeignKey("gps.id")),
    Column("consent", String(8), nullable=False, server_default="none"),
    Column("parents_consent", Boolean, nullable=False, server_default=false()),
    Column("inactive", Boolean, nullable=False, server_default=false()),
    Column("shut_at", Moment),
    Column("registered_at", Moment, nullable=False),
)

guardianships = Table(
    "guardianships",
    METADATA,
    Column("child", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("guardian", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)

grants = Table(
    "grants",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("grantor", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("holder", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("areas", String(100), nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("given_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ended_by", HANDLE),
    Column("confirmed_at", Moment),
)
"""Proxies, ended ones too: they are history (portal.md A186). `areas` have a space between."""

restrictions = Table(
    "restrictions",
    METADATA,
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("category", String(32), primary_key=True),
    Column("closed_to", String(8), primary_key=True),
)

consent_changes = Table(
    "consent_changes",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("level", String(8), nullable=False),
    Column("chosen_by", HANDLE, nullable=False),
    Column("at", Moment, nullable=False),
)
"""Every choice ever made; what holds now stands with the person."""

identities = Table(
    "identities",
    METADATA,
    Column("issuer", String(200), primary_key=True),
    Column("sub", String(255), primary_key=True),
    Column("person", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token_digest", MARK, primary_key=True),
    Column("handle", HANDLE, nullable=False, unique=True),
    Column("person", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("acting_for", HANDLE, ForeignKey("people.id")),
    Column("issuer", String(200), nullable=False),
    Column("sid", String(255), nullable=False, index=True),
    Column("device", String(100), nullable=False),
    Column("signed_in_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("previous_sign_in_at", Moment),
    Column("passkey", HANDLE),
)
"""`passkey` is the one that began or unlocked it; none where the identity provider vouched for the person alone."""

sign_ins = Table(
    "sign_ins",
    METADATA,
    Column("person", HANDLE, ForeignKey("people.id"), primary_key=True),
    Column("last_at", Moment, nullable=False),
    Column("eid_at", Moment),
)
"""`eid_at` is when an identity provider last vouched for the person."""

passkeys = Table(
    "passkeys",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("person", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("credential_digest", MARK, nullable=False, unique=True),
    Column("credential", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("device", String(100), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    Column("ended_at", Moment),
)
"""Passkeys, ended ones too. `sign_count` is how often the device says that it has signed."""

spent = Table(
    "spent",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("digest", MARK, primary_key=True),
    Column("until", Moment, nullable=False, index=True),
)

tries = Table(
    "tries",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("who", MARK, primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("until", Moment, nullable=False, index=True),
    Column("number", Integer, nullable=False),
)
"""How often somebody has tried something; `who` is the keyed mark of a person or of an address on the net."""

security_events = Table(
    "security_events",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("code", String(60), nullable=False),
    Column("person", HANDLE),
)

uses = Table(
    "uses",
    METADATA,
    Column("subject", HANDLE, ForeignKey("people.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("actor", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("basis", String(12), nullable=False),
    Column("service", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("request", String(64), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("confidential", Boolean, nullable=False),
    Column("digest", MARK, nullable=False),
    Index("ix_uses_service", "subject", "service", "number"),
    Index("ix_uses_at", "at"),
)
"""The usage log: a chain for each subject, of which a row is never changed."""

notice_choices = Table(
    "notice_choices",
    METADATA,
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("fallback", String(8), nullable=False),
    Column("frequency", String(12), nullable=False),
)

notices_about = Table(
    "notices_about",
    METADATA,
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("about", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""Whose notices somebody who holds a proxy has asked for (portal.md A137)."""

profiles = Table(
    "profiles",
    METADATA,
    Column("person", HANDLE, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""What people have written about themselves and theirs, sealed whole."""

privacy_choices = Table(
    "privacy_choices",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("setting", String(32), nullable=False),
    Column("value", String(8), nullable=False),
    Column("about", String(40), nullable=False, server_default=""),
    Column("requested", Moment, nullable=False),
    Column("confirmed", Moment),
    Column("chosen_by", HANDLE, nullable=False),
)
"""Every choice ever asked for; which of them holds is reckoned from all (portal.md A174)."""

permissions = Table(
    "permissions",
    METADATA,
    Column("id", HANDLE, primary_key=True),
    Column("person", HANDLE, ForeignKey("people.id"), nullable=False, index=True),
    Column("tool", String(200), nullable=False),
    Column("reads", String(64), nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
"""Tools that a citizen lets read a service's data about them (portal.md Q7)."""

witnesses = Table(
    "witnesses",
    METADATA,
    Column("subject", HANDLE, ForeignKey("people.id"), primary_key=True),
    Column("anchor", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("root", MARK, nullable=False),
    Column("previous", MARK, nullable=False),
    Column("count", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Index("ix_witnesses_at", "at"),
)
"""For each person the anchors that cover their log, with the way from its head to the anchor's root."""

cuts = Table(
    "cuts",
    METADATA,
    Column("subject", HANDLE, ForeignKey("people.id"), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("digest", MARK, nullable=False),
)
"""Where a log begins whose first rows have been kept for their time: how many they were, and the digest of the last."""
