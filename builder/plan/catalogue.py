"""What the shell reads of a release: the services with their access rules, the partners, the languages."""

from typing import Any

from msgspec.structs import asdict

from builder.domain import addresses
from builder.plan.collections import search
from builder.plan.edition_page import reference
from builder.plan.site_plan import SitePlan, Unit


def catalogue(plan: SitePlan) -> dict[str, Any]:
    """The release's `catalogue.json`, but for the frame of the pages and where its files lie."""
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
        "guides": {name: _guide(plan, target) for name, target in asdict(plan.site.guides).items() if target},
        "search": _search(plan) if plan.site.search_index == "yes" else {},
    }


def _guide(plan: SitePlan, target: str) -> dict[str, Any]:
    """Where a reader of each language is led to; nowhere while nothing of the page is published."""
    found = {code: reference(plan, target, code) for code in plan.library.languages}
    return {code: {"address": ref.href, "language": ref.title.language} for code, ref in found.items() if ref}


def _search(plan: SitePlan) -> dict[str, Any]:
    """Where each language is searched, and what results can be narrowed to."""
    pages = {code: search(plan, Unit("search", code, "")) for code in plan.library.languages}
    return {
        code: {"topics": page.topics, "partners": page.partners, "written_in": page.written_in}
        for code, page in pages.items()
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
