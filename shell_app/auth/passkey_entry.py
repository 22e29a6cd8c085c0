"""In by passkey: a locked session opened again, or a new one, for whoever an eID has vouched for lately."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection

from shell_app.access.people import local_date
from shell_app.auth.passkeys import (
    ANSWERED_WITHIN,
    EID_LASTS,
    FROM_AGE,
    Challenge,
    check_used,
    new_challenge,
    read_answer,
    to_use,
)
from shell_app.auth.refusal import Refused
from shell_app.portal import Portal
from shell_app.records import household, passkeys, people, security, sessions, spending
from shell_app.records.passkeys import Passkey
from shell_app.records.sealing import Unreadable

PURPOSE = "passkey"


class Coming(msgspec.Struct, frozen=True):
    """A browser at the door: the device's answer, and what the browser kept: our question and an earlier session."""

    answer: str
    cookie: str
    session: str
    device: str


class Entered(msgspec.Struct, frozen=True):
    token: str
    return_to: str


def begin(portal: Portal, return_to: str) -> tuple[str, str]:
    """What to ask the device, and what the browser keeps until it has answered. Nothing is kept on the server."""
    challenge = new_challenge(portal.clock.now(), return_to)
    sealed = portal.keyring.seal(msgspec.json.encode(challenge), PURPOSE)
    return to_use(portal.config, challenge), sealed.hex()


def finish(portal: Portal, coming: Coming) -> Entered:
    """Let in whose device answered, or Refused."""
    now, challenge = portal.clock.now(), _challenge(portal, coming.cookie)
    passkey, count = proved(portal, coming.answer, challenge, now)
    with portal.database.writing() as connection:
        if passkeys.find(connection, passkey.credential) is None:
            raise Refused("passkey-unknown")
        if not spending.spend(connection, PURPOSE, challenge.challenge.hex(), now + ANSWERED_WITHIN):
            raise Refused("passkey-replayed")
        _check_person(portal, connection, passkey, now)
        passkeys.used(connection, passkey.id, count, now)
        return Entered(_session(connection, coming, passkey, now), challenge.return_to)


def proved(portal: Portal, given: str, challenge: Challenge, now: datetime) -> tuple[Passkey, int]:
    """Which passkey signed the challenge, and how often it has signed now; Refused where none did."""
    answer = read_answer(given)
    with portal.database.reading() as connection:
        passkey = passkeys.find(connection, answer.raw_id)
    if passkey is None:
        raise Refused("passkey-unknown")
    try:
        return passkey, check_used(portal.config, answer, challenge, passkey, now)
    except Refused as refused:
        if refused.code == "passkey-count":
            _end(portal, passkey, now)
        raise


def _challenge(portal: Portal, cookie: str) -> Challenge:
    try:
        return msgspec.json.decode(portal.keyring.unseal(bytes.fromhex(cookie), PURPOSE), type=Challenge)
    except (ValueError, Unreadable, msgspec.DecodeError):
        raise Refused("passkey-late") from None


def _check_person(portal: Portal, connection: Connection, passkey: Passkey, now: datetime) -> None:
    """The register is asked anew, as at every sign-in; an eID must have vouched within EID_LASTS."""
    number = people.number_of(connection, portal.keyring, passkey.person)
    known = household.refresh(connection, portal.keyring, portal.register, number, now)
    if known is None or known.person.dead:
        raise Refused("unknown-person")
    if known.person.age(local_date(now)) < FROM_AGE:
        raise Refused("passkey-age")
    vouched = sessions.last_by_eid(connection, passkey.person)
    if vouched is None or now - vouched >= EID_LASTS:
        raise Refused("passkey-eid-needed")


def _session(connection: Connection, coming: Coming, passkey: Passkey, now: datetime) -> str:
    """The browser's own session unlocked if it is not too old, else a new one. Another's session is not taken over."""
    earlier = sessions.find_locked(connection, coming.session) if coming.session else None
    if earlier and earlier.is_young(now):
        if earlier.person != passkey.person:
            raise Refused("passkey-other-person")
        return sessions.unlock(connection, earlier, passkey.id, now)
    sessions.remove_expired(connection, now)
    signed_in = sessions.SignedIn(passkey.person, PURPOSE, passkey.id, coming.device, passkey.id)
    return sessions.begin(connection, signed_in, now)


def _end(portal: Portal, passkey: Passkey, now: datetime) -> None:
    """A device that may have been copied opens nothing more, and what it opened is shut."""
    with portal.database.writing() as connection:
        passkeys.end(connection, passkey.person, passkey.id, now)
        sessions.end_by_passkey(connection, passkey.id)
        security.note(connection, "passkey-ended", "passkey-count", now, passkey.person)
