"""Pages that gather others: front page, hubs, partners, overviews, the A–Å index."""

from collections import defaultdict
from datetime import date

from builder.domain import addresses
from builder.domain.article import Edition
from builder.domain.pages import (
    FrontPage,
    HubPage,
    IndexEntry,
    IndexPages,
    LanguagesPage,
    ListPage,
    NotFoundPage,
    OnwardRef,
    PartnerPage,
    Ref,
    SearchPage,
    TeaserBox,
)
from builder.domain.registers import AREAS, CATEGORIES
from builder.plan.edition_page import reference
from builder.plan.site_plan import SitePlan, Unit
from translations import alphabet

QUICK = ("timeavtaler", "resepter", "innboks")
"""The three quick boxes (portal.md A22)."""


def hub(plan: SitePlan, unit: Unit) -> HubPage:
    topic = plan.library.topics[unit.subject]
    language = unit.language
    name, summary = plan.said(topic.name, language), plan.said(topic.summary, language)
    path = addresses.path_of("topic", unit.subject, language)
    listed = (plan.readable("article", content_id, language) for content_id in plan.in_topic.get(unit.subject, ()))
    return HubPage(
        head=plan.head(
            path,
            language,
            name.text,
            plan.everywhere(lambda code: addresses.path_of("topic", unit.subject, code)),
            summary.text,
            addresses.announcements(language, "topic", unit.subject),
        ),
        topic=unit.subject,
        name=name,
        summary=summary,
        area=topic.area,
        articles=tuple(plan.ref(edition, language, with_summary=True) for edition in listed if edition),
        links=tuple(OnwardRef(plan.said(link.title, language), link.url) for link in topic.links),
    )


def partner(plan: SitePlan, unit: Unit) -> PartnerPage:
    found = plan.library.partners[unit.subject]
    language = unit.language
    name, does = plan.said(found.name, language), plan.said(found.does, language)
    path = addresses.path_of("partner", unit.subject, language)
    return PartnerPage(
        head=plan.head(
            path,
            language,
            name.text,
            plan.everywhere(lambda code: addresses.path_of("partner", unit.subject, code)),
            does.text,
            addresses.announcements(language, "partner", unit.subject),
        ),
        slug=unit.subject,
        name=name,
        kind=found.kind,
        website=found.website or "",
        who=plan.said(found.who, language),
        does=does,
        delivered=_credited(plan, plan.delivered_by.get(unit.subject, ()), language),
        assured=_credited(plan, plan.assured_by.get(unit.subject, ()), language),
    )


def _credited(
    plan: SitePlan, sources: list[Edition] | tuple[()], language: str
) -> tuple[tuple[Ref, str, date | None, date | None], ...]:
    """Each article or service with its state: current, overdue or not stated."""
    listed = []
    for source in sources:
        shown = plan.best(source.kind, source.content_id, language)
        matter = plan.library.shared_matter(source)
        if shown and matter:
            state = "unstated" if matter.due is None else "overdue" if matter.due < plan.today else "current"
            listed.append((plan.ref(shown, language), state, matter.reviewed, matter.due))
    return tuple(listed)


def front(plan: SitePlan, unit: Unit) -> FrontPage:
    language = unit.language
    path = addresses.front(language)
    title = plan.site.name
    return FrontPage(
        head=plan.head(path, language, title, plan.everywhere(addresses.front), feed=addresses.announcements(language)),
        quick=quick_services(plan, language),
        services=_services(plan, language),
        areas=_areas(plan, language),
        teasers=tuple(_teasers(plan, language)),
    )


def quick_services(plan: SitePlan, language: str) -> tuple[Ref, ...]:
    found = (plan.best("service", service, language) for service in QUICK)
    return tuple(_service_ref(plan, one, language) for one in found if one)


def _service_ref(plan: SitePlan, edition: Edition, language: str) -> Ref:
    """A service's box: icon, name and one line (portal.md A104)."""
    rules = plan.library.services.get(edition.content_id)
    ref = plan.ref(edition, language, with_summary=True)
    return Ref(ref.title, ref.href, ref.summary, rules.icon if rules else "")


def _teasers(plan: SitePlan, language: str):
    for teaser in plan.library.teasers:
        if teaser.is_current(plan.today) and (found := reference(plan, teaser.link, language)):
            link = Ref(plan.said(teaser.link_text, language), found.href)
            yield TeaserBox(plan.said(teaser.title, language), plan.said(teaser.text, language), link)


def _areas(plan: SitePlan, language: str) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    return tuple(
        (area, tuple(plan.topic_ref(key, language) for key, topic in plan.library.topics.items() if topic.area == area))
        for area in AREAS
    )


def _services(plan: SitePlan, language: str) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    in_order = sorted(plan.library.services.items(), key=lambda item: item[1].order)
    groups = []
    for category in CATEGORIES:
        ours = (plan.best("service", key, language) for key, rules in in_order if rules.category == category)
        groups.append((category, tuple(_service_ref(plan, one, language) for one in ours if one)))
    return tuple(groups)


def topics(plan: SitePlan, unit: Unit) -> ListPage:
    return _overview(plan, unit, "topic", _areas(plan, unit.language))


def services(plan: SitePlan, unit: Unit) -> ListPage:
    return _overview(plan, unit, "service", _services(plan, unit.language))


def partners(plan: SitePlan, unit: Unit) -> ListPage:
    everyone = tuple(
        Ref(ref.title, ref.href, plan.said(partner.who, unit.language))
        for slug, partner in sorted(plan.library.partners.items())
        for ref in (plan.partner_ref(slug, unit.language),)
    )
    return _overview(plan, unit, "partner", (("", everyone),))


def _overview(plan: SitePlan, unit: Unit, kind: str, groups: tuple[tuple[str, tuple[Ref, ...]], ...]) -> ListPage:
    choices = plan.everywhere(lambda code: addresses.overview(kind, code))
    return ListPage(plan.head(addresses.overview(kind, unit.language), unit.language, "", choices), unit.kind, groups)


def letters(plan: SitePlan, unit: Unit) -> IndexPages:
    language = unit.language
    head = plan.head(addresses.letters(language), language, "", plan.everywhere(addresses.letters))
    return IndexPages(head, tuple(_entries(plan, language)))


def index_letters(plan: SitePlan, language: str) -> list[str]:
    """The letters that have entries, in the order of the alphabet, and signs after them."""
    spoken = plan.language(language)
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for filed in _filed(plan, language):
        by_beginning[filed[:3]].append(filed)
    found = set()
    for beginning, filed_alike in by_beginning.items():
        letter = alphabet.letter_of(beginning, spoken)
        found |= {letter} if letter != "#" else {alphabet.letter_of(filed, spoken) for filed in filed_alike}
    places = {letter: place for place, letter in enumerate(spoken.alphabet)}
    return sorted(found, key=lambda letter: (places.get(letter, len(places)), letter))


def _filed(plan: SitePlan, language: str):
    """What the entries are filed by, and nothing that is shown of them: every build asks for the letters."""
    indexed = list(_indexed(plan, language))
    for edition in indexed:
        yield edition.matter.sort_as or edition.title
        yield from edition.matter.also_indexed_as
    yield from (entry.label for entry in _see_references(plan, language, indexed))


def _entries(plan: SitePlan, language: str):
    indexed = list(_indexed(plan, language))
    for edition in indexed:
        said = plan.marked(edition.title, edition.language, language)
        href = plan.href(plan.edition_path(edition))
        yield IndexEntry(said.text, edition.matter.sort_as, href, said.language, said.direction)
        for label in edition.matter.also_indexed_as:
            yield IndexEntry(label, "", href, said.language, said.direction)
    yield from _see_references(plan, language, indexed)


def _indexed(plan: SitePlan, language: str):
    """Of all that has a page the edition which a reader of the language is led to."""
    for (kind, content_id), editions in plan.library.by_content.items():
        if edition := editions.get(language) or plan.readable(kind, content_id, language):
            yield edition


def _see_references(plan: SitePlan, language: str, indexed: list[Edition]):
    """Other names of what has a page: «Hjerteattakk, se Hjerteinfarkt»."""
    taken = {edition.title.casefold() for edition in indexed}
    for concept in plan.library.concepts.values():
        names = concept.names.get(language)
        found = reference(plan, concept.target, language)
        if names is None or found is None or found.title.language not in ("", *plan.understood[language]):
            continue
        for name in dict.fromkeys((names.name, *names.others)):
            if name.casefold() not in taken:
                see = "" if name.casefold() == found.title.text.casefold() else found.title.text
                yield IndexEntry(name[0].upper() + name[1:], "", found.href, see=see)


def languages_page(plan: SitePlan, unit: Unit) -> LanguagesPage:
    head = plan.head(addresses.languages(unit.language), unit.language, "", plan.everywhere(addresses.languages))
    choices = ((plan.choice(code, addresses.front(code)), count) for code, count in plan.editions_in.items())
    return LanguagesPage(head, tuple(choices))


def search(plan: SitePlan, unit: Unit) -> SearchPage:
    language, library = unit.language, plan.library
    return SearchPage(
        head=plan.head(addresses.search(language), language, "", plan.everywhere(addresses.search)),
        index=plan.href(addresses.search_index(language)),
        action=plan.search_address(language),
        topics=tuple((key, plan.said(topic.name, language)) for key, topic in library.topics.items()),
        partners=tuple((slug, plan.said(partner.name, language)) for slug, partner in library.partners.items()),
        written_in=plan.everywhere(addresses.front),
    )


def not_found(plan: SitePlan, unit: Unit) -> NotFoundPage:
    choices = plan.everywhere(lambda code: f"{code}/404.html")
    return NotFoundPage(plan.head(f"{unit.language}/404.html", unit.language, "", choices))
