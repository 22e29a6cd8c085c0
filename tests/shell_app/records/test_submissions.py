"""The same attempt made many times at once is one message, in both databases."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection, func, select

from shell_app.records import messages, sender_calls, submissions
from shell_app.records.database import Database
from shell_app.records.inbox_values import Opened, Written
from shell_app.records.submissions import Attempt, Put, Submission
from shell_app.records.tables import METADATA
from tests.shell_app.settings.some_people import NOON, three_people


def test_eight_at_once_are_one_and_seven_learn_of_it(database: Database) -> None:
    ada, _, _ = three_people(database)

    def put(connection: Connection) -> Put:
        thread = messages.begin(
            connection, ada, Opened("message", "Spørsmål", "place"), [Written("Ada", "Hei", NOON, own=True)]
        )
        return Put("place", thread, messages.latest(connection, thread))

    def hand_in(_: int) -> Submission | None:
        return submissions.once(database, Attempt(ada, "one sheet", b"Hei"), put, NOON)

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(hand_in, range(8)))
    assert len({one and one.id for one in made}) == 1 and sum(bool(one and one.again) for one in made) == 7
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(METADATA.tables["messages"])) == 1
        other = submissions.find(connection, Attempt(ada, "one sheet", b"Noe annet"))
        assert other and other.again and not other.same


def test_calls_are_counted_minute_by_minute_and_sender_by_sender(database: Database) -> None:
    def call(sender: str) -> int:
        with database.writing() as connection:
            return sender_calls.count(connection, sender, NOON)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(call, ["one"] * 12)) == list(range(1, 13))
    assert call("two") == 1
