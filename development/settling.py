"""Moves the town in: everybody is known to the portal, with the choices they begin with."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from development.inbox import put_post
from development.notices import put_notices
from development.town import Town, TownRegister
from shell_app.access.people import Consent, midnight
from shell_app.access.rules import VIEW
from shell_app.records import household, people, permissions, proxies, uses
from shell_app.records.database import Database
from shell_app.records.sealing import Keyring
from shell_app.usage_log.entry import Use

USED = ("pasientjournal", "helsekontakter", "dokumenter", "bytte-fastlege", "innboks", "resepter")


def settle(database: Database, keyring: Keyring, register: TownRegister, town: Town, now: datetime) -> None:
    """Those who are new begin with their choices; what somebody has chosen since stays."""
    with database.writing() as connection:
        new = [each for each in town.people if people.find_by_number(connection, keyring, each) is None]
        for number in town.people:
            known = household.refresh(connection, keyring, register, number, now)
            if known and number in new:
                person = town.people[number]
                people.begin_with(
                    connection, known.id, Consent(person.consent), person.parents_consent, person.inactive
                )
                put_post(connection, known.id, person.messages, now)
                put_notices(connection, known.id, person.notices, now)
                for tool, reads in person.tools.items():
                    permissions.give(connection, known.id, tool, reads, now)
                _remember_uses(connection, known.id, person.uses, now)
        if new:
            _give_proxies(connection, keyring, town, now)


def _give_proxies(connection: Connection, keyring: Keyring, town: Town, now: datetime) -> None:
    for proxy in town.grants:
        grantor, holder = (people.find_by_number(connection, keyring, each) for each in (proxy.grantor, proxy.holder))
        if grantor and holder:
            terms = proxies.Terms(proxy.kind, proxy.areas, proxy.start, proxy.end)
            given = min(midnight(proxy.start), now)
            proxies.give(connection, grantor.id, holder.id, terms, given)


def _remember_uses(connection: Connection, person: str, count: int, now: datetime) -> None:
    """So many uses of one's own, the last a while ago: a log that is as long as a busy citizen's."""
    past = (
        Use(
            person, person, "self", USED[each % len(USED)], VIEW, now - timedelta(hours=7 * (count - each)), f"{each:x}"
        )
        for each in range(count)
    )
    uses.append_all(connection, person, past)
