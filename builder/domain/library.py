"""Everything loaded, and the questions the other rooms ask of it."""

from collections import defaultdict
from functools import cached_property

from msgspec import Struct

from builder.domain.article import Edition, SourceMatter, TranslationMatter
from builder.domain.registers import Concept, Fact, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Site

EditionKey = tuple[str, str, str]
"""Kind, content_id and language."""

Group = tuple[str, str]
"""Kind and content_id: what the editions of one article or service share."""


class Media(Struct, frozen=True):
    """A picture beside an edition. `published` is its path in the release, named by its bytes."""

    folder: str
    name: str
    published: str
    digest: str
    width: int
    height: int


class Library(Struct, dict=True):
    """The portal's content as values.

    `withheld` names editions whose file is there but cannot be published now: a link to one is no fault of
    the page that holds it. `media` is keyed by folder and file name.
    """

    site: Site
    editions: list[Edition]
    partners: dict[str, Partner] = {}
    topics: dict[str, Topic] = {}
    concepts: dict[str, Concept] = {}
    facts: dict[str, Fact] = {}
    teasers: tuple[Teaser, ...] = ()
    services: dict[str, ServiceRules] = {}
    media: dict[tuple[str, str], Media] = {}
    withheld: frozenset[EditionKey] = frozenset()

    @cached_property
    def by_content(self) -> dict[Group, dict[str, Edition]]:
        """The editions of each article and service, by language."""
        found: dict[Group, dict[str, Edition]] = defaultdict(dict)
        for edition in self.editions:
            found[edition.kind, edition.content_id][edition.language] = edition
        return dict(found)

    @cached_property
    def sources(self) -> dict[Group, Edition]:
        """The source edition of each article and service; one that has none, or none on the air, is absent."""
        return {
            (edition.kind, edition.content_id): edition
            for edition in self.editions
            if isinstance(edition.matter, SourceMatter)
        }

    def editions_of(self, kind: str, content_id: str) -> dict[str, Edition]:
        return self.by_content.get((kind, content_id), {})

    def source_of(self, edition: Edition) -> Edition | None:
        """The edition this one was translated from, or itself."""
        if isinstance(edition.matter, TranslationMatter):
            return self.editions_of(edition.kind, edition.content_id).get(edition.matter.translation.source)
        return edition

    def shared_matter(self, edition: Edition) -> SourceMatter | None:
        """Topics, partner and provenance, which the source edition carries for all."""
        source = self.sources.get((edition.kind, edition.content_id))
        return source.matter if source and isinstance(source.matter, SourceMatter) else None

    @cached_property
    def languages(self) -> list[str]:
        """Every language something is published in, the promised ones first."""
        found = {edition.language for edition in self.editions}
        promised = list(self.site.languages)
        return promised + sorted(found - set(promised))
