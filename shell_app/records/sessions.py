"""Sign-ins that are still open. The browser holds a random token; here stands only its digest (goals.md S6, S7)."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, Row, Update, bindparam, delete, insert, select, update

from shell_app.records.handles import new_handle
from shell_app.records.tables import sessions, sign_ins

IDLE = timedelta(minutes=30)
LONGEST = timedelta(minutes=120)
SEEN_AGAIN_AFTER = timedelta(seconds=1)
"""Pages asked for within a second move `last_seen_at` once."""
_BY_TOKEN = select(sessions).where(sessions.c.token_digest == bindparam("digest"))
_TOUCH = update(sessions).where(sessions.c.token_digest == bindparam("session")).values(last_seen_at=bindparam("now"))
_FALL_BACK = _TOUCH.values(acting_for=None)


class Session(Struct, frozen=True):
    """A sign-in on one device. `handle` names it on the page where it can be ended."""

    token: str
    handle: str
    person: str
    acting_for: str | None
    device: str
    signed_in_at: datetime
    last_seen_at: datetime
    previous_sign_in_at: datetime | None
    passkey: str | None = None

    def is_open(self, now: datetime) -> bool:
        return now - self.last_seen_at < IDLE and self.is_young(now)

    def is_young(self, now: datetime) -> bool:
        """Whether a passkey may open it again."""
        return now - self.signed_in_at < LONGEST

    @property
    def by_passkey(self) -> bool:
        """Begun or unlocked with a passkey: it opens less than an electronic ID."""
        return self.passkey is not None

    def was_away(self, now: datetime) -> bool:
        """Whether the idle time begins anew."""
        return now - self.last_seen_at >= SEEN_AGAIN_AFTER


class Change(NamedTuple):
    """One statement with its values, to be carried out by itself or beside another."""

    statement: Update
    values: dict[str, Any]


class SignedIn(Struct, frozen=True):
    """What the identity provider said about one sign-in, or which passkey it was made with."""

    person: str
    issuer: str
    sid: str
    device: str
    passkey: str | None = None


def begin(connection: Connection, signed_in: SignedIn, now: datetime) -> str:
    """A new session; gives the token for the browser."""
    previous = _count_sign_in(connection, signed_in, now)
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(sessions).values(
            token_digest=digest(token),
            handle=new_handle(),
            person=signed_in.person,
            issuer=signed_in.issuer,
            sid=signed_in.sid,
            device=signed_in.device,
            signed_in_at=now,
            last_seen_at=now,
            previous_sign_in_at=previous,
            passkey=signed_in.passkey,
        )
    )
    return token


def _count_sign_in(connection: Connection, signed_in: SignedIn, now: datetime) -> datetime | None:
    """Remember when; gives when the time before was."""
    previous = connection.scalar(select(sign_ins.c.last_at).where(sign_ins.c.person == signed_in.person))
    moments = {"last_at": now} if signed_in.passkey else {"last_at": now, "eid_at": now}
    if previous is None:
        connection.execute(insert(sign_ins).values(person=signed_in.person, **moments))
    else:
        connection.execute(update(sign_ins).where(sign_ins.c.person == signed_in.person).values(moments))
    return previous


def last_by_eid(connection: Connection, person: str) -> datetime | None:
    """When an identity provider last vouched for the person."""
    return connection.scalar(select(sign_ins.c.eid_at).where(sign_ins.c.person == person))


def last_sign_ins(connection: Connection, those: list[str]) -> dict[str, datetime]:
    """When each of them last signed in; who never did is not there."""
    rows = connection.execute(select(sign_ins).where(sign_ins.c.person.in_(those)))
    return {row.person: row.last_at for row in rows}


def find(connection: Connection, token: str, now: datetime) -> Session | None:
    """The open session with this token. One that has run out is None, whether it still stands here or not."""
    session = find_locked(connection, token)
    return session if session and session.is_open(now) else None


def find_locked(connection: Connection, token: str) -> Session | None:
    """The session with this token, also one that nobody has used for so long that it is locked."""
    row = connection.execute(_BY_TOKEN, {"digest": digest(token)}).one_or_none()
    return from_row(row, token) if row else None


def from_row(row: Row[Any], token: str) -> Session:
    """The session in a row, whose token only the browser knows."""
    return Session(
        token=token,
        handle=row.handle,
        person=row.person,
        acting_for=row.acting_for,
        device=row.device,
        signed_in_at=row.signed_in_at,
        last_seen_at=row.last_seen_at,
        previous_sign_in_at=row.previous_sign_in_at,
        passkey=row.passkey,
    )


def touch(connection: Connection, session: Session, now: datetime, fell_back: bool = False) -> None:
    """Count the idle time from now. `fell_back`: whoever may no longer act for another is themselves again."""
    if change := touching(session, now, fell_back):
        connection.execute(change.statement, change.values)


def touching(session: Session, now: datetime, fell_back: bool = False) -> Change | None:
    """The same, not carried out yet; None where nothing changes."""
    if not (fell_back or session.was_away(now)):
        return None
    return Change(_FALL_BACK if fell_back else _TOUCH, {"session": digest(session.token), "now": now})


def act_for(connection: Connection, session: Session, person: str | None) -> str:
    """Go over to acting for another, or back to oneself; the old token is worth nothing, the new one is given."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        update(sessions)
        .where(sessions.c.token_digest == digest(session.token))
        .values(token_digest=digest(token), acting_for=person)
    )
    return token


def unlock(connection: Connection, session: Session, passkey: str, now: datetime) -> str:
    """Go on where one was; the old token is worth nothing, the new one is given."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        update(sessions)
        .where(sessions.c.token_digest == digest(session.token))
        .values(token_digest=digest(token), passkey=passkey, last_seen_at=now)
    )
    return token


def keep_acting(connection: Connection, session: Session, person: str | None) -> None:
    """Act for whom one acted for before, in a session that is quite new."""
    this = sessions.c.token_digest == digest(session.token)
    connection.execute(update(sessions).where(this).values(acting_for=person))


def end(connection: Connection, token: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.token_digest == digest(token)))


def end_by_sid(connection: Connection, issuer: str, sid: str) -> int:
    """End what began with one sign-in at the provider; gives how many."""
    return connection.execute(delete(sessions).where(sessions.c.issuer == issuer, sessions.c.sid == sid)).rowcount


def end_by_handle(connection: Connection, person: str, handle: str) -> int:
    """End one's own session on another device; nobody else's has such a handle."""
    return connection.execute(delete(sessions).where(sessions.c.person == person, sessions.c.handle == handle)).rowcount


def end_all(connection: Connection, person: str) -> None:
    """End all that are the person's, locked ones too."""
    connection.execute(delete(sessions).where(sessions.c.person == person))


def end_by_passkey(connection: Connection, passkey: str) -> None:
    """End all that a passkey began or unlocked."""
    connection.execute(delete(sessions).where(sessions.c.passkey == passkey))


def open_ones(connection: Connection, person: str, now: datetime) -> list[Session]:
    """Where a person is signed in, the latest first (portal.md A196). Their tokens are not known here."""
    rows = connection.execute(
        select(sessions).where(sessions.c.person == person).order_by(sessions.c.last_seen_at.desc())
    )
    return [session for session in (from_row(row, "") for row in rows) if session.is_open(now)]


def remove_expired(connection: Connection, now: datetime) -> None:
    """Take away those that not even a passkey opens again."""
    connection.execute(delete(sessions).where(sessions.c.signed_in_at <= now - LONGEST))


def digest(token: str) -> bytes:
    """What a token is found by."""
    return sha256(token.encode()).digest()
