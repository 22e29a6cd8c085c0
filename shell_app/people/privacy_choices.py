"""Choices about who sees one's health data: asked for now, in force when the register has them, in two days at most.

What is asked for is kept in a history that only grows. Until a choice is in force the one before it holds, and the
page says that it waits (portal.md A174, Q5).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise, zip_longest
from typing import Literal, NamedTuple

from msgspec import Struct

from shell_app.access.people import Closure

WAIT = timedelta(hours=48)
"""The longest a register may take; then the choice holds here whether it has answered or not."""

Setting = Literal[
    "summary-record",
    "visit-history",
    "prescriptions",
    "own-record-access",
    "screening",
    "research",
    "health-registries",
]
"""What can be closed (portal.md A156, A175, A176, R22)."""

Value = Literal["open", "closed"]


class Choice(Struct, frozen=True):
    """One choice. `confirmed` is when the register said that it has it, None until then."""

    setting: Setting
    value: Value
    requested: datetime
    confirmed: datetime | None = None

    @property
    def holds_from(self) -> datetime:
        latest = self.requested + WAIT
        return latest if self.confirmed is None else min(self.confirmed, latest)


class Status(NamedTuple):
    """What holds now, and what is waiting to, with the moment it will hold from at the latest."""

    value: Value
    waiting: Value | None = None
    until: datetime | None = None


def status(history: Sequence[Choice], setting: Setting, now: datetime) -> Status:
    """How a setting stands; without any choice it is open."""
    ours = list(_counting(history, setting))
    held = [choice for choice in ours if choice.holds_from <= now]
    value: Value = held[-1].value if held else "open"
    if ours and ours[-1].holds_from > now and ours[-1].value != value:
        return Status(value, ours[-1].value, ours[-1].holds_from)
    return Status(value)


def _counting(history: Sequence[Choice], setting: Setting) -> Iterator[Choice]:
    """The choices that count: one that still waited when another came is given up, and to ask twice is to ask once."""
    ours = sorted((choice for choice in history if choice.setting == setting), key=lambda choice: choice.requested)
    turns = ours[:1] + [choice for before, choice in pairwise(ours) if choice.value != before.value]
    yield from (choice for choice, following in pairwise(turns) if choice.holds_from <= following.requested)
    yield from turns[-1:]


def closures(history: Sequence[Choice]) -> tuple[Closure, ...]:
    """When each setting was, is and will be closed: what the access rules look at."""
    return tuple(_closures(history))


def _closures(history: Sequence[Choice]) -> Iterator[Closure]:
    for setting in sorted({choice.setting for choice in history}):
        ours = list(_counting(history, setting))
        for choice, following in zip_longest(ours, ours[1:]):
            if choice.value == "closed":
                yield Closure(setting, choice.holds_from, following.holds_from if following else None)


def restricted(history: Sequence[Choice], now: datetime) -> bool:
    """Whether anything is closed or waits to be: «Du har satt begrensninger» (portal.md A160)."""
    settings = {choice.setting for choice in history}
    return any("closed" in status(history, setting, now) for setting in settings)
