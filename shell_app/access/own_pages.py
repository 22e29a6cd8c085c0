"""The settings pages as services: what the law and not an editor decides, so their rules stand here (portal.md A127).

None is ever open to a proxy (access-rules.md 1): consent, restrictions, proxies, contact data, sign-ins and the
log of use stay one's own. Parents choose consent for a child (portal.md R17). Who has withdrawn consent still
reaches their choices and their log.
"""

from shell_app.access.people import Consent
from shell_app.access.rules import ChildRules, Service, ServiceRules, YesNo, Youth


def _own_page(id: str, consent: Consent, under_12: YesNo, from_12_to_15: YesNo, youth: Youth) -> Service:
    children = ChildRules(under_12, from_12_to_15)
    return Service(id, ServiceRules("settings", consent, "none", children, youth, protected_address="yes"))


CONTACT_INFORMATION = _own_page("contact-information", Consent.BASIS, "yes", "no", "consent")
NOTICE_SETTINGS = _own_page("notice-settings", Consent.BASIS, "no", "no", "consent")
PRIVACY_SETTINGS = _own_page("privacy-settings", Consent.NONE, "yes", "yes", "no")
PROXIES = _own_page("proxies", Consent.BASIS, "no", "no", "no")
USE_AND_ACCESS = _own_page("use-and-access", Consent.NONE, "yes", "no", "free")

OWN_PAGES = {
    page.id: page for page in (CONTACT_INFORMATION, NOTICE_SETTINGS, PRIVACY_SETTINGS, PROXIES, USE_AND_ACCESS)
}
"""By id, in no order of the menu."""
