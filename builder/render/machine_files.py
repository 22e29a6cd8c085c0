"""Sitemaps, Atom feeds and JSON indexes."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

import msgspec
from markupsafe import escape

from builder.domain import addresses
from builder.domain.artifact import Artifact
from builder.domain.pages import ListedEdition, MachineIndex, RootFiles
from builder.domain.site import Site

FEED_LENGTH = 50
BEGINNING = date(1970, 1, 1)
XML = '<?xml version="1.0" encoding="utf-8"?>\n'

_encode = msgspec.json.Encoder().encode


def of_language(page: MachineIndex, site: Site) -> list[Artifact]:
    """One language's index, sitemap, and feeds for itself, its topics and its partners."""
    language = page.language
    artifacts = [Artifact(f"{language}/pages.json", _encode({"language": language, "pages": page.editions}))]
    artifacts.append(Artifact(f"{language}/sitemap.xml", _sitemap(page, site)))
    artifacts.append(_feed(f"{language}/feed.xml", f"{language}/index.html", page.title, page.editions, page, site))
    by_topic: dict[str, list[ListedEdition]] = {topic: [] for topic in page.topics}
    by_partner: dict[str, list[ListedEdition]] = {slug: [] for slug in page.partners}
    for edition in page.editions:
        for topic in edition.topics:
            by_topic.get(topic, []).append(edition)
        by_partner.get(edition.partner, []).append(edition)
    for of_which, named in ((by_topic, page.topics), (by_partner, page.partners)):
        for key, editions in of_which.items():
            name, path = named[key]
            artifacts.append(_feed(addresses.feed(path), path, f"{name} – {page.title}", editions, page, site))
    return artifacts


def of_root(page: RootFiles, site: Site) -> list[Artifact]:
    """What lies at the root of the host for machines."""
    listed = "".join(f"<sitemap><loc>{escape(site.origin + href)}</loc></sitemap>\n" for href in page.sitemaps)
    index = f'{XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</sitemapindex>\n'
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.address.rstrip('/')}/sitemap.xml\n"
    return [Artifact("sitemap.xml", index.encode()), Artifact("robots.txt", robots.encode())]


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


def _feed(
    path: str, page_path: str, title: str, editions: Iterable[ListedEdition], page: MachineIndex, site: Site
) -> Artifact:
    """The newest changes first; a page without a date is last."""
    newest = sorted(editions, key=attrgetter("href"))
    newest = sorted(newest, key=lambda edition: edition.changed or BEGINNING, reverse=True)[:FEED_LENGTH]
    own, read = (escape(site.origin + addresses.href(site.base_path, each)) for each in (path, page_path))
    updated = newest[0].changed or BEGINNING if newest else BEGINNING
    entries = "".join(_feed_entry(edition, site) for edition in newest)
    head = (
        f"<title>{escape(title)}</title>\n<id>{own}</id>\n<updated>{_instant(updated)}</updated>\n"
        f"<author><name>{escape(site.operator)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{own}"/>\n'
        f'<link rel="alternate" type="text/html" href="{read}"/>\n'
    )
    atom = f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{page.language}">\n{head}{entries}</feed>\n'
    return Artifact(path, atom.encode())


def _feed_entry(edition: ListedEdition, site: Site) -> str:
    address = escape(site.origin + edition.href)
    return (
        f"<entry><title>{escape(edition.title)}</title><id>{address}</id>"
        f"<updated>{_instant(edition.changed or BEGINNING)}</updated>"
        f'<link href="{address}"/><summary>{escape(edition.summary)}</summary></entry>\n'
    )


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
