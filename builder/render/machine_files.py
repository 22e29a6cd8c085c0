"""Sitemaps and JSON indexes."""

import msgspec
from markupsafe import escape

from builder.domain.artifact import Artifact
from builder.domain.pages import MachineIndex, RootFiles
from builder.domain.site import Site
from builder.render import hosting

XML = '<?xml version="1.0" encoding="utf-8"?>\n'

_encode = msgspec.json.Encoder().encode


def of_language(page: MachineIndex, site: Site) -> list[Artifact]:
    """One language's index and sitemap."""
    language = page.language
    artifacts = [Artifact(f"{language}/pages.json", _encode({"language": language, "pages": page.editions}))]
    artifacts.append(Artifact(f"{language}/sitemap.xml", _sitemap(page, site)))
    return artifacts


def of_root(page: RootFiles, site: Site) -> list[Artifact]:
    """What lies at the root of the host for machines."""
    listed = "".join(f"<sitemap><loc>{escape(site.origin + href)}</loc></sitemap>\n" for href in page.sitemaps)
    index = f'{XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</sitemapindex>\n'
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.address.rstrip('/')}/sitemap.xml\n"
    return [
        Artifact("sitemap.xml", index.encode()),
        Artifact("robots.txt", robots.encode()),
        Artifact("_headers", hosting.headers_file(site).encode()),
        Artifact("_redirects", hosting.redirects_file(page.moved).encode()),
    ]


def _sitemap(page: MachineIndex, site: Site) -> bytes:
    origin = escape(site.origin)
    rows = [f"<url><loc>{origin}{escape(href)}</loc></url>\n" for href in page.pages]
    for edition in page.editions:
        changed = f"<lastmod>{edition.changed}</lastmod>" if edition.changed else ""
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{origin}{escape(href)}"/>'
            for code, href in edition.alternates
        )
        rows.append(f"<url><loc>{origin}{escape(edition.href)}</loc>{changed}{alternates}</url>\n")
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{XML}<urlset {spaces}>\n{''.join(rows)}</urlset>\n".encode()
