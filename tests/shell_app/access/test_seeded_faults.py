"""Each mistake one could make in the decision is found by the worlds: the document's 23, and more of our own."""

import pytest

from tests.shell_app.access.house import AS_IT_IS, ROOMS, SOURCES, Fault, with_fault
from tests.shell_app.access.test_every_world import violations
from tests.shell_app.access.worlds import Worlds

FAULTS = [
    Fault("12 a year late", "PARENTS_LIMITED = 12", "PARENTS_LIMITED = 13"),
    Fault("13 a year early", "MAY_SIGN_IN = 13", "MAY_SIGN_IN = 12"),
    Fault("16 a year late", "OF_AGE = 16", "OF_AGE = 17"),
    Fault("18 a year early", "HOLDER_OF_AGE = 18", "HOLDER_OF_AGE = 17"),
    Fault("giver of 15", "subject.person.age(on) < OF_AGE or", "subject.person.age(on) < OF_AGE - 1 or"),
    Fault("consent forgotten for others", "if any(_ceiling(subject.person, rules, offer)):", "if any(_ceiling(subject.person, rules, offer, False)):"),
    Fault("consent forgotten for oneself", "ask_consent=not freely", "ask_consent=False"),
    Fault("subject's protection forgotten", "actor.protected or person.protected", "actor.protected"),
    Fault("the shut one acts for others", "person.protected or actor.shut_at", "person.protected"),
    Fault("shut to others and not to oneself", "elif person.shut_at:", "elif person.dead:"),
    Fault("proxies go on behind a shut door", "if subject.person.shut_at or subject.person.age", "if subject.person.age"),
    Fault("a child hides by shutting", "person.protected or actor.shut_at", "person.protected or actor.shut_at or person.shut_at"),
    Fault("actor's protection forgotten", "actor.protected or person.protected", "person.protected"),
    Fault("ended grants go on", "self.ended is None and self.start", "self.start"),
    Fault("start forgotten", "self.start <= on and ", ""),
    Fault("end forgotten", " and (self.end is None or on <= self.end)", ""),
    Fault("last day lost", "on <= self.end", "on < self.end"),
    Fault("area forgotten", " and rules.proxy_area in grant.areas", ""),
    Fault("undelegable forgotten", 'rules.proxy_area == "none" or Restriction(rules.category, "proxy") in subject.restrictions:\n        return REFUSED\n', 'Restriction(rules.category, "proxy") in subject.restrictions:\n        return REFUSED\n    if rules.proxy_area == "none" and any(g.is_active(on) and g.holder == actor.id for g in subject.grants):\n        return Decision(True, "proxy")\n'),
    Fault("restriction for parents forgotten", '        and Restriction(rules.category, "parent") not in subject.restrictions\n', ""),
    Fault("restriction for proxies forgotten", ' or Restriction(rules.category, "proxy") in subject.restrictions', ""),
    Fault("home forgotten", "        and _lives_with_a_guardian(actor, subject, policy)\n", ""),
    Fault("roles swapped", "grant.grantor == subject.person.id and grant.holder == actor.id", "grant.holder == subject.person.id and grant.grantor == actor.id"),
    Fault("inactivity forgotten", "elif person.inactive:", "elif person.dead:"),
    Fault("a refusal that tells why", "        return REFUSED\n    return _for_another", "        return Decision(False, reasons=tuple(_ceiling(subject.person, rules, offer)))\n    return _for_another"),
    Fault("another's grant passed on", "grant.grantor == subject.person.id and ", ""),
    Fault("parents of 12-15 see all", "rules.children.under_12 if age < PARENTS_LIMITED else rules.children.from_12_to_15", "rules.children.under_12"),
    Fault("parents' consent forgotten", 'rules.youth == "consent" and not person.parents_consent', 'rules.youth == "consent" and person.dead'),
    # Not in the document
    Fault("12 a year early", "PARENTS_LIMITED = 12", "PARENTS_LIMITED = 11"),
    Fault("13 a year late", "MAY_SIGN_IN = 13", "MAY_SIGN_IN = 14"),
    Fault("16 a year early", "OF_AGE = 16", "OF_AGE = 15"),
    Fault("18 a year late", "HOLDER_OF_AGE = 18", "HOLDER_OF_AGE = 19"),
    Fault("older on 28 February", "(on.month, on.day) < (self.born.month, self.born.day)", "(on.month, on.day) < (self.born.month, min(self.born.day, 28))"),
    Fault("birthday a day late", "(on.month, on.day) < (self", "(on.month, on.day) <= (self"),
    Fault("Basis+ lowest", "enumerate(Consent)", "enumerate(sorted(Consent, key=lambda level: level.value))"),
    Fault("first day lost", "self.start <= on and", "self.start < on and"),
    Fault("collecting opens the portal", 'grant.kind == "use" and ', ""),
    Fault("anybody's child", "any(guardian.id == actor.id for guardian in subject.guardians)", "bool(subject.guardians)"),
    Fault("confirmation not asked for", "if not rules.awaits(grant):", "if True:"),
    Fault("confirmation forgotten", "agreed = self.confirmed or self.given", "agreed = self.given"),
    Fault("giving does not count", "agreed = self.confirmed or self.given", "agreed = self.confirmed"),
    Fault("any confirmation will do", "local_date(agreed) >= day", "(self.confirmed is not None or local_date(agreed) >= day)"),
    Fault("the day itself does not count", "local_date(agreed) >= day", "local_date(agreed) > day"),
    Fault("the day by another clock", "local_date(agreed) >= day", "agreed.date() >= day"),
    Fault("one unconfirmed shuts all", "            refusal = UNCONFIRMED\n", "            return UNCONFIRMED\n"),
    Fault("nobody is told to have it confirmed", "            refusal = UNCONFIRMED\n", "            refusal = REFUSED\n"),
    Fault("everybody is told to have it confirmed", "    refusal = REFUSED\n", "    refusal = UNCONFIRMED\n"),
    Fault("children of 12 as parents", "        and actor.age(on) >= MAY_SIGN_IN\n", ""),
    Fault("hidden guardian counts as home", "and not guardian.protected and (policy", "and (policy"),
    Fault("services closed to protected forgotten", 'person.protected and rules.protected_address == "no"', 'person.dead and rules.protected_address == "no"'),
    Fault("youth services closed by consent", 'freely = age < OF_AGE and rules.youth == "free"', "freely = False"),
    Fault("free forever", 'freely = age < OF_AGE and rules.youth == "free"', 'freely = rules.youth == "free"'),
    Fault("only the first grant counts", "for grant in subject.grants:", "for grant in subject.grants[:1]:"),
    Fault("strict by default", "both_parents: bool = True", "both_parents: bool = False"),
]  # fmt: skip


def found(fault: Fault) -> str | None:
    house = with_fault(fault)
    worlds = Worlds(house)
    return next(violations(house, worlds, worlds.every()), None)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_found(fault: Fault) -> None:
    """However many worlds it takes; most faults show in the first hundreds."""
    assert found(fault), f"no world shows «{fault.name}»"


def test_a_house_without_a_fault_is_the_house_itself() -> None:
    """What the faults are seeded into is the real source, and without them it decides as it is."""
    same = with_fault(Fault("nothing", "OF_AGE = 16", "OF_AGE = 16"))
    worlds = Worlds(same)
    assert next(violations(same, worlds, (worlds.world(number) for number in range(0, 1_000_000, 999))), None) is None
    assert set(ROOMS) == set(SOURCES) and AS_IT_IS.decision.decide is not same.decision.decide
