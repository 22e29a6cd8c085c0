"""A database of any earlier version becomes one of this version, with all that it kept, on both kinds."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table

from shell_app.records.database import Database
from shell_app.records.migrating import _alembic, check_migrated, migrate
from tests.shell_app.records.racers import a_database

STEPS = [step.revision for step in reversed(list(ScriptDirectory.from_config(_alembic()).walk_revisions()))]
VALUES: dict[type, Any] = {
    sa.Integer: 1,
    sa.Boolean: True,
    sa.Date: date(2026, 11, 23),
    sa.DateTime: datetime(2026, 11, 23, 12, 0),
    sa.LargeBinary: b"\x01" * 32,
    sa.Numeric: 1,
}
NOT_OURS = ("alembic_version", "message_words")
GONE = {("notices", "seen_at")}
"""What a later step took away, since it is kept in another way now."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of each kind in turn, without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'old.db'}")
        yield database
        database.close()
        return
    with a_database(request.getfixturevalue("postgresql")) as url:
        database = Database(url)
        yield database
        database.close()


def step_to(database: Database, revision: str) -> None:
    with database.writing() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def tables_of(connection: Connection) -> list[Table]:
    """The tables there are, those that others refer to first."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: not name.startswith(NOT_OURS))
    return found.sorted_tables


def fill(connection: Connection) -> None:
    """One row in each table that a step has not put one in, whatever its columns are."""
    empty = [table for table in tables_of(connection) if not connection.execute(sa.select(table)).first()]
    for table in empty:
        connection.execute(table.insert().values({column.name: value_of(column) for column in table.columns}))


def value_of(column: sa.Column[Any]) -> Any:
    """Of a column's kind; texts are alike everywhere, so that each row refers to the one there is."""
    return next((value for kind, value in VALUES.items() if isinstance(column.type, kind)), "x")


def stays(table: Table) -> list[str]:
    return [column.name for column in table.columns if (table.name, column.name) not in GONE]


def rows_of(connection: Connection, columns: dict[str, list[str]]) -> dict[str, list[Any]]:
    tables = {table.name: table for table in tables_of(connection)}
    return {
        name: connection.execute(sa.select(*(tables[name].c[each] for each in kept))).all()
        for name, kept in columns.items()
    }


@pytest.mark.parametrize("revision", STEPS[:-1])
def test_what_an_earlier_version_kept_is_kept(empty: Database, revision: str) -> None:
    """A row in each of its tables stands there as it was after every step since."""
    step_to(empty, revision)
    with empty.writing() as connection:
        fill(connection)
        columns = {table.name: stays(table) for table in tables_of(connection)}
        before = rows_of(connection, columns)
    migrate(empty)
    check_migrated(empty)
    with empty.writing() as connection:
        assert rows_of(connection, columns) == before
        config = _alembic()
        config.attributes["connection"] = connection
        command.check(config)


def test_the_steps_are_one_line(empty: Database) -> None:
    """From nothing to this version, and a second time nothing happens."""
    assert ScriptDirectory.from_config(_alembic()).get_heads() == [STEPS[-1]]
    migrate(empty)
    migrate(empty)
    check_migrated(empty)


def test_a_notice_of_before_is_bound_to_its_conversation_and_parents_messages_are_counted(empty: Database) -> None:
    """By the moment that both were written with; what tells of no conversation is bound to none."""
    step_to(empty, "0006")
    with empty.writing() as connection:
        fill(connection)
        found = {table.name: table for table in tables_of(connection)}
        connection.execute(found["messages"].update().values(own=False, basis="parent"))
        connection.execute(found["notices"].update().values(service="innboks"))
        row = connection.execute(sa.select(found["notices"])).one()
        later = {**row._mapping, "id": "later", "at": datetime(2026, 11, 24)}
        connection.execute(found["notices"].insert().values(later))
    migrate(empty)
    with empty.reading() as connection:
        rows = connection.execute(sa.text("SELECT id, thread FROM notices ORDER BY id")).all()
        assert [tuple(row) for row in rows] == [("later", ""), ("x", "x")]
        assert connection.scalar(sa.text("SELECT by_parents FROM threads")) == 1
