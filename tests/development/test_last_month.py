"""The town's month of notices: on every day the settings page tells of 4, 11 and 23, and one is not seen yet."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from development.notices import put_notices
from shell_app.notify.simulator import Event, would_have_told
from shell_app.records import notices
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from tests.shell_app.settings.some_people import three_people

MOMENTS = (
    datetime(2026, 11, 30, 23, 5, tzinfo=UTC),
    datetime(2026, 11, 30, 22, 5, tzinfo=UTC),
    datetime(2027, 3, 1, 9, tzinfo=UTC),
)
"""Five past midnight in Norway on the first of a month, an hour before, and a morning after the shortest month."""


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_last_month_is_the_same_on_the_first_day_of_a_month(tmp_path: Path, now: datetime) -> None:
    database = Database(f"sqlite:///{tmp_path / 'portal.db'}")
    migrate(database)
    person = three_people(database)[0]
    with database.writing() as connection:
        put_notices(connection, person, {"treatment": 4, "answer": 7, "receipt": 8, "home-visit": 4}, now)
        came = notices.came(connection, person, [person], now - timedelta(days=90), None)
    database.close()
    assert list(would_have_told((Event(one.at, one.told.occasion) for one in came), now).values()) == [4, 11, 23]
    assert sum(one.seen_at is None for one in came) == 1 and max(one.at for one in came) <= now
