"""schema.org descriptions inside the pages, so that search engines see who answers for a text."""

from typing import Any

import msgspec

from builder.domain.pages import EditionPage, Ref
from builder.domain.site import Site

_encode = msgspec.json.Encoder().encode

FOR_SCRIPT = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
"""Characters that could end the script element or a line in it (bad-input.md F22, M31, M32)."""


def of_edition(page: EditionPage, site: Site) -> str:
    """A MedicalWebPage (or WebPage for a service) as JSON-LD, safe inside a script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if page.kind == "article" else "WebPage",
        "name": page.head.title,
        "description": page.head.summary,
        "inLanguage": page.head.language,
        "url": site.origin + page.head.href,
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.address},
        "publisher": {"@type": "Organization", "name": site.operator},
        "about": [{"@type": "Thing", "name": topic.title.text} for topic in page.topics],
    }
    if page.keywords:
        data["keywords"] = ", ".join(page.keywords)
    if said := page.provenance:
        data["sourceOrganization"] = _organization(said.partner, site)
        if said.changed:
            data["dateModified"] = said.changed
        if said.reviewed:
            data["lastReviewed"] = said.reviewed
        if said.assured_by:
            data["reviewedBy"] = [_organization(one.partner, site) for one in said.assured_by]
        if said.references:
            data["citation"] = [reference.title for reference in said.references]
    if page.translation:
        source = page.translation.source
        data["translationOfWork"] = {"@type": "WebPage", "url": site.origin + source.href, "name": source.title.text}
    text = _encode(data).decode()
    for character, escaped in FOR_SCRIPT:
        text = text.replace(character, escaped)
    return text


def _organization(partner: Ref, site: Site) -> dict[str, str]:
    return {"@type": "Organization", "name": partner.title.text, "url": site.origin + partner.href}
