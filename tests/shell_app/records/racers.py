"""Many who ask at the same time, while what lets them in comes to its end."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from threading import Event, Thread
from typing import NamedTuple

from development.trial import Trial
from shell_app.cookies import SESSION
from shell_app.records.database import Database


class Seen(NamedTuple):
    """One answer: when it was asked for, and whether it showed what has an end."""

    asked: float
    let_in: bool


class Racer(Thread):
    """Asks for one page again and again. `sign` stands on it, and on no page that tells one to go away."""

    def __init__(self, trial: Trial, token: str, page: str, sign: str) -> None:
        super().__init__(name="racer")
        self.page, self.sign = f"/mine/nb/{page}", sign
        self.headers = {"Cookie": f"{SESSION}={token}"}
        self.connection, self.enough = trial.connect(), Event()
        self.seen: list[Seen] = []
        self.start()

    def run(self) -> None:
        while not self.enough.is_set():
            asked = time.time()
            try:
                self.connection.request("GET", self.page, headers=self.headers)
                answer = self.connection.getresponse()
                text = answer.read().decode()
            except (OSError, HTTPException):
                self.connection.close()
            else:
                self.seen.append(Seen(asked, answer.status == 200 and self.sign in text))


class Race(NamedTuple):
    """Who asks for what with whose token, what ends it, and what undoes the end for the next race."""

    token: str
    page: str
    sign: str
    end: Callable[[], object]


class Outcome(NamedTuple):
    """How many were let in before the end, how many asked after it, and the slips: those let in all the same."""

    before: int
    after: int
    slips: list[Seen]


def run(trial: Trial, race: Race, racers: int = 6, wanted: int = 60) -> Outcome:
    """Race until so many have asked after the end."""
    running = [Racer(trial, race.token, race.page, race.sign) for _ in range(racers)]
    _wait(lambda: sum(each.let_in for racer in running for each in racer.seen) >= racers)
    race.end()
    return finish(running, time.time(), wanted)


def finish(running: list[Racer], ended: float, wanted: int) -> Outcome:
    _wait(lambda: sum(each.asked > ended for racer in running for each in racer.seen) >= wanted)
    for racer in running:
        racer.enough.set()
    for racer in running:
        racer.join()
        racer.connection.close()
    seen = [each for racer in running for each in racer.seen]
    after = [each for each in seen if each.asked > ended]
    before = sum(each.let_in for each in seen if each.asked <= ended)
    return Outcome(before, len(after), [each for each in after if each.let_in])


def _wait(enough: Callable[[], bool], patience: float = 120.0) -> None:
    until = time.monotonic() + patience
    while not enough():
        assert time.monotonic() < until, "the racers were not answered"
        time.sleep(0.005)


@contextmanager
def a_database(postgresql: str) -> Iterator[str]:
    """The address of an empty one of its own on this server."""
    server = Database(postgresql)
    name = f"trial_{secrets.token_hex(6)}"
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.engine.url.set(database=name).render_as_string(hide_password=False)
    server.close()
