"""What the access rules need to know of people, and of what binds one to another."""

from datetime import date, datetime, time
from enum import Enum
from typing import Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

OSLO = ZoneInfo("Europe/Oslo")
"""Birthdays and proxies begin and end at midnight here, wherever the server stands."""


class Consent(Enum):
    """How much of the portal a citizen uses (portal.md A166). No text, since «basis» < «none» would hold of texts."""

    NONE = "none"
    BASIS = "basis"
    BASIS_PLUS = "basis+"
    FULL = "full"

    def covers(self, needed: "Consent") -> bool:
        return _HEIGHT[self] >= _HEIGHT[needed]


_HEIGHT = {level: height for height, level in enumerate(Consent)}


ProxyArea = Literal["health-data", "journal", "services"]
"""What a proxy to use the portal may cover, one, two or all (portal.md R9)."""

PROXY_AREAS: tuple[ProxyArea, ...] = get_args(ProxyArea)


class Gp(Struct, frozen=True):
    """A general practitioner's office, and the services it offers through the portal (portal.md A74)."""

    id: str
    offers: frozenset[str] = frozenset()


class Person(Struct, frozen=True):
    """One person as the registers and the portal know them. `id` is a handle, never a national number.

    `born` comes from the register, never from a number. `address` is the mark of a dwelling: two with the same
    live together, None lives with nobody we know of. `parents_consent` is the parents' consent to a
    13–15-year-old's own use (portal.md A54). `shut_at` is when the person shut their portal, for fear that another uses
    their eID (portal.md R22).
    """

    id: str
    born: date
    address: str | None = None
    protected: bool = False
    consent: Consent = Consent.NONE
    parents_consent: bool = False
    inactive: bool = False
    dead: bool = False
    shut_at: datetime | None = None
    region: str = ""
    gp: Gp | None = None

    def age(self, on: date) -> int:
        """Whole years. Who was born on 29 February turns a year older on 1 March in common years."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class Grant(Struct, frozen=True):
    """A proxy that `grantor` gave `holder` (portal.md A181–A183): both days included, `end` None is without limit.

    `use` opens the portal within its areas; `collect` lets the holder fetch goods on prescription at the
    pharmacy and opens nothing here. What is once ended, by `ended_by`, never begins again, whatever the clock says.
    `confirmed` is when the giver last said that it goes on, knowing what had become more since it was `given`.
    """

    id: str
    grantor: str
    holder: str
    start: date
    end: date | None = None
    areas: frozenset[ProxyArea] = frozenset()
    kind: Literal["use", "collect"] = "use"
    ended: datetime | None = None
    ended_by: str = ""
    given: datetime | None = None
    confirmed: datetime | None = None

    def is_active(self, on: date) -> bool:
        return self.ended is None and self.start <= on and (self.end is None or on <= self.end)

    def is_agreed_since(self, day: date) -> bool:
        """Whether the giver gave or confirmed it on this day or later."""
        agreed = self.confirmed or self.given
        return agreed is not None and local_date(agreed) >= day


class Restriction(NamedTuple):
    """Health personnel closed a category of a person's services to parents or to proxies (portal.md R20)."""

    category: str
    closed_to: Literal["parent", "proxy"]


class Closure(NamedTuple):
    """Something about their data that a person has closed, from `start`; `end` None is until they open it."""

    setting: str
    start: datetime
    end: datetime | None = None

    def holds(self, now: datetime) -> bool:
        return self.start <= now and (self.end is None or now < self.end)


class Subject(Struct, frozen=True):
    """On whose behalf something is done, with everything about them that the rules look at.

    `guardians` have parental responsibility for `person`; `grants` are those that `person` gave. Of third
    parties' bonds nothing is here, so nothing of theirs can be passed on (access-rules.md M5).
    """

    person: Person
    guardians: tuple[Person, ...] = ()
    grants: tuple[Grant, ...] = ()
    restrictions: frozenset[Restriction] = frozenset()
    closures: tuple[Closure, ...] = ()


def local_date(moment: datetime) -> date:
    """The day it is in Norway. A moment without its time zone is an error, for nobody knows which day it means."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give one, such as datetime.now(UTC)")
    return moment.astimezone(OSLO).date()


def midnight(day: date) -> datetime:
    """When the day begins in Norway."""
    return datetime.combine(day, time(), OSLO)
