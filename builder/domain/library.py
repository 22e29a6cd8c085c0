"""Everything loaded, and the questions the other rooms ask of it."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from msgspec import Struct

from builder.domain.approval import Signed, Standing
from builder.domain.article import Edition, SourceMatter, TranslationMatter
from builder.domain.keys import PartnerKey
from builder.domain.registers import Concept, Fact, Moved, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Site

EditionKey = tuple[str, str, str]
"""Kind, content_id and language."""

Group = tuple[str, str]
"""Kind and content_id: what the editions of one article or service share."""


UNKNOWN = Standing()


class Media(Struct, frozen=True):
    """A picture beside an edition. `published` is its path in the release, named by its bytes."""

    folder: str
    name: str
    published: str
    digest: str
    width: int
    height: int


class Kept(Struct, frozen=True):
    """An edition that is kept says what it said: with its facts, as they stood in prose, and its pictures."""

    facts: dict[str, str]
    media: dict[str, Media]


class Behind(Struct, frozen=True, array_like=True):
    """A block of the source that changed after its translation was made: its class, its text before and now.

    `place` is where in the translation its own block stands, counted by outermost elements from 0; -1 is the title's
    and the lead's. Texts are canonical; one that is empty was not there, or is not any more.
    """

    weight: str
    place: int
    before: str
    after: str


class Library(Struct, dict=True):
    """The portal's content as values.

    `withheld` names editions whose file is there but cannot be published now: a link to one is no fault of
    the page that holds it. `media` is keyed by folder and file name. `standings` says how it stands with each
    edition's approvals today; `refused` are approvals that do not count, with the reason, and
    `pointless` those nobody asked for; `signers` are the partners' keys by name.
    `kept` is what editions that stay as they last were published need beside their text. `behind` tells
    what changed in the source of each translation that is not up to date, if it is known what that was made from.
    `older` names texts that a newer one replaced on a day, and that nobody has approved since; `taken_over` gives the
    partner that delivers on the air what another says here that it delivers.
    """

    site: Site
    editions: list[Edition]
    partners: dict[str, Partner] = {}
    topics: dict[str, Topic] = {}
    concepts: dict[str, Concept] = {}
    facts: dict[str, Fact] = {}
    teasers: tuple[Teaser, ...] = ()
    services: dict[str, ServiceRules] = {}
    moved: tuple[Moved, ...] = ()
    media: dict[tuple[str, str], Media] = {}
    withheld: frozenset[EditionKey] = frozenset()
    standings: dict[EditionKey, Standing] = {}
    kept: dict[EditionKey, Kept] = {}
    refused: tuple[tuple[Signed, str], ...] = ()
    pointless: tuple[Signed, ...] = ()
    key_faults: tuple[tuple[str, str], ...] = ()
    signers: dict[str, PartnerKey] = {}
    behind: dict[EditionKey, tuple[Behind, ...]] = {}
    older: dict[EditionKey, date] = {}
    taken_over: dict[EditionKey, str] = {}

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

    def standing_of(self, edition: Edition) -> Standing:
        """How it stands with the approvals of an edition; nothing is known of one that nobody was asked about."""
        return self.standings.get(edition.key, UNKNOWN)

    def picture_of(self, edition: Edition, file: str) -> Media | None:
        """A picture as an edition shows it."""
        if edition.key in self.kept:
            return self.kept[edition.key].media.get(file)
        return self.media.get((edition.file.rpartition("/")[0], file))

    def pictures_of(self, edition: Edition) -> dict[str, str]:
        """The published path of each picture an edition shows, by the file name in its text."""
        if not edition.images:
            return {}
        found = ((image.file, self.picture_of(edition, image.file)) for image in edition.images)
        return {file: media.published for file, media in found if media}

    @cached_property
    def languages(self) -> list[str]:
        """Every language something is published in, the promised ones first."""
        found = {edition.language for edition in self.editions}
        promised = list(self.site.languages)
        return promised + sorted(found - set(promised))
