"""Which function describes which kind of unit."""

from collections.abc import Callable

from builder.domain.pages import AnyPage
from builder.plan import collections, edition_page, machines, moved, saved
from builder.plan.site_plan import SitePlan, Unit

DESCRIBERS: dict[str, Callable[[SitePlan, Unit], AnyPage]] = {
    "topic": collections.hub,
    "partner": collections.partner,
    "front": collections.front,
    "topics": collections.topics,
    "services": collections.services,
    "partners": collections.partners,
    "letters": collections.letters,
    "languages": collections.languages_page,
    "search": collections.search,
    "not-found": collections.not_found,
    "saved": saved.saved,
    "machine": machines.machine_index,
    "root": machines.root,
}


def describe(plan: SitePlan, unit: Unit) -> list[AnyPage]:
    """All that the unit's files will say, but for the bodies of editions."""
    if unit.kind in ("article", "service"):
        return edition_page.all_languages(plan, unit)
    if unit.kind == "moved":
        return list(moved.all_moved(plan))
    return [DESCRIBERS[unit.kind](plan, unit)]
