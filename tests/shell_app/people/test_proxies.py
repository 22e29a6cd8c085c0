"""Proxies of both kinds are given, limited, changed, ended by either side, and remembered."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from shell_app.access.decision import decide
from shell_app.access.people import OSLO, Grant, Person, Subject
from shell_app.access.rules import VIEW, ActionRules
from shell_app.people.proxies import Fault, Wish, end, end_all, give, may_collect, overview, state, waiting
from tests.shell_app.access.some_people import ALL_AREAS, NOON, TODAY, a_grant, a_person, a_service

DAY = timedelta(days=1)
ADA, BO, CATO = a_person("ada"), a_person("bo"), a_person("cato")


def wish(**facts: Any) -> Wish:
    return Wish(**{"id": "g9", "kind": "use", "areas": ALL_AREAS, "start": TODAY, **facts})


def test_a_proxy_that_is_given_opens_its_areas_at_once() -> None:
    """From the first day it names."""
    given = give(ADA, BO, wish(end=TODAY + 30 * DAY), [], NOON)
    assert given == Grant("g9", "ada", "bo", TODAY, TODAY + 30 * DAY, ALL_AREAS, "use", given=NOON)
    assert isinstance(given, Grant)
    assert decide(BO, Subject(ADA, grants=(given,)), a_service(), VIEW, NOON).grant == "g9"


@pytest.mark.parametrize(
    ("giver", "holder", "wanted", "faults"),
    [
        (a_person("ada", 15), BO, wish(), [Fault.GIVER_AGE]),
        (a_person("ada", 16), a_person("bo", 18), wish(), []),
        (ADA, a_person("bo", 17), wish(), [Fault.HOLDER]),
        (ADA, a_person("bo", protected=True), wish(), [Fault.HOLDER]),
        (ADA, a_person("bo", dead=True), wish(), [Fault.HOLDER]),
        (ADA, None, wish(), [Fault.HOLDER]),
        (ADA, ADA, wish(), [Fault.ONESELF]),
        (a_person("ada", protected=True), BO, wish(), [Fault.GIVER_PROTECTED]),
        (ADA, BO, wish(areas=frozenset()), [Fault.NO_AREA]),
        (ADA, BO, wish(kind="collect"), [Fault.AREA_TO_COLLECT]),
        (ADA, BO, wish(kind="collect", areas=frozenset()), []),
        (ADA, BO, wish(start=TODAY - DAY), [Fault.STARTS_IN_THE_PAST]),
        (ADA, BO, wish(end=TODAY), []),
        (ADA, BO, wish(start=TODAY + DAY, end=TODAY), [Fault.ENDS_BEFORE_START]),
        (a_person("ada", 15), None, wish(areas=frozenset()), [Fault.GIVER_AGE, Fault.HOLDER, Fault.NO_AREA]),
    ],
)
def test_what_stands_in_the_way_is_told_all_at_once(
    giver: Person, holder: Person | None, wanted: Wish, faults: list[Fault]
) -> None:
    """About the holder never more than that it cannot be them (portal.md A179, R21)."""
    found = give(giver, holder, wanted, [], NOON)
    assert (found if isinstance(found, list) else []) == faults


def test_one_holder_has_one_proxy_of_a_kind_at_a_time() -> None:
    """To change it, end it and give a new one (portal.md R10)."""
    old = a_grant(end=TODAY + 9 * DAY)
    assert give(ADA, BO, wish(), [old], NOON) == [Fault.ALREADY]
    for free in (
        give(ADA, BO, wish(), [end(old, "ada", NOON)], NOON),
        give(ADA, BO, wish(start=TODAY + 10 * DAY), [old], NOON),
        give(ADA, BO, wish(kind="collect", areas=frozenset()), [old], NOON),
        give(ADA, CATO, wish(), [old], NOON),
    ):
        assert isinstance(free, Grant)


def test_either_side_ends_it_and_nobody_else() -> None:
    """At once, for good, and it is remembered who did (portal.md R10)."""
    for by in ("ada", "bo"):
        ended = end(a_grant(), by, NOON)
        assert (ended.ended, ended.ended_by, state(ended, TODAY)) == (NOON, by, "ended")
        assert not decide(BO, Subject(ADA, grants=(ended,)), a_service(), VIEW, NOON).allowed
        assert end(ended, "ada", NOON + DAY) == ended
    with pytest.raises(ValueError, match="only those whose proxy it is"):
        end(a_grant(), "cato", NOON)


def test_all_that_one_gave_is_ended_in_one_go() -> None:
    """Those one holds from others stay."""
    mine, theirs = a_grant(), a_grant(id="g2", grantor="bo", holder="ada")
    assert end_all([mine, theirs], "ada", NOON) == (end(mine, "ada", NOON), theirs)


def test_the_page_shows_given_received_and_history() -> None:
    """What comes is among the living, what is over or ended in the history; what is between others nowhere."""
    active, coming = a_grant(id="a"), a_grant(id="b", holder="cato", start=TODAY + DAY)
    over, ended = a_grant(id="c", start=TODAY - 2 * DAY, end=TODAY - DAY), end(a_grant(id="d"), "bo", NOON)
    received, others = a_grant(id="e", grantor="cato", holder="ada"), a_grant(id="f", grantor="bo", holder="cato")
    found = overview("ada", [others, ended, over, coming, received, active], TODAY)
    assert found == ((active, coming), (received,), (over, ended))
    assert [state(one, TODAY) for one in (coming, active, over, ended)] == ["coming", "active", "over", "ended"]


def test_a_proxy_to_collect_is_for_the_pharmacy() -> None:
    """Between the same ages, not for protected addresses, until it is over."""
    grant = a_grant(kind="collect", areas=frozenset(), end=TODAY)
    assert may_collect(BO, ADA, [grant], NOON)
    assert not may_collect(CATO, ADA, [grant], NOON) and not may_collect(ADA, BO, [grant], NOON)
    assert not may_collect(BO, ADA, [a_grant()], NOON), "one to use the portal collects nothing"
    assert not may_collect(BO, ADA, [end(grant, "bo", NOON)], NOON)
    assert not may_collect(BO, ADA, [grant], (NOON + DAY).astimezone(OSLO))
    assert not may_collect(BO, replace(ADA, protected=True), [grant], NOON)
    assert not may_collect(a_person("bo", 17), ADA, [grant], NOON)


def test_what_became_more_waits_in_proxies_given_before() -> None:
    """Within their areas, to the last thing in a service, and no longer than there is something to confirm (R9)."""
    inside = {"renewal": ActionRules(proxy_area="health-data")}
    services = (
        a_service("as-it-was"),
        a_service("more", proxy_confirmed_since=TODAY),
        a_service("more-elsewhere", proxy_area="journal", proxy_confirmed_since=TODAY),
        a_service("more-inside", proxy_area="journal", proxy_confirmed_since=TODAY, actions=inside),
    )
    old = a_grant(areas=frozenset({"health-data"}), given=NOON - DAY)
    assert waiting(old, services, TODAY) == ("more", "more-inside")
    assert waiting(replace(old, start=TODAY + DAY), services, TODAY) == ("more", "more-inside")
    without = [
        replace(old, given=NOON),
        replace(old, confirmed=NOON),
        replace(old, ended=NOON),
        replace(old, end=TODAY - DAY, start=TODAY - DAY),
        a_grant(kind="collect", areas=frozenset(), given=NOON - DAY),
    ]
    assert [waiting(one, services, TODAY) for one in without] == [()] * 5


def test_a_holder_is_let_in_again_by_the_confirmation() -> None:
    """Of everything in the service; what has not become more goes on all the while."""
    old = a_grant(given=NOON - DAY)
    more, as_before = a_service(proxy_confirmed_since=TODAY), a_service()
    asked = [
        decide(BO, Subject(ADA, grants=(grant,)), service, VIEW, NOON).allowed
        for grant in (old, replace(old, confirmed=NOON))
        for service in (more, as_before)
    ]
    assert asked == [False, True, True, True]
