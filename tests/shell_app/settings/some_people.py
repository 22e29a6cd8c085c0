"""People in an empty database, for the tests of what is kept about them."""

from datetime import UTC, date, datetime

from shell_app.records import people
from shell_app.records.database import Database
from shell_app.records.sealing import Keyring
from shell_app.register import Registered

KEYRING = Keyring(b"k" * 32)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NUMBERS = ("14838831150", "02898612069", "21908316069")


def three_people(database: Database) -> list[str]:
    """Their handles."""
    with database.writing() as connection:
        known = (Registered(number=number, name=f"Prøve {number[0]}", born=date(1980, 1, 1)) for number in NUMBERS)
        return [people.keep(connection, KEYRING, each, NOON).id for each in known]
