"""What the open page of a service says is what the decision does: a reader of the page alone foretells it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from builder.domain import registers
from builder.domain.pages import Said
from builder.domain.registers import ActionRules, Actions, ChildRules
from builder.render.site_renderer import Text
from shell_app.access.decision import Policy, decide
from shell_app.access.people import PROXY_AREAS, Closure, Consent, Gp, Person, Subject
from shell_app.access.rules import VIEW, Service, ServiceRules
from tests.builder.render.some_pages import SITE, head, renderer, service
from tests.shell_app.access.reader import CLOSABLE, REGIONS, Reader
from tests.shell_app.access.some_people import NOON, TODAY, a_grant, a_person
from translations.catalogue import load_catalogue

EXTRAS: list[dict[str, Any]] = [
    {},
    {"regions": ("vest",)},
    {"gp": "yes"},
    {"actions": Actions(renewal=ActionRules("full", "services", "yes"), log=ActionRules(proxy_area="none"))},
    {"proxy_confirmed_since": TODAY, "actions": Actions(log=ActionRules("full"))},
    {"anonymous": "yes", "regions": ("vest", "nord"), "actions": Actions(log=ActionRules("basis+"))},
]
BASICS = list(
    product(
        ("basis", "basis+", "full"),
        (*PROXY_AREAS, "none"),
        product(("yes", "no"), repeat=2),
        ("free", "consent", "no"),
        ("yes", "no"),
    )
)
"""Consent, area, children, youth, protected address."""


def written(basics: Any, extra: dict[str, Any]) -> registers.ServiceRules:
    consent, area, children, youth, protected = basics
    if area == "none":
        extra = {key: value for key, value in extra.items() if key != "proxy_confirmed_since"}
    return registers.ServiceRules(
        "oversikter", 1, "pill", consent, area, ChildRules(*children), youth, protected, **extra
    )


def page(rules: registers.ServiceRules, both_parents: Any) -> str:
    """The open page as a citizen gets it, in English."""
    regions = () if rules.regions == "all" else tuple(Said(REGIONS[region]) for region in rules.regions)
    asked = replace(service(), head=head("en/a.html", "Prescriptions"), rules=rules, regions=regions)
    files = renderer(replace(SITE, both_parents=both_parents)).render(asked, Text("", ""))
    return files[0].data.decode()


def people(**facts: Any) -> Iterator[Person]:
    """A person in every state that matters."""
    for consent, protected, region, offers in product(Consent, (True, False), ("vest", "midt"), (True, False)):
        gp = Gp("fjell", frozenset({"resepter", "resepter/renewal"})) if offers else None
        yield a_person("ada", consent=consent, protected=protected, region=region, gp=gp, **facts)


def differences(rules: registers.ServiceRules, both_parents: str) -> Iterator[str]:
    """Where the reader of the page and the decision disagree."""
    read = Reader(page(rules, both_parents))
    asked = Service("resepter", msgspec.json.decode(msgspec.json.encode(rules), type=ServiceRules))
    actions = [VIEW, *asked.rules.actions]
    policy = Policy(both_parents == "yes")
    for actor, subject, foretold in situations(read, actions):
        for action in actions:
            decided = decide(actor, subject, asked, action, NOON, policy).allowed
            if decided != foretold[action]:
                yield f"{actor}\n{subject}\n{action}: the page says {foretold[action]}, the decision {decided}"


def situations(read: Reader, actions: list[str]) -> Iterator[tuple[Person, Subject, dict[str, bool]]]:
    """Who asks for whom, and what the reader foretells for each action."""
    for age, parents_consent in product((12, 13, 15, 16), (True, False)):
        for one in people(age=age, parents_consent=parents_consent):
            yield one, Subject(one), {action: read.own(one, action, bool(one.gp)) for action in actions}
    for age, home, other_home in product((11, 12, 15, 16), ("home", "away"), ("home", "away")):
        parent, other = a_person("bo", address=home), a_person("cato", address=other_home)
        for child in people(age=age):
            foretold = {action: read.parent(child, parent, other, action, bool(child.gp)) for action in actions}
            yield parent, Subject(child, (parent, other)), foretold
    agreed = ((NOON, None), (NOON - timedelta(days=1), None), (NOON - timedelta(days=1), NOON))
    for age, held_at, area, (given, confirmed) in product((15, 16), (17, 18), PROXY_AREAS, agreed):
        holder = a_person("bo", held_at)
        grant = a_grant(areas=frozenset({area}), given=given, confirmed=confirmed)
        for giver in people(age=age):
            foretold = {action: read.proxy(giver, holder, grant, action, bool(giver.gp)) for action in actions}
            yield holder, Subject(giver, (), (grant,)), foretold


@pytest.mark.parametrize("turn", range(24))
def test_a_reader_of_the_page_foretells_the_decision(turn: int) -> None:
    """For some of the rules an editor can write; the next test takes them all."""
    rules = written(BASICS[turn * 12 + turn % 12], EXTRAS[turn % len(EXTRAS)])
    assert next(differences(rules, "yes" if turn % 2 else "no"), None) is None


@pytest.mark.slow
@pytest.mark.parametrize("both_parents", ["yes", "no"])
@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: ", ".join(extra) or "plain")
def test_a_reader_of_any_page_foretells_any_decision(extra: dict[str, Any], both_parents: str) -> None:
    """All 288 ways to fill in the rules, with regions, GPs and things that ask for more."""
    for basics in BASICS:
        assert next(differences(written(basics, extra), both_parents), None) is None


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: ", ".join(extra) or "plain")
def test_the_page_says_nothing_that_is_not_tried_here(extra: dict[str, Any]) -> None:
    """A new sentence on the page is one more promise: teach the reader what it means."""
    for basics in BASICS[::5]:
        assert Reader(page(written(basics, extra), "yes")).not_understood == ""


@pytest.mark.parametrize("code", ["nb", "nn", "se", "en", "ar", "uk"])
def test_that_proxies_must_be_confirmed_is_told_in_every_language(code: str) -> None:
    """With the day (portal.md R9)."""
    told = (
        "The service was substantially extended on %(day)s. "
        "Whoever gave a proxy before then must confirm it before it opens the service."
    )
    assert load_catalogue(code).has(told) and "%(day)s" in load_catalogue(code).gettext(told)


@pytest.mark.parametrize("area", [*PROXY_AREAS, "none"])
def test_the_page_says_what_one_can_close_to_oneself(area: str) -> None:
    """And the decision closes that to everybody, whoever they act as, and nothing else."""
    rules = written(("full", area, ("yes", "yes"), "free", "yes"), {})
    read = Reader(page(rules, "yes"))
    asked = Service("resepter", msgspec.json.decode(msgspec.json.encode(rules), type=ServiceRules))
    closure = Closure("own-record-access", NOON)
    for actor, subject, foretold in situations(read, [VIEW]):
        closed = replace(subject, closures=(closure,))
        assert decide(actor, closed, asked, VIEW, NOON).allowed == (foretold[VIEW] and CLOSABLE not in read.said)
        assert decide(actor, closed, asked, VIEW, NOON - timedelta(seconds=1)).allowed == foretold[VIEW]
