"""Brings a database up to the tables this version needs. `make migration` writes the next step."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from shell_app.records.database import Database

STEPS = Path(__file__).with_name("migrations")


class OldDatabase(Exception):
    """The database lacks steps that this version needs."""


def migrate(database: Database) -> None:
    """Take every step that has not been taken, in one transaction."""
    with _unbound(database) as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _unbound(database: Database) -> Iterator[Connection]:
    """One change in which SQLite does not follow references: it alters a table by dropping it, and would take away all
    that refers to it. Whatever refers to nothing afterwards makes the change nothing."""
    with database.engine.connect().execution_options(writes=True) as connection:
        embedded = connection.dialect.name == "sqlite"
        own = connection.connection.cursor()
        try:
            if embedded:
                own.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                yield connection
                if embedded and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                    raise ValueError(f"the steps left rows that refer to nothing, the first in {lost[0][0]}")
        finally:
            if embedded:
                own.execute("PRAGMA foreign_keys=ON")


def check_migrated(database: Database) -> None:
    """Raise OldDatabase unless every step has been taken."""
    with database.reading() as connection:
        taken = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory.from_config(_alembic()).get_current_head()
    if taken != newest:
        raise OldDatabase(
            f"the database is at step {taken or 'none'}, this version needs {newest}; run `python -m shell_app migrate`"
        )


def _alembic() -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(STEPS))
    return config
