"""What a service asks of those who use it: the same data as the open page explains, read from the release."""

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from shell_app.access.people import Consent, Grant, ProxyArea

YesNo = Literal["yes", "no"]
RuledArea = ProxyArea | Literal["none"]
"""The area a proxy must cover; what is never delegable is in none."""
Youth = Literal["free", "consent", "no"]

VIEW = "view"
"""The action that every service has: to open it and read."""


class ChildRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What parents may use on a child's behalf (portal.md R16)."""

    under_12: YesNo
    from_12_to_15: YesNo


class ActionRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What one thing a service offers asks beyond the service itself; None asks the same."""

    consent: Consent | None = None
    proxy_area: RuledArea | None = None
    gp: YesNo | None = None


class ServiceRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may use a service. A rule this version does not know is refused: it may forbid something.

    `proxy_confirmed_since` is the day on which the service became essentially more than people had agreed to: a proxy
    given before it waits for the giver's confirmation (portal.md R9).
    """

    category: str
    consent: Consent
    proxy_area: RuledArea
    children: ChildRules
    youth: Youth
    protected_address: YesNo
    order: int = 0
    icon: str = ""
    anonymous: YesNo = "no"
    regions: Literal["all"] | frozenset[str] = "all"
    gp: YesNo = "no"
    proxy_confirmed_since: date | None = None
    actions: dict[str, ActionRules] = {}

    def awaits(self, grant: Grant) -> bool:
        """Whether a proxy is older than what the service has become, and must be confirmed before it opens it."""
        changed = self.proxy_confirmed_since
        return changed is not None and not grant.is_agreed_since(changed)

    def for_action(self, action: str) -> "ServiceRules":
        """The rules that hold for one action, or KeyError: what nobody decided about is shut."""
        if action == VIEW:
            return self
        own = self.actions[action]
        return replace(
            self,
            consent=self.consent if own.consent is None else own.consent,
            proxy_area=self.proxy_area if own.proxy_area is None else own.proxy_area,
        )


class Page(Struct, frozen=True):
    """The open page that explains a service, in one language."""

    name: str
    summary: str
    address: str


class Service(Struct, frozen=True):
    """One of the things a citizen signs in to do, with its rules and its open pages by language."""

    id: str
    rules: ServiceRules
    pages: dict[str, Page] = {}

    def page_for(self, language: str) -> Page | None:
        """The page in a reader's language, else in the first there is."""
        return self.pages.get(language) or next(iter(self.pages.values()), None)

    def gp_offer(self, action: str) -> str | None:
        """What one's GP must offer for this, such as `resepter/renewal`; None where the GP has no say."""
        if action != VIEW and self.rules.actions[action].gp == "yes":
            return f"{self.id}/{action}"
        return self.id if self.rules.gp == "yes" else None
