"""Who may do what, rule by rule and at every boundary (access-rules.md, portal.md part 3)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from shell_app.access.decision import REFUSED, Decision, Policy, Reason
from shell_app.access.people import OSLO, PROXY_AREAS, Consent, Gp, Person, ProxyArea, Restriction, Subject
from shell_app.access.rules import ActionRules, ChildRules
from tests.shell_app.access.some_people import NOON, TODAY, a_grant, a_person, a_service, answer, born

SELF = Decision(True, "self")
PARENT = Decision(True, "parent")
PROXY = Decision(True, "proxy", grant="g1")
MIDNIGHT = datetime(2026, 11, 23, tzinfo=OSLO)
SECOND = timedelta(seconds=1)


def refused(*reasons: Reason) -> Decision:
    return Decision(False, reasons=reasons)


def own(service: Any = None, now: datetime = NOON, **facts: Any) -> Decision:
    person = a_person("ada", **facts)
    return answer(person, person, service, now)


def as_parent(child: Person, *others: Person, service: Any = None, now: datetime = NOON, **rest: Any) -> Decision:
    """What the parent Bo may do for the child, who has `others` too as guardians."""
    bo = rest.pop("bo", a_person("bo"))
    policy = rest.pop("policy", Policy())
    return answer(bo, Subject(child, (bo, *others), **rest), service, now, policy)


def as_proxy(service: Any = None, now: datetime = NOON, bo: Any = None, **grant: Any) -> Decision:
    """What Bo may do with Ada's proxy."""
    ada = a_person("ada", age=grant.pop("ada_age", 40), consent=grant.pop("consent", Consent.FULL))
    restrictions = frozenset(grant.pop("restrictions", ()))
    return answer(bo or a_person("bo"), Subject(ada, (), (a_grant(**grant),), restrictions), service, now)


@pytest.mark.parametrize(
    ("age", "youth", "parents_consent", "expected"),
    [
        (12, "free", True, refused(Reason.AGE)),
        (13, "free", False, SELF),
        (13, "consent", True, SELF),
        (13, "consent", False, refused(Reason.PARENTS_CONSENT)),
        (15, "consent", False, refused(Reason.PARENTS_CONSENT)),
        (15, "no", True, refused(Reason.YOUTH)),
        (16, "no", False, SELF),
    ],
)
def test_own_use_begins_at_13_with_the_parents_and_at_16_without(
    age: int, youth: str, parents_consent: bool, expected: Decision
) -> None:
    """Nobody under 13 signs in; those of 13–15 use youth services alone; from 16 one decides oneself (I3–I5)."""
    assert own(a_service(youth=youth), age=age, parents_consent=parents_consent) == expected


@pytest.mark.parametrize("years", [13, 16])
def test_a_birthday_begins_at_midnight_in_oslo(years: int) -> None:
    """One second before midnight in Norway it is the day before, whatever the server's clock is set to (A08)."""
    service = a_service(youth="no" if years == 16 else "free")
    assert not own(service, MIDNIGHT - SECOND, born=born(years)).allowed
    assert own(service, MIDNIGHT, born=born(years)) == SELF
    assert own(service, MIDNIGHT.astimezone(UTC), born=born(years)) == SELF


def test_who_was_born_on_29_february_grows_older_on_1_march() -> None:
    """In common years; in leap years on the day itself."""
    leap = date(2012, 2, 29)
    days = [datetime(2028, 2, 28, 12), datetime(2028, 2, 29, 12), datetime(2025, 2, 28, 12), datetime(2025, 3, 1, 12)]
    ages = [own(a_service(youth="no"), day.replace(tzinfo=OSLO), born=leap) for day in days]
    assert [decision.allowed for decision in ages] == [False, True, False, False], "16 on 29 February 2028"
    assert own(a_service(youth="free"), days[2].replace(tzinfo=OSLO), born=leap) == refused(Reason.AGE)
    assert own(a_service(youth="free"), days[3].replace(tzinfo=OSLO), born=leap) == SELF


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """Nobody knows which day it means."""
    with pytest.raises(ValueError, match="no time zone"):
        own(now=datetime(2026, 11, 23))


@pytest.mark.parametrize("given", Consent)
@pytest.mark.parametrize("needed", Consent)
def test_one_sees_what_one_has_consented_to(given: Consent, needed: Consent) -> None:
    """Full covers Basis+, which covers Basis; for a proxy just as for oneself (I14)."""
    steps = [Consent.NONE, Consent.BASIS, Consent.BASIS_PLUS, Consent.FULL]
    service = a_service(consent=needed)
    enough = steps.index(given) >= steps.index(needed)
    assert own(service, consent=given) == (SELF if enough else refused(Reason.CONSENT))
    assert as_proxy(service, consent=given) == (PROXY if enough else REFUSED)


def test_a_youth_uses_free_services_without_consent() -> None:
    """Such as booking the school nurse (portal.md R18); from 16 the same service asks for consent."""
    service = a_service(youth="free")
    assert own(service, age=15, consent=Consent.NONE) == SELF
    assert own(service, age=16, consent=Consent.NONE) == refused(Reason.CONSENT)


def test_a_service_closed_to_protected_addresses_is_closed_to_all_ages() -> None:
    """Also to youths, who need no consent for it (I16)."""
    service = a_service(protected_address="no", youth="free")
    assert own(service, protected=True) == refused(Reason.PROTECTED)
    assert own(service, protected=True, age=14) == refused(Reason.PROTECTED)
    assert own(a_service(), protected=True) == SELF


def test_all_that_stands_in_the_way_is_told_at_once() -> None:
    """So that one is not sent from door to door."""
    service = a_service(consent=Consent.FULL, protected_address="no", regions=frozenset({"vest"}), gp="yes")
    assert own(service, protected=True, consent=Consent.NONE) == refused(
        Reason.PROTECTED, Reason.CONSENT, Reason.REGION, Reason.NO_GP
    )


def test_what_is_offered_depends_on_region_and_gp() -> None:
    """Not all services are there for all (portal.md A74)."""
    regional, by_gp = a_service(regions=frozenset({"vest", "nord"})), a_service("timeavtaler", gp="yes")
    assert own(regional, region="vest") == SELF
    assert own(regional, region="midt") == refused(Reason.REGION)
    assert own(by_gp) == refused(Reason.NO_GP)
    assert own(by_gp, gp=Gp("fjell")) == refused(Reason.GP_OFFER)
    assert own(by_gp, gp=Gp("fjell", frozenset({"timeavtaler"}))) == SELF


def test_the_inactive_are_helped_by_their_proxies_alone() -> None:
    """No use of one's own, while proxies go on (portal.md R14, I18)."""
    ada = a_person("ada", inactive=True)
    assert answer(ada, ada) == refused(Reason.INACTIVE)
    assert answer(a_person("bo"), Subject(ada, (), (a_grant(),))) == PROXY


def test_death_ends_all_access() -> None:
    """Of the person, by the person and for the person (threats.md A40)."""
    ada, dead = a_person("ada"), a_person("bo", dead=True)
    assert answer(dead, dead) == refused(Reason.DEAD)
    assert answer(dead, Subject(ada, (), (a_grant(),))) == REFUSED
    assert answer(a_person("bo"), Subject(a_person("ada", dead=True), (), (a_grant(),))) == REFUSED
    child = a_person("ada", age=3, dead=True)
    assert as_parent(child) == REFUSED


def test_without_a_bond_there_is_no_access() -> None:
    """Living together is none (I1)."""
    assert answer(a_person("bo"), a_person("ada", age=5)) == REFUSED


@pytest.mark.parametrize(
    ("age", "rules", "expected"),
    [
        (0, ChildRules("yes", "no"), PARENT),
        (11, ChildRules("yes", "no"), PARENT),
        (11, ChildRules("no", "yes"), REFUSED),
        (12, ChildRules("yes", "no"), REFUSED),
        (12, ChildRules("no", "yes"), PARENT),
        (15, ChildRules("no", "yes"), PARENT),
        (16, ChildRules("yes", "yes"), REFUSED),
    ],
)
def test_parents_see_less_from_12_and_nothing_from_16(age: int, rules: ChildRules, expected: Decision) -> None:
    """Each service says what is open to parents of the younger and of the older children (I6, I7)."""
    assert as_parent(a_person("ada", age), service=a_service(children=rules)) == expected


@pytest.mark.parametrize("years", [12, 16])
def test_the_parents_access_shrinks_at_midnight_in_oslo(years: int) -> None:
    """To the second, in winter as in summer time (A08)."""
    service = a_service(children=ChildRules("yes", "yes" if years == 16 else "no"))
    child = a_person("ada", born=born(years))
    assert as_parent(child, service=service, now=MIDNIGHT - SECOND) == PARENT
    assert as_parent(child, service=service, now=MIDNIGHT) == REFUSED
    summer = datetime(2026, 7, 1, tzinfo=OSLO)
    child = a_person("ada", born=born(years, summer.date()))
    assert as_parent(child, service=service, now=(summer - SECOND).astimezone(UTC)) == PARENT
    assert as_parent(child, service=service, now=summer.astimezone(UTC)) == REFUSED


def test_one_guardian_lives_with_the_child() -> None:
    """Then both may act, or the one at home alone if the operator so decides (I8, portal.md Q1)."""
    child, away, home = a_person("ada", 5), a_person("bo", address="away"), a_person("cato")
    strict = Policy(both_parents=False)
    assert as_parent(child, home, bo=away) == PARENT
    assert as_parent(child, home, bo=away, policy=strict) == REFUSED
    assert as_parent(child, away, bo=home, policy=strict) == PARENT
    assert as_parent(child, policy=strict) == PARENT
    assert as_parent(child, a_person("cato", address="elsewhere"), bo=away) == REFUSED
    assert as_parent(child, a_person("cato", protected=True), bo=away) == REFUSED


def test_an_unknown_address_is_nobodys_home() -> None:
    """Two people whose address we do not know do not live together."""
    assert as_parent(a_person("ada", 5, address=None), bo=a_person("bo", address=None)) == REFUSED


def test_a_child_under_13_represents_nobody() -> None:
    """Not even their own children, as the registers may err."""
    assert as_parent(a_person("ada", 0), bo=a_person("bo", 12)) == REFUSED
    assert as_parent(a_person("ada", 0), bo=a_person("bo", 13)) == PARENT


def test_a_protected_address_on_either_side_shuts_out_all_representation() -> None:
    """As a parent and by proxy, for services that are open to protected addresses too (I2, portal.md R21)."""
    hidden, grants = a_person("bo", protected=True), (a_grant(),)
    assert as_parent(a_person("ada", 5), a_person("cato"), bo=hidden) == REFUSED
    assert as_parent(a_person("ada", 5, protected=True)) == REFUSED
    assert answer(hidden, Subject(a_person("ada"), (), grants)) == REFUSED
    assert answer(a_person("bo"), Subject(a_person("ada", protected=True), (), grants)) == REFUSED


def test_a_proxy_holds_on_its_first_and_its_last_day() -> None:
    """From midnight to midnight in Oslo (I9)."""
    day = timedelta(days=1)
    assert as_proxy(start=TODAY, end=TODAY, now=MIDNIGHT) == PROXY
    assert as_proxy(start=TODAY, end=TODAY, now=MIDNIGHT + day - SECOND) == PROXY
    assert as_proxy(start=TODAY, end=TODAY, now=MIDNIGHT + day) == REFUSED
    assert as_proxy(start=TODAY, now=MIDNIGHT - SECOND) == REFUSED
    assert as_proxy(start=TODAY, now=MIDNIGHT + 9999 * day) == PROXY


def test_an_ended_proxy_stays_ended_when_the_clock_is_set_back() -> None:
    """That it was ended is a fact, not a matter of the time (T7)."""
    assert as_proxy(ended=NOON, now=NOON - timedelta(days=0, hours=2)) == REFUSED


@pytest.mark.parametrize("area", PROXY_AREAS)
def test_a_proxy_covers_its_areas_alone(area: ProxyArea) -> None:
    """One, two or all; what is never delegable is in none (I11, I12)."""
    others = frozenset(PROXY_AREAS) - {area}
    assert as_proxy(a_service(proxy_area=area), areas=frozenset({area})) == PROXY
    assert as_proxy(a_service(proxy_area=area), areas=others) == REFUSED
    assert as_proxy(a_service(proxy_area="none")) == REFUSED


@pytest.mark.parametrize(
    ("giver", "holder", "expected"),
    [(15, 40, REFUSED), (16, 40, PROXY), (40, 17, REFUSED), (40, 18, PROXY)],
)
def test_the_giver_is_16_and_the_holder_18(giver: int, holder: int, expected: Decision) -> None:
    """From the birthday (I10, I13, portal.md A179)."""
    assert as_proxy(ada_age=giver, bo=a_person("bo", holder)) == expected


def test_a_proxy_to_collect_prescriptions_opens_nothing_here() -> None:
    """It is used at the pharmacy (portal.md A183)."""
    assert as_proxy(kind="collect") == REFUSED


def test_somebody_elses_proxy_is_no_proxy() -> None:
    """Neither one that Ada gave another, nor one that Bo has from another, nor Ada's turned round."""
    assert as_proxy(holder="cato") == REFUSED
    assert as_proxy(grantor="cato") == REFUSED
    assert as_proxy(grantor="bo", holder="ada") == REFUSED


def test_health_personnel_can_close_a_category_to_parents_or_to_proxies() -> None:
    """One of the two does not touch the other, nor another category, nor the person's own use (I15)."""
    child, ada = a_person("ada", 5), a_person("ada")
    to_parent, to_proxy = Restriction("oversikter", "parent"), Restriction("oversikter", "proxy")
    assert as_parent(child, restrictions=frozenset({to_parent})) == REFUSED
    assert as_parent(child, restrictions=frozenset({to_proxy, Restriction("soknad", "parent")})) == PARENT
    assert as_proxy(restrictions={to_proxy}) == REFUSED
    assert as_proxy(restrictions={to_parent, Restriction("soknad", "proxy")}) == PROXY
    assert answer(ada, Subject(ada, restrictions=frozenset({to_parent, to_proxy}))) == SELF


def test_nobody_sees_more_on_anothers_behalf_than_is_there_for_them() -> None:
    """Region, GP and protected services bound parents and proxies like the person (portal.md R11)."""
    elsewhere = a_service(regions=frozenset({"vest"}))
    assert as_proxy(elsewhere) == REFUSED
    assert as_parent(a_person("ada", 5), service=a_service(gp="yes")) == REFUSED


def test_one_action_can_ask_for_more_than_its_service() -> None:
    """To read the list asks for Basis, to have a prescription renewed asks for Full and another area."""
    renewal = ActionRules(Consent.FULL, "services")
    service = a_service(actions={"renewal": renewal})
    ada = a_person("ada", consent=Consent.BASIS)
    reader = a_grant(areas=frozenset({"health-data"}))
    assert answer(ada, ada, service) == SELF
    assert answer(ada, ada, service, action="renewal") == refused(Reason.CONSENT)
    full = replace(ada, consent=Consent.FULL)
    assert answer(full, full, service, action="renewal") == SELF
    assert answer(a_person("bo"), Subject(full, (), (reader,)), service) == PROXY
    assert answer(a_person("bo"), Subject(full, (), (reader,)), service, action="renewal") == REFUSED


def test_an_action_nobody_decided_about_is_an_error() -> None:
    """The guard shuts the door on any error."""
    ada = a_person("ada")
    with pytest.raises(KeyError):
        answer(ada, ada, action="erase")
