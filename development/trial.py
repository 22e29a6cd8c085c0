"""A shell for trials: the town behind a server of several processes, whose people are signed in without a provider."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal

from flask import Flask
from joserfc.jwk import RSAKey
from msgspec.structs import replace

from development.senders import town_senders
from development.settling import settle
from development.town import Town, TownContacts, TownRegister, town
from shell_app.access.people import local_date
from shell_app.application import create_app
from shell_app.clock import system_time
from shell_app.config import Config
from shell_app.cookies import SESSION
from shell_app.records import people, sessions
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from shell_app.records.sealing import Keyring
from shell_app.usage_log.anchor_file import AnchorFile

KEY = b"k" * 32
HOST = "127.0.0.1"
NO_PROVIDER = "http://127.0.0.1:9"
AHEAD = "ahead"
LOOKED_AGAIN = 0.05
"""Seconds from one look for another time to the next."""
FEW = 20
BEGINS_WITHIN = 90.0
"""Seconds for a server to answer for the first time on a busy machine."""
STOPS_WITHIN = 20.0
"""Seconds for a server to end by itself before it is made to."""


class Trial:
    """One server. `folder` is its own: what it writes and says lies there. `site` has a release."""

    def __init__(self, folder: Path, site: Path, database: str = "") -> None:
        self.folder, self.site = folder, site
        self.url = database or f"sqlite:///{folder / 'portal.db'}"
        self.keyring = Keyring(KEY)
        self.port = 0
        self.limits: Literal["on", "off"] = "on"
        self.began = datetime.now(UTC)
        """When the town had moved in: what is in the logs since then was done in the trial."""
        self._server: subprocess.Popen[bytes] | None = None

    @cached_property
    def database(self) -> Database:
        return Database(self.url)

    @property
    def anchors(self) -> AnchorFile:
        return AnchorFile(self.folder / "anchors")

    def settle(self, most: int = FEW) -> "Trial":
        """Move the town in, nobody with more than so many messages and uses."""
        migrate(self.database)
        now = datetime.now(UTC)
        settle(self.database, self.keyring, TownRegister(town(), local_date(now)), _lighter(most), now)
        self.began = datetime.now(UTC)
        return self

    def handle_of(self, number: str) -> str:
        with self.database.reading() as connection:
            known = people.find_by_number(connection, self.keyring, number)
        assert known, number
        return known.id

    def sign_in(self, number: str, since: datetime | None = None) -> str:
        """The token of a new session of the person with this number."""
        return self.begin(self.handle_of(number), since)

    def begin(self, handle: str, since: datetime | None = None) -> str:
        signed_in = sessions.SignedIn(handle, NO_PROVIDER, f"sid-{handle}", "Firefox")
        with self.database.writing() as connection:
            return sessions.begin(connection, signed_in, since or datetime.now(UTC))

    def go_ahead(self, seconds: float) -> None:
        """Set the clock of all that serves so much ahead of ours, from now on."""
        (coming := self.folder / "ahead-coming").write_text(str(seconds))
        coming.replace(self.folder / AHEAD)
        sleep(2 * LOOKED_AGAIN)

    def start(self, processes: int = 1, threads: int = 4) -> "Trial":
        """Serve, and wait for the first answer."""
        self.port = self.port or _free_port()
        given = {"SITE": self.site, "DATABASE": self.url, "FOLDER": self.folder, "PORT": self.port}
        given |= {"LIMITS": self.limits}
        environment = {f"HELSEVEI_TRIAL_{name}": str(value) for name, value in given.items()}
        with (self.folder / "server.log").open("ab") as said:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "development.trial", str(self.port), str(processes), str(threads)],
                env=os.environ | environment, stdout=said, stderr=said, cwd=Path(__file__).parents[1],
            )  # fmt: skip
        until = monotonic() + BEGINS_WITHIN
        while self.ask("/mine/signed-out") is None:
            if self._server.poll() is not None or monotonic() > until:
                raise RuntimeError((self.folder / "server.log").read_text()[-2000:])
            sleep(0.05)
        return self

    @property
    def pid(self) -> int:
        """The server's own process, which begins those that answer and begins them anew when they die."""
        assert self._server
        return self._server.pid

    @property
    def is_running(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def stop(self, kill: bool = False, within: float = STOPS_WITHIN) -> None:
        """End the server, by itself or not: Granian does not hear what it is told while it begins."""
        if self._server:
            (self._server.kill if kill else self._server.terminate)()
            try:
                self._server.wait(within)
            except subprocess.TimeoutExpired:
                _kill(self._server.pid)
                self._server.wait()
            self._server = None

    def close(self) -> None:
        self.stop()
        self.database.close()

    def connect(self) -> HTTPConnection:
        return HTTPConnection(HOST, self.port, timeout=60)

    def ask(self, path: str, token: str = "") -> int | None:
        """The status of one answer; None when there was none."""
        connection = self.connect()
        try:
            connection.request("GET", path, headers={"Cookie": f"{SESSION}={token}"})
            return connection.getresponse().status
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()


def _lighter(most: int) -> Town:
    """The same town with less to carry in."""
    people = {
        number: replace(each, messages=min(most, each.messages), uses=min(most, each.uses))
        for number, each in town().people.items()
    }
    return replace(town(), people=people)


@contextmanager
def a_trial(folder: Path, site: Path, database: str = "") -> Iterator[Trial]:
    """A settled one, stopped at the end."""
    trial = Trial(folder, site, database).settle()
    try:
        yield trial
    finally:
        trial.close()


def _kill(server: int) -> None:
    """With the processes it began, which would go on answering without it."""
    begun = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    for each in (*map(int, begun), server):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def serve() -> Callable[..., Any]:
    """What each process of the server makes for itself."""
    given = {name: os.environ[f"HELSEVEI_TRIAL_{name}"] for name in ("SITE", "DATABASE", "FOLDER", "PORT", "LIMITS")}
    limits: Literal["on", "off"] = "off" if given["LIMITS"] == "off" else "on"
    return shell(Path(given["FOLDER"]), Path(given["SITE"]), given["DATABASE"], int(given["PORT"]), limits)


def shell(folder: Path, site: Path, database: str, port: int = 80, limits: Literal["on", "off"] = "on") -> Flask:
    """The application, whose clock is as far ahead as the trial says."""
    key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "trial"})
    config = Config(
        address=f"http://{HOST}:{port}",
        site=site,
        database=database,
        anchors=folder / "anchors",
        key=KEY,
        issuer=NO_PROVIDER,
        client_id="trial",
        client_key=json.dumps(key.as_dict(private=True)),
        patience=0.2,
        limits=limits,
    )

    now = MovedClock(folder / AHEAD)
    return create_app(config, TownRegister(town(), local_date(now())), now, TownContacts(town()), town_senders())


class MovedClock:
    """The system's clock, so many seconds ahead as a file says. A page asks for the time often, and is timed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.looked = 0.0
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        if monotonic() - self.looked > LOOKED_AGAIN:
            self.looked = monotonic()
            self.ahead = timedelta(seconds=float(self.file.read_text() if self.file.exists() else "0"))
        return system_time() + self.ahead


def main(port: int, processes: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        target="development.trial:serve",
        factory=True,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        respawn_interval=0.1,
    ).serve()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
