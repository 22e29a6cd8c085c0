"""A database that is full, locked, read-only or gone: nothing is shown that is not logged, and all goes on afterwards."""

import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import InternalError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.test import TestResponse

from development.trial import Trial, a_trial, shell
from shell_app.cookies import SESSION
from shell_app.portal import EXTENSION, Portal
from shell_app.records import uses
from shell_app.records.away import is_away
from shell_app.records.database import Database
from shell_app.usage_log.proof import verify
from tests.builder.reliability.trouble import SmallDisk, small_disk
from tests.shell_app.records.go_between import GoBetween

LITEN, NAME = "14838831150", "Liten Danser"
SERVICE, FRONT = "/mine/nb/contact-information", "/mine/nb/"
SAID = {
    "nb": "Vi får ikke tak i opplysningene",
    "nn": "Vi får ikkje tak i opplysningane",
    "en": "We cannot get at what we keep",
}


class Visitor:
    """Liten Danser, signed in to a shell in this process."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.shell: Flask = shell(trial.folder, trial.site, trial.url)
        self.portal: Portal = self.shell.extensions[EXTENSION]
        self.client: FlaskClient = self.shell.test_client()
        self.client.set_cookie(SESSION, trial.sign_in(LITEN), domain="127.0.0.1")

    def get(self, address: str = SERVICE) -> TestResponse:
        return self.client.get(address, base_url="http://127.0.0.1")

    def rows(self) -> int:
        with self.portal.database.reading() as connection:
            return len(uses.rows_of(connection, self.trial.handle_of(LITEN)))

    def assert_turned_away(self) -> None:
        """In the reader's language, without a word about them, and told when to come again."""
        for language, said in SAID.items():
            answer = self.get(SERVICE.replace("/nb/", f"/{language}/"))
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
            assert said in answer.text and NAME not in answer.text
            assert "Request-Id" not in answer.headers

    def assert_well(self, rows: int) -> None:
        """All goes on without a new start, and the log is whole: the rows there were, and one more."""
        assert self.get().status_code == 200
        with self.portal.database.reading() as connection:
            subject = self.trial.handle_of(LITEN)
            found = uses.rows_of(connection, subject)
        assert len(found) == rows + 1
        assert list(verify(subject, found, [], {})) == []

    def close(self) -> None:
        self.portal.database.close()


@pytest.fixture
def on_sqlite(tmp_path: Path, release: Path) -> Iterator[Visitor]:
    with small_disk(tmp_path / "disk") as disk, a_trial(disk.folder, release) as trial:
        visitor = Visitor(trial)
        yield visitor
        visitor.close()


@pytest.fixture
def between(postgresql: str) -> Iterator[GoBetween]:
    folder = Database(postgresql).engine.url.query["host"]
    between = GoBetween(f"{folder}/.s.PGSQL.5432")
    yield between
    between.close()


@pytest.fixture
def on_postgresql(tmp_path: Path, release: Path, postgresql: str, between: GoBetween) -> Iterator[Visitor]:
    server = Database(postgresql)
    name = f"away_{secrets.token_hex(6)}"
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    url = server.engine.url.set(database=name, host="127.0.0.1", port=between.port, query={})
    server.close()
    with a_trial(tmp_path, release, url.render_as_string(hide_password=False)) as trial:
        visitor = Visitor(trial)
        yield visitor
        visitor.close()


def test_a_full_disk_shuts_the_services_and_harms_nothing(on_sqlite: Visitor) -> None:
    """goals.md R5: what need not be logged is still read, and with room all goes on."""
    on_sqlite.get()
    rows = on_sqlite.rows()
    give_back_room(on_sqlite.portal.database)
    disk = SmallDisk(on_sqlite.trial.folder)
    disk.leave_pages(0)
    on_sqlite.assert_turned_away()
    assert on_sqlite.get(FRONT).status_code == 200
    assert on_sqlite.rows() == rows
    disk.leave_all()
    on_sqlite.assert_well(rows)
    with on_sqlite.portal.database.reading() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def give_back_room(database: Database) -> None:
    """What SQLite's log has taken ahead."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")


def test_a_database_that_is_gone_is_asked_again(on_postgresql: Visitor, between: GoBetween) -> None:
    """goals.md R6: nothing is shown meanwhile, and no new start is needed."""
    on_postgresql.get()
    rows = on_postgresql.rows()
    between.be_gone()
    on_postgresql.assert_turned_away()
    assert on_postgresql.get(FRONT).status_code == 503
    between.be_back()
    on_postgresql.assert_well(rows)


def test_a_database_that_may_only_be_read_is_read_where_nothing_is_logged(
    on_postgresql: Visitor, between: GoBetween
) -> None:
    on_postgresql.get()
    rows, name = on_postgresql.rows(), on_postgresql.portal.database.engine.url.database
    with on_postgresql.portal.database.writing() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    cut(between)
    on_postgresql.assert_turned_away()
    assert on_postgresql.get(FRONT).status_code == 200
    with on_postgresql.portal.database.reading() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = off"))
    cut(between)
    on_postgresql.assert_well(rows)


def cut(between: GoBetween) -> None:
    """Let everybody come anew, with the settings of now."""
    between.be_gone()
    between.be_back()


DOORS = [SERVICE, FRONT, "/mine/nb/use-and-access", "/mine/nb/inbox", "/mine/nb/use-and-access/log.json"]


@pytest.mark.parametrize("door", DOORS)
def test_whichever_question_fails_nothing_is_shown_that_is_not_logged(
    tmp_path: Path, release: Path, settled: Path, door: str
) -> None:
    """threats.md A39: the first question to the database fails, then the second, until the page needs no more."""
    (tmp_path / "portal.db").write_bytes(settled.read_bytes())
    visitor = Visitor(Trial(tmp_path, release))
    questions, failing = 0, 0

    @event.listens_for(visitor.portal.database.engine, "before_cursor_execute")
    def _fail(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
        nonlocal questions
        questions += 1
        if questions == failing:
            raise OperationalError(statement, {}, Exception("no"))

    while True:
        rows, failing = visitor.rows(), failing + 1
        questions = 0
        answer = visitor.get(door)
        asked, questions = questions, -1_000_000
        assert answer.status_code in (200, 503)
        shown = answer.status_code == 200
        assert shown or NAME not in answer.text
        assert visitor.rows() - rows == (1 if shown and door != FRONT else 0) or not shown
        if asked < failing:
            break
    assert failing > 4
    visitor.close()


def test_a_table_that_is_missing_is_a_fault_and_no_database_that_is_away(on_sqlite: Visitor) -> None:
    """To wait mends nothing, so nobody is asked to."""
    with on_sqlite.portal.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE restrictions RENAME TO mislaid")
    page = on_sqlite.get()
    assert (page.status_code, "Retry-After" in page.headers, NAME in page.text) == (500, False, False)


def test_what_is_away_is_told_from_what_is_wrong() -> None:
    """Each kind of failure the two databases have."""
    full, mistaken = sqlite3.OperationalError(), sqlite3.OperationalError()
    full.sqlite_errorcode, mistaken.sqlite_errorcode = sqlite3.SQLITE_FULL, sqlite3.SQLITE_ERROR
    read_only, nowhere = psycopg.errors.ReadOnlySqlTransaction(), psycopg.OperationalError()
    assert is_away(NoConnection())
    assert [is_away(OperationalError("", {}, each)) for each in (full, nowhere, mistaken)] == [True, True, False]
    assert is_away(InternalError("", {}, read_only))
    assert not is_away(InternalError("", {}, psycopg.errors.InFailedSqlTransaction()))
    assert not is_away(ProgrammingError("", {}, psycopg.errors.UndefinedTable()))
