"""What takes something away never opens anything, and third parties change nothing (access-rules.md M1–M5)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from msgspec.structs import replace

from shell_app.access.decision import decide
from shell_app.access.people import Consent, Grant, Person, Restriction, Subject
from shell_app.access.rules import VIEW
from tests.shell_app.access.house import AS_IT_IS
from tests.shell_app.access.worlds import NOW, World, Worlds

WORLDS = Worlds(AS_IT_IS)
SOME = 4_000
OTHER = Person("other", date(1980, 1, 1), "home", consent=Consent.FULL)
LOWER = {Consent.FULL: Consent.BASIS_PLUS, Consent.BASIS_PLUS: Consent.BASIS}


def about(subject: Subject, **facts: Any) -> Subject:
    return replace(subject, person=replace(subject.person, **facts))


def revoked(subject: Subject) -> Subject:
    return replace(subject, grants=tuple(replace(grant, ended=NOW) for grant in subject.grants))


def never_confirmed(subject: Subject) -> Subject:
    """Given long ago and not confirmed since."""
    long_ago = NOW - timedelta(days=1000)
    return replace(subject, grants=tuple(replace(grant, given=long_ago, confirmed=None) for grant in subject.grants))


def restricted(subject: Subject) -> Subject:
    more = {Restriction("oversikter", "parent"), Restriction("soknad", "proxy")}
    return replace(subject, restrictions=subject.restrictions | more)


def with_third_parties(subject: Subject) -> Subject:
    """Grants between others, and one that the subject gave another."""
    between = [("other", "actor"), ("actor", "other"), ("subject", "other"), ("other", "subject")]
    areas = frozenset({"health-data", "journal", "services"})
    grants = tuple(Grant(f"t{n}", *both, date(2020, 1, 1), areas=areas) for n, both in enumerate(between))  # type: ignore[arg-type]
    return replace(subject, grants=grants + subject.grants)


def some_worlds() -> Iterator[World]:
    return islice(WORLDS.every(), SOME)


def answers(world: World, change: Callable[[Subject], Subject]) -> Iterator[tuple[Any, Any]]:
    """Each decision before the change and after it."""
    changed = change(world.subject)
    actor = changed.person if world.own else world.actor
    for service in WORLDS.asked(world.number, 4):
        before = decide(world.actor, world.subject, service, VIEW, NOW)
        yield before, decide(actor, changed, service, VIEW, NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda subject: about(subject, consent=LOWER.get(subject.person.consent, Consent.NONE)),
        lambda subject: about(subject, protected=True),
        lambda subject: about(subject, dead=True),
        lambda subject: about(subject, shut_at=NOW),
        lambda subject: about(subject, address=None),
        never_confirmed,
        revoked,
        restricted,
    ],
    ids=[
        "M1 less consent",
        "M2 protected",
        "death",
        "shut",
        "unknown address",
        "R9 not confirmed",
        "M3 revoked",
        "M4 restricted",
    ],
)
def test_what_takes_away_never_opens(change: Callable[[Subject], Subject]) -> None:
    """Whoever is let in afterwards was let in before."""
    for world in some_worlds():
        for before, after in answers(world, change):
            assert before.allowed or not after.allowed, world


def test_after_revoking_no_proxy_is_left() -> None:
    """All that rested on one is shut (M3)."""
    for world in some_worlds():
        assert all(after.basis != "proxy" for _, after in answers(world, revoked))


def test_third_parties_change_nothing() -> None:
    """What others have given each other is not passed on, nor does it stand in the way (M5)."""
    for world in some_worlds():
        for before, after in answers(world, with_third_parties):
            assert before == after, world
