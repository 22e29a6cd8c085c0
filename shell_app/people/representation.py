"""Whom one may act for, in whose place one stands, and who is told when something has come (portal.md A117–A122)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from shell_app.access.decision import USUAL, Policy, decide
from shell_app.access.items import UNMARKED, Marks, may_see
from shell_app.access.people import Person, Subject
from shell_app.access.rules import VIEW, Service
from shell_app.people.consent import Opening, open_to


class Represented(NamedTuple):
    """Someone one may act for, with all that one may do for them: never nothing."""

    subject: Subject
    openings: tuple[Opening, ...]


def represented(
    actor: Person, bound: Iterable[Subject], services: Mapping[str, Service], now: datetime, policy: Policy = USUAL
) -> tuple[Represented, ...]:
    """The name menu's entries besides oneself: those among `bound` for whom something is open now."""
    found = (
        Represented(subject, tuple(open_to(actor, subject, services.values(), now, policy)))
        for subject in bound
        if subject.person.id != actor.id
    )
    return tuple(one for one in found if one.openings)


def may_act_for(
    actor: Person, subject: Subject, services: Mapping[str, Service], now: datetime, policy: Policy = USUAL
) -> bool:
    """Whether anything at all of the subject's is open: what is asked at every request stops at the first. Nobody acts
    for themselves."""
    return actor.id != subject.person.id and any(True for _ in open_to(actor, subject, services.values(), now, policy))


def stands_for(
    actor: Person,
    own: Subject,
    chosen: Subject | None,
    services: Mapping[str, Service],
    now: datetime,
    policy: Policy = USUAL,
) -> Subject:
    """The one a session acts for now: who was chosen while anything is open, else oneself (access-rules.md T5)."""
    if chosen is not None and may_act_for(actor, chosen, services, now, policy):
        return chosen
    return own


def told(
    subject: Subject,
    others: Iterable[Person],
    service: Service,
    now: datetime,
    policy: Policy = USUAL,
    action: str = VIEW,
    marks: Marks | None = UNMARKED,
) -> tuple[Person, ...]:
    """Who may be told, at the moment of sending, that something has come for the subject (access-rules.md T8).

    `others` are those bound to the subject who want to be told; parents always do (portal.md A137, A153). `marks`
    are those of what has come: of what somebody may not see they are not told either.
    """
    people = (subject.person, *(one for one in others if one.id != subject.person.id))
    return tuple(one for one in people if may_see(decide(one, subject, service, action, now, policy).basis, marks))
