"""The one decision on access: may this actor do this to that subject's service now, and if not, why not."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Literal, NamedTuple

from shell_app.access.people import Person, Restriction, Subject, local_date
from shell_app.access.rules import Service, ServiceRules

MAY_SIGN_IN = 13
"""Years: those younger have no sign-in of their own (portal.md A54)."""
OF_AGE = 16
"""Years: own use without parents, and the end of the parents' access, from the birthday itself (portal.md A53, Q2)."""
PARENTS_LIMITED = 12
"""Years: from here parents see only what a service opens for 12–15 (portal.md A119)."""
HOLDER_OF_AGE = 18
"""Years: the youngest who may hold a proxy; the one who gives it is OF_AGE (portal.md A179)."""

OWN_RECORD, RECORD_AREA = "own-record-access", "journal"
"""A person may close their own access to their patient record: to all that a proxy to the record would open (R22)."""

Basis = Literal["self", "parent", "proxy"]


class Reason(Enum):
    """Why not. Towards everybody but the person themselves there is one reason, NONE, whatever the cause.

    But for UNCONFIRMED, which is told to the holder of a proxy when nothing else stands in the way.
    """

    NONE = "none"
    DEAD = "dead"
    SHUT = "shut"
    INACTIVE = "inactive"
    AGE = "age"
    YOUTH = "youth"
    PARENTS_CONSENT = "parents-consent"
    PROTECTED = "protected-address"
    CONSENT = "consent"
    REGION = "region"
    NO_GP = "no-gp"
    GP_OFFER = "gp-offer"
    CLOSED = "closed"
    UNCONFIRMED = "unconfirmed"


class Policy(NamedTuple):
    """What an operator decides once. `both_parents`: the one who lives elsewhere may act too (portal.md Q1)."""

    both_parents: bool = True


USUAL = Policy()


class Decision(NamedTuple):
    """What the rules answered. `basis` says on what an allowed use rests, `grant` on which proxy."""

    allowed: bool
    basis: Basis | None = None
    reasons: tuple[Reason, ...] = ()
    grant: str | None = None


REFUSED = Decision(False, reasons=(Reason.NONE,))
"""The answer about another, alike for: no such person, no bond, protected, expired, restricted, not offered."""
UNCONFIRMED = Decision(False, reasons=(Reason.UNCONFIRMED,))
"""The answer to a holder whom a confirmation would let in, and to nobody else: it tells no more than that would."""


def decide(
    actor: Person, subject: Subject, service: Service, action: str, now: datetime, policy: Policy = USUAL
) -> Decision:
    """Answer for one moment. An unknown action is a KeyError, for which the shell shuts the door as well.

    One's own refusal tells every reason, the weightiest first; a refusal about another tells none, but that the proxy
    waits to be confirmed.
    """
    rules, offer = service.rules.for_action(action), service.gp_offer(action)
    on = local_date(now)
    if actor.id == subject.person.id:
        reasons = tuple(_own_reasons(subject.person, rules, offer, on))
        if _closed(subject, rules, now):
            reasons = (*reasons, Reason.CLOSED)
        return Decision(False, reasons=reasons) if reasons else Decision(True, "self")
    if _closed(subject, rules, now):
        return REFUSED
    if any(_ceiling(subject.person, rules, offer)):
        return REFUSED
    return _for_another(actor, subject, rules, on, policy)


def _closed(subject: Subject, rules: ServiceRules, now: datetime) -> bool:
    """Whether the person has closed this to themselves, and so to everybody who acts for them."""
    about_this = (one for one in subject.closures if one.setting == OWN_RECORD)
    return rules.proxy_area == RECORD_AREA and any(one.holds(now) for one in about_this)


def _own_reasons(person: Person, rules: ServiceRules, offer: str | None, on: date) -> Iterator[Reason]:
    """What stands in the way of one's own use. Of those who cannot sign in at all, that is all there is to say."""
    age = person.age(on)
    if person.dead:
        yield Reason.DEAD
    elif person.shut_at:
        yield Reason.SHUT
    elif person.inactive:
        yield Reason.INACTIVE
    elif age < MAY_SIGN_IN:
        yield Reason.AGE
    else:
        if age < OF_AGE:
            yield from _youth(person, rules)
        freely = age < OF_AGE and rules.youth == "free"
        yield from _ceiling(person, rules, offer, ask_consent=not freely)


def _youth(person: Person, rules: ServiceRules) -> Iterator[Reason]:
    if rules.youth == "no":
        yield Reason.YOUTH
    elif rules.youth == "consent" and not person.parents_consent:
        yield Reason.PARENTS_CONSENT


def _ceiling(person: Person, rules: ServiceRules, offer: str | None, ask_consent: bool = True) -> Iterator[Reason]:
    """What bounds everybody's use of a person's services, the person's own and others' on their behalf."""
    if person.protected and rules.protected_address == "no":
        yield Reason.PROTECTED
    if ask_consent and not person.consent.covers(rules.consent):
        yield Reason.CONSENT
    if rules.regions != "all" and person.region not in rules.regions:
        yield Reason.REGION
    if offer and person.gp is None:
        yield Reason.NO_GP
    elif offer and person.gp and offer not in person.gp.offers:
        yield Reason.GP_OFFER


def _for_another(actor: Person, subject: Subject, rules: ServiceRules, on: date, policy: Policy) -> Decision:
    person = subject.person
    if actor.dead or person.dead or actor.protected or person.protected or actor.shut_at:
        return REFUSED
    if _acts_as_parent(actor, subject, rules, on, policy):
        return Decision(True, "parent")
    return _by_proxy(actor, subject, rules, on)


def _acts_as_parent(actor: Person, subject: Subject, rules: ServiceRules, on: date, policy: Policy) -> bool:
    age = subject.person.age(on)
    open_to_parents = rules.children.under_12 if age < PARENTS_LIMITED else rules.children.from_12_to_15
    return (
        any(guardian.id == actor.id for guardian in subject.guardians)
        and age < OF_AGE
        and actor.age(on) >= MAY_SIGN_IN
        and _lives_with_a_guardian(actor, subject, policy)
        and open_to_parents == "yes"
        and Restriction(rules.category, "parent") not in subject.restrictions
    )


def _lives_with_a_guardian(actor: Person, subject: Subject, policy: Policy) -> bool:
    """A parent acts while one of those responsible lives with the child; if the policy is strict, only that one."""
    home = subject.person.address
    return home is not None and any(
        guardian.address == home and not guardian.protected and (policy.both_parents or guardian.id == actor.id)
        for guardian in subject.guardians
    )


def _by_proxy(actor: Person, subject: Subject, rules: ServiceRules, on: date) -> Decision:
    """Not while the giver's portal is shut: the proxy may be the thief's own. A parent's access rests on no eID of the
    child's, and a child hides nothing by shutting its own (portal.md R20)."""
    if subject.person.shut_at or subject.person.age(on) < OF_AGE or actor.age(on) < HOLDER_OF_AGE:
        return REFUSED
    if rules.proxy_area == "none" or Restriction(rules.category, "proxy") in subject.restrictions:
        return REFUSED
    refusal = REFUSED
    for grant in subject.grants:
        theirs = grant.grantor == subject.person.id and grant.holder == actor.id
        if theirs and grant.kind == "use" and grant.is_active(on) and rules.proxy_area in grant.areas:
            if not rules.awaits(grant):
                return Decision(True, "proxy", grant=grant.id)
            refusal = UNCONFIRMED
    return refusal
