"""What readers can keep on their device, to read it without network."""

from collections.abc import Iterator

from builder.domain import addresses
from builder.domain.pages import Ref, SavedPage
from builder.plan.site_plan import SitePlan, Unit


def saved(plan: SitePlan, unit: Unit) -> SavedPage:
    """The page about reading without network, in one language."""
    language = unit.language
    head = plan.head(addresses.saved(language), language, "", plan.everywhere(addresses.saved))
    return SavedPage(head, tuple(_offered(plan, language)))


def kept_together(plan: SitePlan, language: str) -> list[str]:
    """The addresses that are kept when a reader keeps «the most important pages»: ways in, and what is offered."""
    ways_in = [addresses.front(language), addresses.saved(language), addresses.letters(language)]
    if plan.site.search_index == "yes":
        ways_in.append(addresses.search(language))
    ways_in += [addresses.overview(kind, language) for kind in ("service", "topic")]
    offered = [ref.href for ref in _offered(plan, language)]
    return list(dict.fromkeys([*map(plan.href, ways_in), *offered]))


def _offered(plan: SitePlan, language: str) -> Iterator[Ref]:
    """What `saved` in the settings names, or all services, so far as readers of the language can read it."""
    for target in plan.site.saved or [f"service:{service}" for service in plan.library.services]:
        kind, _, subject = target.partition(":")
        if kind == "topic" and subject in plan.library.topics:
            yield plan.topic_ref(subject, language)
        elif kind == "partner" and subject in plan.library.partners:
            yield plan.partner_ref(subject, language)
        elif edition := plan.readable(kind, subject, language):
            yield plan.ref(edition, language)
