"""The emergency block: a person's portal is shut at once, and opened again only by what the eID alone does not give.

portal.md R22; docs/decisions/0049. Each of the two is one transaction: the choice, the end of all sign-ins, a row in
either log, and the notice.
"""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection

from shell_app.access.own_pages import USE_AND_ACCESS
from shell_app.people.consent import Opening
from shell_app.records import notices, passkeys, people, security, sessions, uses
from shell_app.records.handles import new_handle
from shell_app.records.passkeys import Passkey
from shell_app.usage_log.entry import Use

LOGGED_AS = "emergency-block"
OLD_ENOUGH = timedelta(days=30)
"""How long before the shutting a passkey must have been made to open again: a thief of the eID can make one too."""


def shut(connection: Connection, person: str, now: datetime) -> str:
    """From the next request on; the name of the row in the log of use, empty where it was shut already."""
    if not people.shut(connection, person, now):
        return ""
    sessions.end_all(connection, person)
    return _tell(connection, "shut", Use(person, person, "self", LOGGED_AS, "shut", now, new_handle()))


def open_again(connection: Connection, person: str, now: datetime, by: str = "", purpose: str = "") -> str:
    """As before, with what was given and chosen before. `by` is who of the personnel opened it, with their reason."""
    if not people.open_again(connection, person):
        return ""
    basis: Literal["personnel", "self"] = "personnel" if by else "self"
    done = Use(by or person, person, basis, LOGGED_AS, "opened", now, new_handle(), purpose)
    return _tell(connection, "opened", done)


def keys_that_open(connection: Connection, person: str, shut_at: datetime) -> list[Passkey]:
    """The passkeys that would open what was shut then, or would be shut now."""
    kept = passkeys.of(connection, person)
    return [one for one in kept if one.ended_at is None and one.made_at <= shut_at - OLD_ENOUGH]


def _tell(connection: Connection, what: Literal["shut", "opened"], done: Use) -> str:
    uses.append(connection, done)
    security.note(connection, LOGGED_AS, what, done.at, done.subject)
    notices.tell(connection, done.subject, Opening(USE_AND_ACCESS.id), what, done.at)
    return done.request
