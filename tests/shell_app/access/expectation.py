"""What access-rules.md says, written down by itself: the model of its part 1, and the invariants of its part 2.

Nothing here calls the code it judges; only the facts are shared. Beyond the document stands the emergency block
(portal.md R22, docs/decisions/0049): who has shut their portal uses nothing and acts for nobody, and no proxy of theirs
opens anything; and the confirmation of proxies (R9, docs/decisions/0052): a service that became more on a day asks for one
given or confirmed since then, and a holder who lacks nothing else is told so. In one place the model and I16 disagree (a
youth service closed to protected addresses); there I16 holds, as in docs/decisions/0027.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tests.shell_app.access.worlds import CONSENTS, NOW, World

OWN_REASONS = {
    "inactive": "inactive",
    "shut": "shut",
    "age": "age",
    "youth": "youth",
    "parents-consent": "youth",
    "protected-address": "consent",
    "consent": "consent",
    "unconfirmed": "unconfirmed",
    "none": "none",
}
"""Ours to the model's: it does not tell apart whether it is for the parents, for the address or for the consent."""


def age(person: Any, today: date) -> int:
    """At the end of the day: birthdays that have been, less the year of birth."""
    years = today.year - person.born.year
    return years if (person.born.month, person.born.day) <= (today.month, today.day) else years - 1


def entitled(person: Any, rules: Any) -> bool:
    if person.protected and rules.protected_address == "no":
        return False
    return CONSENTS.index(person.consent.value) >= CONSENTS.index(rules.consent.value)


def model(world: World, rules: Any) -> tuple[bool, str]:
    """`can` of access-rules.md: whether, and on what basis or why not."""
    return own(world, rules) if world.own else on_behalf(world, rules)


def own(world: World, rules: Any) -> tuple[bool, str]:
    X = world.subject.person
    y = age(X, world.today)
    free = rules.youth == "free" and y < 16
    if X.shut_at is not None:
        return False, "shut"
    if X.inactive:
        return False, "inactive"
    if y < 13:
        return False, "age"
    if y < 16 and not (rules.youth == "free" or (rules.youth == "consent" and X.parents_consent)):
        return False, "youth"
    if (X.protected and rules.protected_address == "no") or (not free and not entitled(X, rules)):
        return False, "consent"
    return True, "self"


def on_behalf(world: World, rules: Any) -> tuple[bool, str]:
    A, X = world.actor, world.subject.person
    y = age(X, world.today)
    restricted = {(one.category, one.closed_to) for one in world.subject.restrictions}
    if A.protected or X.protected or A.shut_at is not None or not entitled(X, rules):
        return False, "none"
    if A.id in [guardian.id for guardian in world.subject.guardians] and y < 16:
        home = [g for g in world.subject.guardians if X.address and g.address == X.address and not g.protected]
        opened = rules.children.under_12 if y < 12 else rules.children.from_12_to_15
        held_back = age(A, world.today) < 13 or not home or opened == "no" or (rules.category, "parent") in restricted
        return (False, "none") if held_back else (True, "parent")
    given = [
        g
        for g in world.subject.grants
        if (g.grantor, g.holder, g.kind) == (X.id, A.id, "use")
        and X.shut_at is None
        and g.ended is None
        and g.start <= world.today <= (g.end or world.today)
        and rules.proxy_area in g.areas
    ]
    if given and y >= 16 and age(A, world.today) >= 18 and (rules.category, "proxy") not in restricted:
        return (True, "proxy") if any(agreed(g, rules) for g in given) else (False, "unconfirmed")
    return False, "none"


Invariant = Callable[[World, Any, Any], bool]
INVARIANTS: dict[str, Invariant] = {
    "I1 no bond, no access": lambda w, r, d: w.own or bound(w),
    "I2 a protected address on either side": lambda w, r, d: w.own or not (w.actor.protected or person(w).protected),
    "I3 nobody under 13": lambda w, r, d: not w.own or years(w) >= 13,
    "I4 13-15 without parents": lambda w, r, d: not youth(w) or person(w).parents_consent or r.youth == "free",
    "I5 13-15 outside youth services": lambda w, r, d: not youth(w) or r.youth != "no",
    "I6 parents from 16": lambda w, r, d: d.basis != "parent" or years(w) < 16,
    "I7 parents of 12-15": lambda w, r, d: d.basis != "parent" or years(w) < 12 or r.children.from_12_to_15 == "yes",
    "I8 no guardian at home": lambda w, r, d: (
        d.basis != "parent" or any(g.address == "home" for g in w.subject.guardians)
    ),
    "I9 no active grant": lambda w, r, d: d.basis != "proxy" or any(active(g, w.today) for g in w.subject.grants),
    "I10 holder under 18": lambda w, r, d: d.basis != "proxy" or age(w.actor, w.today) >= 18,
    "I11 area not granted": lambda w, r, d: (
        d.basis != "proxy" or any(r.proxy_area in g.areas for g in w.subject.grants)
    ),
    "I12 never delegable": lambda w, r, d: d.basis != "proxy" or r.proxy_area != "none",
    "R9 not confirmed since it became more": lambda w, r, d: (
        d.basis != "proxy" or any(agreed(g, r) and g.id == d.grant for g in w.subject.grants)
    ),
    "I13 giver under 16": lambda w, r, d: d.basis != "proxy" or years(w) >= 16,
    "I14 above the consent": lambda w, r, d: consented(w, r) or (youth(w) and r.youth == "free"),
    "I15 restricted": lambda w, r, d: (r.category, d.basis) not in w.subject.restrictions,
    "I16 closed to protected addresses": lambda w, r, d: not person(w).protected or r.protected_address == "yes",
    "R22 shut": lambda w, r, d: d.basis == "parent" or person(w).shut_at is None,
    "R22 nobody acts whose own is shut": lambda w, r, d: w.own or w.actor.shut_at is None,
    "I18 inactive": lambda w, r, d: not w.own or not person(w).inactive,
}
"""What holds of everything that is allowed. I17 is about refusals and stands in `broken`."""


def person(world: World) -> Any:
    return world.subject.person


def years(world: World) -> int:
    return age(person(world), world.today)


def youth(world: World) -> bool:
    return world.own and years(world) < 16


def consented(world: World, rules: Any) -> bool:
    return CONSENTS.index(person(world).consent.value) >= CONSENTS.index(rules.consent.value)


def bound(world: World) -> bool:
    guardian = any(g.id == world.actor.id for g in world.subject.guardians)
    return guardian or any((g.grantor, g.holder) == ("subject", world.actor.id) for g in world.subject.grants)


def agreed(grant: Any, rules: Any) -> bool:
    """By the clock on the wall in Norway: somebody said yes after the last day of what the service was before."""
    if rules.proxy_confirmed_since is None:
        return True
    said = [moment.astimezone(NOW.tzinfo).date() for moment in (grant.given, grant.confirmed) if moment is not None]
    return bool(said) and max(said) >= rules.proxy_confirmed_since


def active(grant: Any, today: date) -> bool:
    return grant.ended is None and grant.start <= today and (grant.end is None or grant.end >= today)


def broken(world: World, rules: Any, decision: Any) -> Iterator[str]:
    """What a decision breaks of all this, in words."""
    allowed, why = model(world, rules)
    first = decision.basis if decision.allowed else OWN_REASONS[decision.reasons[0].value]
    if (decision.allowed, first) != (allowed, why):
        yield f"the model says {allowed}, {why}"
    if decision.allowed:
        yield from (name for name, holds in INVARIANTS.items() if not holds(world, rules, decision))
    elif not world.own and tuple(decision)[:4] != (False, None, decision.reasons, None):
        yield "I17 a refusal about another tells something"
    elif not world.own and [reason.value for reason in decision.reasons] not in (["none"], ["unconfirmed"]):
        yield "I17 a refusal about another tells why"
