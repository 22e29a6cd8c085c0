"""What is published for machines: lists of pages for JSON and sitemaps."""

from builder.domain import addresses
from builder.domain.article import Edition
from builder.domain.pages import ListedEdition, MachineIndex, RootFiles
from builder.plan.moved import redirects
from builder.plan.site_plan import SitePlan, Unit


def machine_index(plan: SitePlan, unit: Unit) -> MachineIndex:
    """One language's pages."""
    language = unit.language
    library = plan.library
    pages = [addresses.front(language), addresses.letters(language)]
    pages += [addresses.languages(language), addresses.saved(language)]
    pages += [addresses.overview(kind, language) for kind in ("topic", "service", "partner")]
    pages += [addresses.path_of("topic", topic, language) for topic in library.topics]
    pages += [addresses.path_of("partner", slug, language) for slug in library.partners]
    return MachineIndex(
        language=language,
        editions=tuple(_listed(plan, one) for one in library.editions if one.language == language),
        pages=tuple(plan.href(page) for page in pages),
    )


def _listed(plan: SitePlan, edition: Edition) -> ListedEdition:
    shared = plan.library.shared_matter(edition)
    editions = plan.library.editions_of(edition.kind, edition.content_id)
    return ListedEdition(
        href=plan.href(plan.edition_path(edition)),
        kind=edition.kind,
        content_id=edition.content_id,
        title=edition.title,
        summary=edition.summary,
        topics=shared.topics if shared else (),
        partner=shared.partner if shared else "",
        changed=shared.changed if shared else None,
        alternates=tuple((code, plan.href(plan.edition_path(other))) for code, other in editions.items())
        if len(editions) > 1
        else (),
    )


def root(plan: SitePlan, unit: Unit) -> RootFiles:
    codes = plan.library.languages
    sitemaps = tuple(plan.href(f"{code}/sitemap.xml") for code in codes)
    return RootFiles(plan.everywhere(addresses.front), sitemaps, tuple(redirects(plan)))
