"""Choices about who sees one's health data: asked for now, in force when the register has them, in two days at most.

What is asked for is kept in a history that only grows. Until a choice is in force the one before it holds, and the
page says that it waits (portal.md A174, Q5).
"""

import re
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
    "summary-record-asking",
    "summary-record-personnel",
    "visit-history",
    "prescriptions",
    "prescriptions-personnel",
    "one-prescription",
    "own-record-access",
    "screening",
    "research",
    "health-registries",
]
"""What can be closed (portal.md A156, A175, A176, R22)."""

Value = Literal["open", "closed"]
Bound = Literal["treating", "registries", "portal"]
About = Literal["all", "personnel", "prescription"]
"""What a choice is about: all that the setting has, one of the personnel, or one prescription, by their numbers."""


class Rule(Struct, frozen=True):
    """What it means that a setting is closed: whom it binds, and for whom or when it is open all the same."""

    binds: Bound
    about: About = "all"
    but_own_gp: bool = False
    but_in_emergency: bool = False


RULES: dict[Setting, Rule] = {
    "summary-record": Rule("treating"),
    "summary-record-asking": Rule("treating", but_in_emergency=True),
    "summary-record-personnel": Rule("treating", "personnel"),
    "visit-history": Rule("treating"),
    "prescriptions": Rule("treating", but_own_gp=True),
    "prescriptions-personnel": Rule("treating", "personnel"),
    "one-prescription": Rule("treating", "prescription"),
    "own-record-access": Rule("portal"),
    "screening": Rule("registries"),
    "research": Rule("registries"),
    "health-registries": Rule("registries"),
}
"""In the order of the pages. Pages, answers to others and texts are made from these and nothing else."""

NUMBERS: dict[About, re.Pattern[str]] = {
    "personnel": re.compile("[0-9]{1,9}"),
    "prescription": re.compile("[A-Za-z0-9-]{4,40}"),
}
"""How the number of one of the personnel, and of a prescription, is written."""
MOST = 50
"""Personnel, or prescriptions, that one may have named for a setting."""


def is_about(setting: Setting, about: str) -> bool:
    """Whether a choice of this setting can be about that: a number of its kind, or nothing where it is about all."""
    numbers = NUMBERS.get(RULES[setting].about)
    return bool(numbers.fullmatch(about)) if numbers else not about


class Choice(Struct, frozen=True):
    """One choice. `confirmed` is when the register said that it has it, None until then. `about` is the number of whom
    or of what, where the setting is about one at a time."""

    setting: Setting
    value: Value
    requested: datetime
    confirmed: datetime | None = None
    about: str = ""

    @property
    def holds_from(self) -> datetime:
        latest = self.requested + WAIT
        return latest if self.confirmed is None else min(self.confirmed, latest)


class Status(NamedTuple):
    """What holds now, and what is waiting to, with the moment it will hold from at the latest."""

    value: Value
    waiting: Value | None = None
    until: datetime | None = None


def status(history: Sequence[Choice], setting: Setting, now: datetime, about: str = "") -> Status:
    """How a setting stands; without any choice it is open."""
    ours = list(_counting(history, setting, about))
    held = [choice for choice in ours if choice.holds_from <= now]
    value: Value = held[-1].value if held else "open"
    if ours and ours[-1].holds_from > now and ours[-1].value != value:
        return Status(value, ours[-1].value, ours[-1].holds_from)
    return Status(value)


def named(history: Sequence[Choice], setting: Setting, now: datetime) -> dict[str, Status]:
    """Whom or what has been closed one at a time, or waits to be, by number."""
    numbers = sorted({choice.about for choice in history if choice.setting == setting})
    found = {about: status(history, setting, now, about) for about in numbers}
    return {about: stands for about, stands in found.items() if "closed" in stands}


def _counting(history: Sequence[Choice], setting: Setting, about: str) -> Iterator[Choice]:
    """The choices that count: one that still waited when another came is given up, and to ask twice is to ask once."""
    those = (choice for choice in history if (choice.setting, choice.about) == (setting, about))
    ours = sorted(those, key=lambda choice: choice.requested)
    turns = ours[:1] + [choice for before, choice in pairwise(ours) if choice.value != before.value]
    yield from (choice for choice, following in pairwise(turns) if choice.holds_from <= following.requested)
    yield from turns[-1:]


def closures(history: Sequence[Choice]) -> tuple[Closure, ...]:
    """When each setting was, is and will be closed: what the access rules look at."""
    return tuple(_closures(history))


def _closures(history: Sequence[Choice]) -> Iterator[Closure]:
    for setting, about in sorted({(choice.setting, choice.about) for choice in history}):
        ours = list(_counting(history, setting, about))
        for choice, following in zip_longest(ours, ours[1:]):
            if choice.value == "closed":
                yield Closure(setting, choice.holds_from, following.holds_from if following else None)


def restricted(history: Sequence[Choice], now: datetime) -> bool:
    """Whether anything is closed or waits to be: «Du har satt begrensninger» (portal.md A160)."""
    chosen = {(choice.setting, choice.about) for choice in history}
    return any("closed" in status(history, setting, now, about) for setting, about in chosen)
