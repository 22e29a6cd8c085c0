"""How long what is kept (goals.md 2.3): what has run out is taken away. The log of use is cut in `cutting`."""

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select

from shell_app.access.people import Consent
from shell_app.records import sessions, spending
from shell_app.records.tables import consent_changes, people, profiles, security_events

YEAR = timedelta(days=365)
FIVE_YEARS = timedelta(days=1827)
"""With the leap days there can be."""


class Kept(Struct, frozen=True):
    """How long, from the moment it was of use for the last time."""

    usage_log: timedelta = FIVE_YEARS
    security_log: timedelta = 2 * YEAR
    profile_after_withdrawal: timedelta = 2 * YEAR


def tidy(connection: Connection, kept: Kept, now: datetime) -> None:
    """Take away sign-ins and single-use texts that have run out, old rows of the security log, and what those told
    about themselves who withdrew their consent long ago."""
    sessions.remove_expired(connection, now)
    spending.forget(connection, now)
    connection.execute(delete(security_events).where(security_events.c.at <= now - kept.security_log))
    withdrew = (
        select(consent_changes.c.person)
        .join(people, people.c.id == consent_changes.c.person)
        .where(people.c.consent == Consent.NONE.value)
        .group_by(consent_changes.c.person)
        .having(func.max(consent_changes.c.at) <= now - kept.profile_after_withdrawal)
    )
    connection.execute(delete(profiles).where(profiles.c.person.in_(withdrew)))
