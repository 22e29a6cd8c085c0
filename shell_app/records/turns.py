"""SQLite's one writer: whoever's turn it is also does what the others wait for, and one commit makes all of it durable.

A commit waits for the disk. Sixteen that wait together wait once (docs/decisions/0043-one-commit-for-many.md).
"""

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from shell_app.records.away import is_away

Answer = TypeVar("Answer")
MOST = 32
"""Changes in one commit: each makes those that come after it wait a little longer."""


class Turns:
    """Does what is asked for, in the order it was asked. `writing` lends a connection for one transaction."""

    def __init__(self, writing: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._writing = writing
        self._waiting: deque[_Asked[Any]] = deque()
        self._turn = Lock()

    def take(self, work: Callable[[Connection], Answer]) -> Answer:
        """The work's answer, when what it wrote is durable. It may be done by another thread, and done again when
        another's in the same commit failed: it must know all it needs, and do nothing but read and write."""
        asked = _Asked(work)
        self._waiting.append(asked)
        with self._turn:
            while not asked.done:
                self._serve([self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))])
        return asked.result()

    def _serve(self, together: list["_Asked[Any]"]) -> None:
        try:
            with self._writing() as connection:
                for each in together:
                    each.answer = each.work(connection)
        except Exception as fault:
            if len(together) == 1 or is_away(fault):
                _fail(together, fault)
            else:
                for each in together:
                    self._serve([each])
        except BaseException as end:
            _fail(together, end)
            raise
        else:
            for each in together:
                each.done = True


class _Asked(Generic[Answer]):
    """What one thread waits for."""

    def __init__(self, work: Callable[[Connection], Answer]) -> None:
        self.work = work
        self.done = False
        self.fault: BaseException | None = None
        self.answer: Answer | None = None

    def result(self) -> Answer:
        if self.fault:
            raise self.fault
        return self.answer  # type: ignore[return-value]


def _fail(together: Iterable[_Asked[Any]], fault: BaseException) -> None:
    """A database that cannot be written fails for all: none is answered as if it were."""
    for each in together:
        each.fault, each.done = fault, True
