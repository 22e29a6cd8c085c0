"""The rules of each service agree with themselves, so that its open page says something that can be kept."""

from collections.abc import Iterator
from datetime import date

from builder.check import library_rule
from builder.check.near import Names
from builder.domain.library import Library
from builder.domain.registers import ActionRules, ServiceRules

LEVELS = ("basis", "basis+", "full")
Found = Iterator[tuple[str, int, str]]


@library_rule("service-children")
def service_children(library: Library, today: date) -> Found:
    """What parents may use for older children they may use for younger ones too (portal.md A119)."""
    for file, rules in _services(library):
        if rules.children.under_12 == "no" and rules.children.from_12_to_15 == "yes":
            yield (
                file,
                1,
                "parents may use it for children of 12–15 but not for younger ones; open «under_12» or close the other",
            )


@library_rule("service-journal")
def service_journal(library: Library, today: date) -> Found:
    """What a proxy for the patient record opens asks for Basis+ or Full, as the record itself does (portal.md R3)."""
    for file, rules in _services(library):
        if rules.proxy_area == "journal" and rules.consent == "basis":
            yield file, 1, "its proxy area is the patient record, which Basis does not open; write «consent: basis+»"
        for name, action in rules.actions:
            area, consent = action.proxy_area or rules.proxy_area, action.consent or rules.consent
            if action.proxy_area and area == "journal" and consent == "basis":
                yield file, 1, f"«{name}» is in the patient record, closed to Basis; give it «consent: basis+»"


@library_rule("service-action")
def service_action(library: Library, today: date) -> Found:
    """A thing within a service asks for more than the service: never for less, and never for the same."""
    for file, rules in _services(library):
        for name, action in rules.actions:
            if fault := _fault(rules, action):
                yield file, 1, f"«{name}» in «actions» {fault}"


def _fault(rules: ServiceRules, action: ActionRules) -> str:
    if action.consent and LEVELS.index(action.consent) < LEVELS.index(rules.consent):
        return f"asks for less consent than the service; take it out, or lower the service to {action.consent}"
    if rules.proxy_area == "none" and action.proxy_area not in (None, "none"):
        return "is open to proxies in a service that no proxy may open; take out «proxy_area»"
    if rules.gp == "yes" and action.gp == "no":
        return "does not wait for the GP in a service that does; take out «gp»"
    return "" if action.alters(rules) else "asks for nothing that the service does not; take it out"


@library_rule("service-proxy")
def service_proxy(library: Library, today: date) -> Found:
    """Proxies can be confirmed when they open the service, and when the day is here since which they must be."""
    for file, rules in _services(library):
        if rules.proxy_confirmed_since is None:
            continue
        if rules.proxy_area == "none":
            yield file, 1, "no proxy may open it, so there is none to confirm; take out «proxy_confirmed_since»"
        if rules.proxy_confirmed_since > today:
            yield (
                file,
                1,
                f"no proxy can have been confirmed since {rules.proxy_confirmed_since}; write it when it is here",
            )


@library_rule("service-anonymous")
def service_anonymous(library: Library, today: date) -> Found:
    """What anybody can use without signing in is not closed to some of those who do sign in."""
    for file, rules in _services(library):
        closed = [key for key in ("youth", "protected_address") if getattr(rules, key) == "no"]
        if rules.anonymous == "yes" and closed:
            yield file, 1, f"it is open without signing in, but says no to {' and '.join(closed)}; change one of them"


@library_rule("service-region")
def service_region(library: Library, today: date) -> Found:
    """A service is offered in all regions, or in some that the portal's settings name."""
    there = Names(library.site.regions)
    for file, rules in _services(library):
        if rules.regions == "all":
            continue
        if not rules.regions:
            yield file, 1, "no region offers it, so nobody can use it; name one, or write «regions: all»"
        for region in rules.regions:
            if region not in library.site.regions:
                way_out = there.way_out(region, "add it under «regions» in content/site.yml")
                yield file, 1, f"there is no region «{region}»; {way_out}"


def _services(library: Library) -> Iterator[tuple[str, ServiceRules]]:
    for service, rules in library.services.items():
        yield f"content/services/{service}/service.yml", rules
