"""Consent given, changed and withdrawn: what will be gained, lost and deleted, planned before it is done (R1–R8)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from shell_app.access.decision import USUAL, Policy, decide
from shell_app.access.people import Consent, Person, Subject
from shell_app.access.rules import VIEW, Service

PURGED_WITHIN = timedelta(hours=24)
"""How soon copies are gone from everywhere after consent was withdrawn (access-rules.md T10)."""

LEVELS = (Consent.FULL, Consent.BASIS_PLUS, Consent.BASIS)
"""What one may choose, in the order they are shown (portal.md A166)."""


class Opening(NamedTuple):
    """Something one can do: a service, or one thing within it."""

    service: str
    action: str = VIEW


class Copies(Struct, frozen=True):
    """How many items, kept about a person for an opening, the one who asks may know of: none is no reason to think
    that nothing is kept."""

    opening: Opening
    count: int


class Notice(Struct, frozen=True):
    """A message about something waiting in an opening, not sent yet."""

    id: str
    opening: Opening


class Standing(Struct, frozen=True):
    """A person and their bonds, with what the portal keeps about them because they consented."""

    subject: Subject
    copies: tuple[Copies, ...] = ()
    notices: tuple[Notice, ...] = ()


class SetConsent(Struct, frozen=True, tag=True):
    """From this moment the person's consent is `level`: all that needs more is hidden at once."""

    level: Consent


class EndGrant(Struct, frozen=True, tag=True):
    """A proxy the person gave ends now, for nothing is left that it could open."""

    grant: str


class DropNotice(Struct, frozen=True, tag=True):
    """A notice not yet sent is never sent."""

    notice: str


class PurgeCopies(Struct, frozen=True, tag=True):
    """All that is kept for an opening is deleted everywhere within PURGED_WITHIN, also what is not counted here."""

    opening: Opening
    count: int


Effect = SetConsent | EndGrant | DropNotice | PurgeCopies


class ConsentPlan(Struct, frozen=True):
    """A change of consent before it is made. Two equal plans do the same, so a page can tell if one has grown stale.

    `gained` and `lost` is what whoever makes the change can and can no longer do. It deletes neither the log of
    use nor the history of consents (R8).
    """

    person: str
    before: Consent
    after: Consent
    gained: tuple[Opening, ...]
    lost: tuple[Opening, ...]
    effects: tuple[Effect, ...]

    @property
    def deleted(self) -> tuple[PurgeCopies, ...]:
        return tuple(effect for effect in self.effects if isinstance(effect, PurgeCopies))


def plan_consent(
    actor: Person,
    standing: Standing,
    wanted: Consent,
    services: Mapping[str, Service],
    now: datetime,
    policy: Policy = USUAL,
) -> ConsentPlan:
    """All that follows when `actor`, the person or a parent, sets the consent to `wanted`; NONE withdraws it."""
    person = standing.subject.person
    before = set(open_to(actor, standing.subject, services.values(), now, policy))
    changed = _with_consent(standing.subject, wanted)
    self_changed = changed.person if actor.id == person.id else actor
    after = set(open_to(self_changed, changed, services.values(), now, policy))
    return ConsentPlan(
        person=person.id,
        before=person.consent,
        after=wanted,
        gained=tuple(sorted(after - before)),
        lost=tuple(sorted(before - after)),
        effects=tuple(_effects(standing, wanted, services)),
    )


def carry_out(standing: Standing, plan: ConsentPlan, now: datetime) -> Standing:
    """The standing after a plan, effect by effect as the shell carries them out in its database."""
    for effect in plan.effects:
        standing = _after(standing, effect, now)
    return standing


def open_to(
    actor: Person, subject: Subject, services: Iterable[Service], now: datetime, policy: Policy = USUAL
) -> Iterator[Opening]:
    """Everything the actor may do of the subject's."""
    for service in services:
        for action in (VIEW, *service.rules.actions):
            if decide(actor, subject, service, action, now, policy).allowed:
                yield Opening(service.id, action)


def matrix(services: Iterable[Service]) -> dict[Opening, tuple[Consent, ...]]:
    """For each opening the levels that open it: the table with marks that one chooses by (portal.md A168)."""
    return {
        Opening(service.id, action): tuple(level for level in LEVELS if level.covers(_needed(service, action)))
        for service in services
        for action in (VIEW, *service.rules.actions)
    }


def _needed(service: Service, action: str) -> Consent:
    return service.rules.for_action(action).consent


def _effects(standing: Standing, wanted: Consent, services: Mapping[str, Service]) -> Iterator[Effect]:
    if wanted is not standing.subject.person.consent:
        yield SetConsent(wanted)
    if wanted is Consent.NONE:
        yield from (EndGrant(grant.id) for grant in standing.subject.grants if grant.ended is None)
    for notice in standing.notices:
        if not _covered(notice.opening, wanted, services):
            yield DropNotice(notice.id)
    before = standing.subject.person.consent
    for copies in standing.copies:
        may_be_there = copies.count or _covered(copies.opening, before, services)
        if may_be_there and not _covered(copies.opening, wanted, services):
            yield PurgeCopies(copies.opening, copies.count)


def _covered(opening: Opening, level: Consent, services: Mapping[str, Service]) -> bool:
    """Whether the consent still covers an opening; of a service that is no more nothing is kept."""
    service = services.get(opening.service)
    known = service and (opening.action == VIEW or opening.action in service.rules.actions)
    return bool(service and known) and level.covers(_needed(services[opening.service], opening.action))


def _after(standing: Standing, effect: Effect, now: datetime) -> Standing:
    if isinstance(effect, SetConsent):
        return replace(standing, subject=_with_consent(standing.subject, effect.level))
    if isinstance(effect, DropNotice):
        return replace(standing, notices=tuple(one for one in standing.notices if one.id != effect.notice))
    if isinstance(effect, PurgeCopies):
        return replace(standing, copies=tuple(one for one in standing.copies if one.opening != effect.opening))
    grants = tuple(
        replace(grant, ended=now) if grant.id == effect.grant else grant for grant in standing.subject.grants
    )
    return replace(standing, subject=replace(standing.subject, grants=grants))


def _with_consent(subject: Subject, level: Consent) -> Subject:
    return replace(subject, person=replace(subject.person, consent=level))
