"""The grid of services as one person sees it."""

from datetime import datetime

from msgspec import Struct

from shell_app.access.catalogue import Catalogue
from shell_app.access.decision import UNCONFIRMED, Decision, decide
from shell_app.access.people import Person, Subject
from shell_app.access.rules import VIEW, Page, Service
from shell_app.access.wording import Answer, why_not

CATEGORIES = ("oppfolging", "oversikter", "soknad", "kvalitet")
"""In the order of the grid (portal.md A76–A103)."""
MOST_USED = ("timeavtaler", "resepter", "innboks")
"""The three quick boxes (portal.md A22)."""


class Box(Struct, frozen=True):
    """A service in the grid, whether it opens or not."""

    service: Service
    page: Page
    decision: Decision

    @property
    def why(self) -> tuple[Answer, ...]:
        """«Hvorfor ser jeg ikke dette?», nothing where it opens."""
        return why_not(self.decision)


def boxes(catalogue: Catalogue, actor: Person, subject: Subject, language: str, now: datetime) -> dict[str, list[Box]]:
    """The boxes of each category, in order. Acting for another one sees only what opens, or would if
    the proxy were confirmed: the rest is not told."""
    found: dict[str, list[Box]] = {category: [] for category in CATEGORIES}
    for service in sorted(catalogue.services.values(), key=lambda one: one.rules.order):
        decision = decide(actor, subject, service, VIEW, now, catalogue.policy)
        page = service.page_for(language)
        if page and (decision.allowed or actor.id == subject.person.id or decision == UNCONFIRMED):
            found.setdefault(service.rules.category, []).append(Box(service, page, decision))
    return {category: row for category, row in found.items() if row}
