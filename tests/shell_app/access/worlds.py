"""Every world the rules can tell apart, numbered from 0: two people, what binds them, and a service one of them asks for.

The people stand at every boundary of age on 28 February 2025: one turns 13 on 1 March, born on a 29 February.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.shell_app.access.house import House

TODAY = date(2025, 2, 28)
NOW = datetime(2025, 2, 28, 11, tzinfo=ZoneInfo("Europe/Oslo"))
DAY = timedelta(days=1)
AREAS = ("health-data", "journal", "services")
MORE_SINCE = TODAY - DAY
"""The day on which some of the services became more than they were."""
DAY_BEGINS = datetime(2025, 2, 26, 23, tzinfo=UTC)
"""When that day began in Norway, by another clock."""

SUBJECTS_BORN = (
    date(2020, 2, 28),
    *(born for age in (12, 13, 16, 18) for born in (date(2025 - age, 3, 1), date(2025 - age, 2, 28))),
    date(2012, 2, 29),
    date(1985, 2, 28),
)
ACTORS_BORN = (
    *(born for age in (13, 18) for born in (date(2025 - age, 3, 1), date(2025 - age, 2, 28))),
    date(2009, 2, 28),
    date(1985, 2, 28),
)
CONSENTS = ("none", "basis", "basis+", "full")
DIMENSIONS = (len(SUBJECTS_BORN), len(ACTORS_BORN), 2, 2, 2, len(CONSENTS), 2, 4, 50, 3)
"""Subject's and actor's birth, living together, protected subject and actor, consent, parents' consent, inactive or shut,
bonds, restrictions."""
USUAL, INACTIVE, SUBJECT_SHUT, ACTOR_SHUT = range(4)

TOTAL = 1
for _size in DIMENSIONS:
    TOTAL *= _size

STEP = 611_953
"""Without a factor in common with TOTAL: steps of it visit every world once, neighbours far apart."""


class World(NamedTuple):
    """One actor who asks on behalf of one subject, which may be the actor."""

    number: int
    actor: Any
    subject: Any
    today: date = TODAY

    @property
    def own(self) -> bool:
        return bool(self.actor.id == self.subject.person.id)


class Worlds:
    """All worlds, made of a house's own types. What is alike in many of them is made once."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.people = house.people
        self._actors: dict[tuple[int, ...], Any] = {}
        self._subjects: dict[tuple[int, ...], Any] = {}

    def every(self, share: int = 0, shares: int = 1) -> Iterator[World]:
        """One of so many equal shares of all worlds, in an order that mixes them."""
        for turn in range(share, TOTAL, shares):
            yield self.world(turn * STEP % TOTAL)

    def world(self, number: int) -> World:
        digits, rest = [], number
        for size in DIMENSIONS:
            rest, digit = divmod(rest, size)
            digits.append(digit)
        born, actor_born, together, hidden, actor_hidden, consent, parents, state, bonds, restricted = digits
        person = self._person(born, hidden, consent, parents, state)
        actor = self._actor(actor_born, together, actor_hidden, state == ACTOR_SHUT)
        guardians, grants, own = self._bonds[bonds]
        known = tuple(actor if guardian == "actor" else guardian for guardian in guardians)
        subject = self.people.Subject(person, known, grants, self._restrictions[restricted])
        return World(number, person if own else actor, subject)

    def _person(self, *digits: int) -> Any:
        if digits not in self._subjects:
            born, hidden, consent, parents, state = digits
            self._subjects[digits] = self.people.Person(
                "subject",
                SUBJECTS_BORN[born],
                "home",
                bool(hidden),
                self.people.Consent(CONSENTS[consent]),
                bool(parents),
                state == INACTIVE,
                shut_at=NOW if state == SUBJECT_SHUT else None,
            )
        return self._subjects[digits]

    def _actor(self, *digits: int) -> Any:
        if digits not in self._actors:
            born, together, hidden, shut = digits
            full, home = self.people.Consent("full"), "home" if together else "away"
            self._actors[digits] = self.people.Person(
                "actor", ACTORS_BORN[born], home, bool(hidden), full, shut_at=NOW if shut else None
            )
        return self._actors[digits]

    @cached_property
    def _restrictions(self) -> list[Any]:
        closed = [frozenset({self.people.Restriction("oversikter", to)}) for to in ("parent", "proxy")]
        return [frozenset(), *closed]

    @cached_property
    def _bonds(self) -> list[tuple[tuple[Any, ...], tuple[Any, ...], bool]]:
        """The 50 ways two people may be bound: guardians, grants, and whether they are one and the same."""
        third = self.people.Person("third", date(1985, 2, 28), "home")
        away, hidden = (self.people.Person("third", third.born, *at) for at in (("away",), ("home", True)))
        grant, ended, narrow = self._grant(), self._grant(ended=NOW - DAY), self._grant(areas=frozenset({"journal"}))
        spans = product((-1, 0, 1), (None, -1, 0, 1), (None, NOW - DAY))
        grants = [(self._grant(start, end, ended=ended),) for start, end, ended in spans]
        grants += [(self._grant(areas=frozenset(areas)),) for areas in (*((area,) for area in AREAS), ())]
        grants += [(self._grant(holder="third"),), (self._grant(grantor="third"),)]
        grants += [(self._grant(grantor="actor", holder="subject"),), (self._grant(kind="collect"),)]
        grants += [(ended, grant), (narrow, ended), (narrow, self._grant(end=-1))]
        old, before = self._grant(given=NOW - 3 * DAY), self._grant(given=DAY_BEGINS - timedelta(seconds=1))
        confirmed = self._grant(id="c", given=NOW - 3 * DAY, confirmed=NOW - DAY)
        early = self._grant(given=NOW - 4 * DAY, confirmed=NOW - 3 * DAY)
        grants += [(old,), (before,), (self._grant(given=DAY_BEGINS),), (confirmed,), (early,), (old, confirmed)]
        guardians = [("actor",), ("actor", third), ("actor", away), ("actor", hidden), (third,)]
        found = [((), given, False) for given in grants] + [(those, (), False) for those in guardians]
        both = [(("actor",), (grant,), False), (("actor", away), (narrow,), False)]
        return [*found, *both, ((), (), False), ((third,), (grant,), True)]

    def _grant(self, start: int = -1, end: int | None = None, **facts: Any) -> Any:
        usual = {"id": "g", "grantor": "subject", "holder": "actor", "areas": frozenset(AREAS), "given": NOW}
        until = None if end is None else TODAY + end * DAY
        return self.people.Grant(**{**usual, "start": TODAY + start * DAY, "end": until, **facts})

    @cached_property
    def services(self) -> list[Any]:
        """Every service the rules can tell apart, in two categories."""
        rules = self.house.rules
        levels = [self.people.Consent(level) for level in CONSENTS]
        yes_no = ("yes", "no")
        areas = (*product(AREAS, (None, MORE_SINCE)), ("none", None))
        shapes = product(("oversikter", "soknad"), levels, areas, yes_no, yes_no, ("free", "consent", "no"), yes_no)
        return [
            rules.Service(
                "s",
                rules.ServiceRules(
                    category,
                    level,
                    area,
                    rules.ChildRules(young, older),
                    youth,
                    hidden,
                    proxy_confirmed_since=since,
                ),
            )
            for category, level, (area, since), young, older, youth, hidden in shapes
        ]

    def asked(self, number: int, times: int) -> Iterator[Any]:
        """Some services for one world, other ones for the next."""
        for turn in range(times):
            mixed = (number * times + turn) * 2_654_435_761 & 0xFFFFFFFF
            yield self.services[(mixed >> 11) % len(self.services)]
