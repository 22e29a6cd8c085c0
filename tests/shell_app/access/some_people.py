"""People, services and a moment for the tests of access. All are invented."""

from datetime import date, datetime
from typing import Any

from shell_app.access.decision import USUAL, Decision, Policy, decide
from shell_app.access.people import OSLO, PROXY_AREAS, Consent, Grant, Person, Subject
from shell_app.access.rules import VIEW, ChildRules, Service, ServiceRules

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=OSLO)
ALL_AREAS = frozenset(PROXY_AREAS)


def born(years: int, on: date = TODAY) -> date:
    """The day of birth of one who turns `years` on that day."""
    return on.replace(year=on.year - years)


def a_person(id: str, age: int = 40, **facts: Any) -> Person:
    """One who has consented to Full and turned `age` today."""
    return Person(id, **{"born": born(age), "address": "home", "consent": Consent.FULL, **facts})


def a_grant(**facts: Any) -> Grant:
    """Ada's open proxy to Bo, in every area, from today."""
    return Grant(
        **{"id": "g1", "grantor": "ada", "holder": "bo", "start": TODAY, "areas": ALL_AREAS, "given": NOON, **facts}
    )


def a_service(id: str = "resepter", **rules: Any) -> Service:
    """A service that asks for Basis and is open to parents, young people with consent, and protected addresses."""
    usual: dict[str, Any] = {
        "category": "oversikter",
        "consent": Consent.BASIS,
        "proxy_area": "health-data",
        "children": ChildRules("yes", "yes"),
        "youth": "consent",
        "protected_address": "yes",
    }
    return Service(id, ServiceRules(**{**usual, **rules}))


def answer(
    actor: Person,
    subject: Subject | Person,
    service: Service | None = None,
    now: datetime = NOON,
    policy: Policy = USUAL,
    action: str = VIEW,
) -> Decision:
    """What `decide` says, a person standing for a subject without bonds."""
    whole = Subject(subject) if isinstance(subject, Person) else subject
    return decide(actor, whole, service or a_service(), action, now, policy)
