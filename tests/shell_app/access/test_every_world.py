"""Every world there is, against the document: over a million of them, of which the ordinary run takes a sample."""

from collections.abc import Iterator
from itertools import islice
from math import gcd

import pytest

from tests.shell_app.access.expectation import broken
from tests.shell_app.access.house import AS_IT_IS, House
from tests.shell_app.access.worlds import NOW, STEP, TOTAL, World, Worlds

SHARES = 16
SAMPLE = 6_000
SERVICES_EACH = 8
"""How many of the services each world is asked for."""


def violations(house: House, worlds: Worlds, some: Iterator[World], services: int = SERVICES_EACH) -> Iterator[str]:
    """What is decided otherwise than the document says."""
    decide, view = house.decision.decide, house.rules.VIEW
    for world in some:
        for service in worlds.asked(world.number, services):
            decision = decide(world.actor, world.subject, service, view, NOW)
            for what in broken(world, service.rules, decision):
                yield f"{what}\n{world}\n{service.rules}\n{decision}"


def test_there_are_over_a_million_worlds_each_met_once() -> None:
    """11 × 6 ages, addresses, protection, consent, parents' consent, inactive or shut, 50 bonds, 3 restrictions."""
    assert TOTAL == 2_534_400 and gcd(STEP, TOTAL) == 1


def test_a_sample_of_all_worlds_is_decided_as_the_document_says() -> None:
    """Spread over the whole; the rest is run by `make test-all`."""
    worlds = Worlds(AS_IT_IS)
    assert next(violations(AS_IT_IS, worlds, islice(worlds.every(), SAMPLE)), None) is None


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_every_world_is_decided_as_the_document_says(share: int) -> None:
    """All 2,534,400, in shares that processes divide among themselves."""
    worlds = Worlds(AS_IT_IS)
    assert next(violations(AS_IT_IS, worlds, worlds.every(share, SHARES)), None) is None
