"""A service's rules that contradict each other are told of before anybody reads them."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from builder.domain.registers import ActionRules, Actions, ChildRules, ServiceRules
from tests.builder.check.telling import SITE, TODAY, found

RULES = ServiceRules("oppfolging", 1, "inbox", "basis", "services", ChildRules("yes", "no"), "free", "yes")
IN_TWO_REGIONS = replace(SITE, regions={"vest": {"nb": "Vest"}, "nord": {"nb": "Nord"}})
FILE = "content/services/innboks/service.yml"


def said(code: str, actions: Actions | None = None, **changes: Any) -> list[str]:
    rules = replace(RULES, actions=actions or Actions(), **changes)
    told = found(code, services={"innboks": rules}, site=IN_TWO_REGIONS)
    assert {(file, line) for file, line, _ in told} <= {(FILE, 1)}
    return [message for _, _, message in told]


@pytest.mark.parametrize(
    "code",
    ["service-children", "service-journal", "service-action", "service-proxy", "service-anonymous", "service-region"],
)
def test_rules_that_agree_are_not_told_of(code: str) -> None:
    """Everything that asks for more, and nothing for less."""
    assert said(code) == []
    actions = Actions(renewal=ActionRules("full", "journal", "yes"), log=ActionRules(proxy_area="none"))
    assert said(code, actions, proxy_area="health-data", regions=("vest", "nord"), anonymous="yes") == []
    children, since = ChildRules("no", "no"), TODAY
    assert said(code, proxy_area="journal", consent="basis+", children=children, proxy_confirmed_since=since) == []


def test_proxies_can_be_confirmed() -> None:
    """There are some, and the day since which they must be is here."""
    assert said("service-proxy", proxy_area="none", proxy_confirmed_since=TODAY) == [
        "no proxy may open it, so there is none to confirm; take out «proxy_confirmed_since»"
    ]
    tomorrow = TODAY + timedelta(days=1)
    assert said("service-proxy", proxy_confirmed_since=tomorrow) == [
        f"no proxy can have been confirmed since {tomorrow}; write it when it is here"
    ]


def test_parents_do_not_get_more_when_a_child_grows_older() -> None:
    """At 12 their access shrinks."""
    assert said("service-children", children=ChildRules("no", "yes")) == [
        "parents may use it for children of 12–15 but not for younger ones; open «under_12» or close the other"
    ]


def test_the_patient_record_is_not_opened_by_basis() -> None:
    """Neither by the service nor by something within it."""
    actions = Actions(letters=ActionRules(proxy_area="journal"))
    assert said("service-journal", proxy_area="journal") == [
        "its proxy area is the patient record, which Basis does not open; write «consent: basis+»"
    ]
    assert said("service-journal", actions) == [
        "«letters» is in the patient record, closed to Basis; give it «consent: basis+»"
    ]
    assert said("service-journal", actions, consent="full") == []


@pytest.mark.parametrize(
    ("action", "changes", "message"),
    [
        (
            ActionRules(consent="basis"),
            {"consent": "full"},
            "asks for less consent than the service; take it out, or lower the service to basis",
        ),
        (
            ActionRules(proxy_area="services"),
            {"proxy_area": "none"},
            "is open to proxies in a service that no proxy may open; take out «proxy_area»",
        ),
        (ActionRules(gp="no"), {"gp": "yes"}, "does not wait for the GP in a service that does; take out «gp»"),
        (ActionRules(), {}, "asks for nothing that the service does not; take it out"),
        (ActionRules("basis", "services", "no"), {}, "asks for nothing that the service does not; take it out"),
    ],
)
def test_a_thing_within_a_service_asks_for_more(action: ActionRules, changes: dict[str, Any], message: str) -> None:
    """What asks for less or for the same has no business among the actions."""
    assert said("service-action", Actions(booking=action), **changes) == [f"«booking» in «actions» {message}"]


def test_what_is_open_to_all_is_closed_to_none() -> None:
    """Who signs in is not worse off than who does not."""
    assert said("service-anonymous", anonymous="yes", youth="no", protected_address="no") == [
        "it is open without signing in, but says no to youth and protected_address; change one of them"
    ]


def test_a_region_is_one_the_portal_knows() -> None:
    """A slip of the pen would take the service from everybody."""
    assert said("service-region", regions=("vets",)) == ["there is no region «vets»; did you mean «vest»?"]
    assert said("service-region", regions=("ur",)) == [
        "there is no region «ur»; add it under «regions» in content/site.yml"
    ]
    assert said("service-region", regions=()) == [
        "no region offers it, so nobody can use it; name one, or write «regions: all»"
    ]
