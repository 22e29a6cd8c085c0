"""From the library to units of work: each unit knows its inputs and makes a few files of the site."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from builder.domain import addresses
from builder.domain.approval import Credit
from builder.domain.article import Edition, SourceMatter
from builder.domain.library import Library
from builder.domain.pages import Head, LanguageChoice, Ref, Said
from builder.domain.registers import Texts
from builder.markdown.facts import readable_in
from translations import languages
from translations.languages import Language

NEAREST = 5
IN_EVERY_LANGUAGE = (
    *("front", "topics", "services", "partners", "letters", "languages", "not-found", "saved"),
    "machine",
)


class Unit(NamedTuple):
    """A piece of the site that is made, or kept, as one: an article in all its languages, a hub in one.

    `kind` names who describes it; `language` is empty where the unit is in all.
    """

    kind: str
    language: str
    subject: str

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.language}:{self.subject}"


class SitePlan:
    """The library seen as a site on one day: its units, and what describing one of them needs to ask."""

    def __init__(self, library: Library, today: date) -> None:
        self.library = library
        self.site = library.site
        self.today = today
        self.base_path = library.site.base_path
        self.partner_ref = cache(self._partner_ref)
        self.topic_ref = cache(self._topic_ref)
        self.units = list(_units(self))

    @cached_property
    def unit_set(self) -> frozenset[Unit]:
        return frozenset(self.units)

    def language(self, code: str) -> Language:
        return languages.get(code)

    @cached_property
    def understood(self) -> dict[str, tuple[str, ...]]:
        """For each language the others its readers read as well, such as bokmål and nynorsk (portal.md R32)."""
        return {code: self.language(code).understood for code in self.library.languages}

    @cached_property
    def in_topic(self) -> dict[str, list[str]]:
        """The articles of each topic, in the order of their content_ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for (kind, content_id), source in self.library.sources.items():
            if kind == "article" and isinstance(source.matter, SourceMatter):
                for topic in source.matter.topics:
                    found[topic].append(content_id)
        return found

    @cached_property
    def delivered_by(self) -> dict[str, list[Edition]]:
        """The source editions each partner delivered."""
        return self._credited(lambda source, matter: {matter.partner})

    @cached_property
    def assured_by(self) -> dict[str, list[Edition]]:
        """The source editions whose quality each partner assures today, by an approval of the very text."""

        def assurers(source: Edition, matter: SourceMatter) -> set[str]:
            standing = self.library.standing_of(source)
            credits = (Credit("assured", one.partner, one.role) for one in matter.assured_by)
            return {credit.partner for credit in credits if standing.is_covered(credit)}

        return self._credited(assurers)

    def _credited(self, to_whom: Callable[[Edition, SourceMatter], set[str]]) -> dict[str, list[Edition]]:
        found: dict[str, list[Edition]] = defaultdict(list)
        for source in self.library.sources.values():
            if isinstance(source.matter, SourceMatter):
                for slug in to_whom(source, source.matter):
                    found[slug].append(source)
        return found

    @cached_property
    def related(self) -> dict[str, tuple[str, ...]]:
        """For each article the articles to offer beside it: chosen by its editors, else the next in its topics."""
        found = {}
        for (kind, content_id), source in self.library.sources.items():
            if kind == "article" and isinstance(source.matter, SourceMatter):
                found[content_id] = source.matter.related or self._nearest(content_id, source.matter.topics)
        return found

    def _nearest(self, content_id: str, topics: tuple[str, ...]) -> tuple[str, ...]:
        """The articles that follow this one in its topics, round to the beginning."""
        chosen: dict[str, None] = {}
        for topic in topics:
            others = self.in_topic[topic]
            start = bisect_right(others, content_id)
            chosen.update(dict.fromkeys((others[start : start + NEAREST] + others[:NEAREST])[:NEAREST]))
        chosen.pop(content_id, None)
        return tuple(chosen)[:NEAREST]

    @cached_property
    def editions_in(self) -> dict[str, int]:
        """How many editions each language has."""
        return dict.fromkeys(self.library.languages, 0) | Counter(one.language for one in self.library.editions)

    def href(self, path: str) -> str:
        return addresses.href(self.base_path, path)

    def search_address(self, language: str) -> str:
        """Where the pages of a language lead who searches: to the server's search, to the browser's, or nowhere."""
        if self.site.search:
            return self.site.search.replace("{language}", language)
        return self.href(addresses.search(language)) if self.site.search_index == "yes" else ""

    def best(self, kind: str, content_id: str, language: str) -> Edition | None:
        """The edition a reader of `language` is best served by: own, understood, then the portal's order."""
        editions = self.library.editions_of(kind, content_id)
        for code in (language, *self.understood.get(language, ()), *self.library.languages):
            if code in editions:
                return editions[code]
        return None

    def readable(self, kind: str, content_id: str, language: str) -> Edition | None:
        """The edition in the language or one its readers understand, or None."""
        editions = self.library.editions_of(kind, content_id)
        for code in (language, *self.understood.get(language, ())):
            if code in editions:
                return editions[code]
        return None

    def said(self, texts: Texts, language: str) -> Said:
        """A register's text for a reader of `language`, marked when it is in another."""
        if not texts:
            return Said("")
        code = readable_in(texts, self.language(language), self.site.languages)
        return self.marked(texts[code], code, language)

    def marked(self, text: str, language: str, page_language: str) -> Said:
        """A text on a page, with its language and direction where they are not the page's."""
        if language == page_language:
            return Said(text)
        return Said(text, language, self.language(language).dir)

    def edition_path(self, edition: Edition) -> str:
        return addresses.path_of(edition.kind, edition.content_id, edition.language)

    def ref(self, edition: Edition, page_language: str, with_summary: bool = False) -> Ref:
        title = self.marked(edition.title, edition.language, page_language)
        summary = self.marked(edition.summary, edition.language, page_language) if with_summary else None
        return Ref(title, self.href(self.edition_path(edition)), summary)

    def _partner_ref(self, slug: str, language: str) -> Ref:
        partner = self.library.partners.get(slug)
        if partner is None:  # named by an edition that is kept as it last was good
            return Ref(Said(slug), "")
        href = self.href(addresses.path_of("partner", slug, self.chrome_language(language)))
        return Ref(self.said(partner.name, language), href)

    def _topic_ref(self, topic: str, language: str) -> Ref:
        found = self.library.topics.get(topic)
        name = self.said(found.name, language) if found else Said(topic)
        summary = self.said(found.summary, language) if found else None
        return Ref(name, self.href(addresses.path_of("topic", topic, self.chrome_language(language))), summary)

    def chrome_language(self, language: str) -> str:
        """The language whose hubs and overviews a page leads to: every language with content has its own."""
        return language if language in self.library.languages else self.site.default_language

    def choice(self, code: str, path: str) -> LanguageChoice:
        language = self.language(code)
        return LanguageChoice(code, language.autonym, language.dir, self.href(path))

    def everywhere(self, path_in: Callable[[str], str]) -> tuple[LanguageChoice, ...]:
        """The language switch of a page that every language has."""
        return tuple(self.choice(code, path_in(code)) for code in self.library.languages)

    def head(
        self,
        path: str,
        language: str,
        title: str,
        choices: tuple[LanguageChoice, ...],
        summary: str = "",
        feed: str = "",
    ) -> Head:
        return Head(path, self.href(path), language, title, summary, choices, self.href(feed) if feed else "")


def plan_site(library: Library, today: date) -> SitePlan:
    """Plan the site as it is to be on `today`, the day of publication."""
    return SitePlan(library, today)


def _units(plan: SitePlan) -> Iterator[Unit]:
    library = plan.library
    for kind, content_id in library.by_content:
        yield Unit(kind, "", content_id)
    for code in library.languages:
        for topic in library.topics:
            yield Unit("topic", code, topic)
        for slug in library.partners:
            yield Unit("partner", code, slug)
        for name in IN_EVERY_LANGUAGE:
            yield Unit(name, code, "")
        if library.site.search_index == "yes":
            yield Unit("search", code, "")
    if library.moved:
        yield Unit("moved", "", "")
    yield Unit("root", plan.site.default_language, "")
