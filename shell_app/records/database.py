"""The database: SQLite beside the program, or PostgreSQL for several machines, by one setting.

Both keep what they have acknowledged: SQLite in write-ahead mode with `synchronous=FULL`, PostgreSQL as it comes.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from select import POLLIN, poll
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from shell_app.records.turns import Turns

Answer = TypeVar("Answer")
WAIT_FOR_WRITER = 5
"""Seconds that a writer waits for those of other processes before it gives up."""
ASK_AGAIN = 0.001
"""Seconds between two tries. SQLite's own waits grow to a tenth of a second, and whoever waits longest loses."""
RESTED = 1.0
"""Seconds after which a connection is asked whether it is still there, before it is lent out again."""
WAIT_FOR_DATABASE = 2
"""Seconds that PostgreSQL may take to let us in, and others to give back a connection."""


class Database:
    """Connections, lent out for one transaction at a time: whole or not at all."""

    def __init__(self, url: str) -> None:
        embedded = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if embedded else _postgresql(url)
        self._readers = self.engine if embedded else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turns = Turns(self.writing) if embedded else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look: on SQLite a consistent one. PostgreSQL answers each question from what is committed when it is asked,
        in a transaction or not, and without one there is nothing to begin and to end."""
        with self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One change, durable when the block has ended. SQLite takes its one writer's place at once, so that
        nothing that was read in the block has changed before it is written."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def together(self, work: Callable[[Connection], Answer]) -> Answer:
        """The same for what happens at every request, and changes things in one statement alone: on SQLite those that
        wait share one commit, on PostgreSQL that statement is its own transaction."""
        if self._turns:
            return self._turns.take(work)
        with self.reading() as connection:
            return work(connection)

    def close(self) -> None:
        self.engine.dispose()


def _postgresql(url: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=WAIT_FOR_DATABASE,
        connect_args={"connect_timeout": WAIT_FOR_DATABASE},
    )

    @event.listens_for(engine, "checkout")
    def _is_alive(connection: Any, record: ConnectionPoolEntry, proxy: object) -> None:
        if "used" not in record.info:
            return
        rested = monotonic() - record.info["used"] > RESTED
        if (rested or _was_told_something(connection)) and not _answers(engine, connection):
            raise DisconnectionError

    @event.listens_for(engine, "checkin")
    def _rests(connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used"] = monotonic()

    return engine


def _was_told_something(connection: Any) -> bool:
    """Whether the server has said anything since the last answer, as it does when it goes away."""
    listening = poll()
    listening.register(connection.fileno(), POLLIN)
    return bool(listening.poll(0))


def _answers(engine: Engine, connection: Any) -> bool:
    try:
        return bool(engine.dialect.do_ping(connection))
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, connection, None):
            return False
        raise


def _sqlite(url: str) -> Engine:
    arguments = {"timeout": WAIT_FOR_WRITER, "isolation_level": None}
    engine = create_engine(url, connect_args=arguments, pool_timeout=WAIT_FOR_DATABASE)

    @event.listens_for(engine, "connect")
    def _open(connection: Any, record: object) -> None:
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            _become_writer(connection)
        else:
            own: Any = connection.connection.dbapi_connection
            own.execute("BEGIN")

    return engine


def _become_writer(connection: Connection) -> None:
    """Ask until nobody else writes; the last time in SQLite's own way, for its answer when it is no."""
    own: Any = connection.connection.dbapi_connection
    until = monotonic() + WAIT_FOR_WRITER
    own.execute("PRAGMA busy_timeout=0")
    try:
        while monotonic() < until:
            try:
                own.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as no:
                if no.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
            sleep(ASK_AGAIN)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        own.execute(f"PRAGMA busy_timeout={WAIT_FOR_WRITER * 1000}")
