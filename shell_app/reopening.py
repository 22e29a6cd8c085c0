"""The personnel's way to open what a citizen shut, having seen who it is (portal.md R22, access-rules.md T11)."""

from sqlalchemy import Connection

from shell_app import shutting
from shell_app.clock import Clock
from shell_app.config import Config
from shell_app.records import people, security
from shell_app.records.database import Database
from shell_app.records.migrating import check_migrated
from shell_app.records.people import Known
from shell_app.records.sealing import Keyring


def open_for(config: Config, number: str, own_number: str, case: str) -> str:
    """Open it, with who did it and why in the citizen's log; what was done. SystemExit, with nothing changed, if it
    cannot be. Numbers are asked for and never given on a command line, which others on the machine can read."""
    database, keyring = Database(config.database), Keyring(config.key)
    check_migrated(database)
    try:
        with database.writing() as connection:
            now = Clock(earliest=security.latest_moment(connection)).now()
            person, clerk = (people.find_by_number(connection, keyring, each.strip()) for each in (number, own_number))
            if person is None or clerk is None:
                raise SystemExit("Somebody of the two is not known here: sign in to the portal once, and try again")
            if not case.strip():
                raise SystemExit("Say which case it is: the citizen reads it in their log")
            if _are_close(connection, person, clerk):
                raise SystemExit("It is your own, or that of somebody close to you: let somebody else open it")
            if not shutting.open_again(connection, person.id, now, clerk.id, case.strip()):
                raise SystemExit("It is not shut")
    finally:
        database.close()
    return "It is open. The citizen is told, and reads in their log that you opened it, and why"


def _are_close(connection: Connection, person: Known, clerk: Known) -> bool:
    """The same, parent and child, or bound by a proxy, also one that has ended."""
    bound = {each.id for one in (person, clerk) for each, _ in people.bound_to(connection, one.id)}
    return person.id == clerk.id or not bound.isdisjoint({person.id, clerk.id})
