"""What the shell reads of a release: the services with their access rules, the partners, the languages."""

from typing import Any

from builder.domain import addresses
from builder.plan.site_plan import SitePlan


def catalogue(plan: SitePlan) -> dict[str, Any]:
    """The release's `catalogue.json`, but for the frame of the pages."""
    return {
        "format": 1,
        "site": plan.site,
        "languages": [_language(plan, code) for code in plan.library.languages],
        "services": {service: _service(plan, service) for service in sorted(plan.library.services)},
        "partners": {
            slug: {"name": partner.name, "kind": partner.kind, "website": partner.website}
            for slug, partner in sorted(plan.library.partners.items())
        },
        "facts": plan.library.facts,
    }


def _language(plan: SitePlan, code: str) -> dict[str, str]:
    language = plan.language(code)
    return {"code": code, "name": language.autonym, "dir": language.dir, "front": plan.href(addresses.front(code))}


def _service(plan: SitePlan, service: str) -> dict[str, Any]:
    editions = plan.library.editions_of("service", service)
    pages = {
        code: {"name": edition.title, "summary": edition.summary, "address": plan.href(plan.edition_path(edition))}
        for code, edition in editions.items()
    }
    return {"rules": plan.library.services[service], "pages": pages}
