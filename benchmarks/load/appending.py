"""The log of use by itself: many threads that wait for one commit, beside two processes that each commit for themselves
(goals.md L7)."""

import multiprocessing
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from threading import Thread
from typing import NamedTuple

from sqlalchemy import Connection

from shell_app.records import uses
from shell_app.records.database import Database
from shell_app.records.handles import new_handle
from shell_app.usage_log.entry import Use

THREADS = 16


class Appended(NamedTuple):
    """Rows a second, and milliseconds that all but one in a hundred took."""

    rate: float
    p99: float

    def __str__(self) -> str:
        return f"{self.rate:7.0f} rows/s   p99 {self.p99:6.1f} ms"


def together(url: str, subjects: list[str], seconds: float) -> Appended:
    """One process, whose threads share commits."""
    database = Database(url)
    took = _many(database.together, subjects, seconds)
    database.close()
    return _measured(took, seconds)


def apart(url: str, subjects: list[str], seconds: float) -> Appended:
    """Two processes, whose threads commit each for itself."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        halves = pool.starmap(_alone, [(url, subjects[place::2], seconds) for place in range(2)])
    return _measured([each for half in halves for each in half], seconds)


def _alone(url: str, subjects: list[str], seconds: float) -> list[float]:
    database = Database(url)

    def by_itself(work: Callable[[Connection], None]) -> None:
        with database.writing() as connection:
            work(connection)

    took = _many(by_itself, subjects, seconds, THREADS // 2)
    database.close()
    return took


def _many(
    way: Callable[[Callable[[Connection], None]], None], subjects: list[str], seconds: float, threads: int = THREADS
) -> list[float]:
    """Rows for everybody in turn until time is up; how many milliseconds each took."""
    took: list[list[float]] = [[] for _ in range(threads)]
    until = time.perf_counter() + seconds

    def work(place: int) -> None:
        own, turn = subjects[place::threads], 0
        while (began := time.perf_counter()) < until:
            use = _use(own[turn % len(own)])
            way(partial(uses.append, use=use))
            took[place].append((time.perf_counter() - began) * 1000)
            turn += 1

    running = [Thread(target=work, args=(place,)) for place in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return [each for own in took for each in own]


def _use(person: str) -> Use:
    return Use(person, person, "self", "innboks", "view", datetime.now(UTC), new_handle())


def _measured(took: list[float], seconds: float) -> Appended:
    return Appended(len(took) / seconds, sorted(took)[int(len(took) * 0.99)])
