"""The pages as values: everything a template says, so that two equal pages are two equal files."""

from datetime import date

from msgspec import Struct

from builder.domain import addresses
from builder.domain.approval import Standing
from builder.domain.credited import Proven, Provenance
from builder.domain.registers import ServiceRules
from builder.domain.said import LanguageChoice, Ref, Said


class Head(Struct, frozen=True):
    """What every page has."""

    path: str
    href: str
    language: str
    title: str
    summary: str
    languages: tuple[LanguageChoice, ...]
    feed: str = ""

    @property
    def offers_others(self) -> bool:
        """Whether the page is in any other language than its own."""
        return any(choice.code != self.language for choice in self.languages)

    @property
    def data(self) -> str:
        return addresses.data(self.href)

    @property
    def proof(self) -> str:
        return addresses.proof(self.href)


class ChangedBlock(Struct, frozen=True, gc=False):
    """A block of the source that changed after the translation was made: what it says now, or said if it is gone.

    `place` is that of the outermost element of the page's text at which it is told; -1 is before the first.
    """

    weight: str
    place: int
    text: Said
    gone: bool


class TranslationNote(Struct, frozen=True):
    """How a translation stands to its source. `changed` is None where it is not known in which paragraphs."""

    source: Ref
    by: Ref
    method: str
    stale: bool
    changed: tuple[ChangedBlock, ...] | None
    changed_on: date | None
    reviewed_by: Ref | None
    reviewed: date | None
    approved: bool = True


class Shown(Struct, frozen=True, gc=False):
    """A picture in the text, as published."""

    src: str
    width: int
    height: int
    credit: str


class EditionPage(Struct, frozen=True, tag=True):
    """An article or a service's information page. `digest` stands for the body, `regions` for where not all have it."""

    head: Head
    kind: str
    content_id: str
    file: str
    digest: str
    state: str
    words: int
    keywords: tuple[str, ...]
    topics: tuple[Ref, ...]
    provenance: Provenance | None
    translation: TranslationNote | None
    links: dict[str, tuple[str, str] | None]
    pictures: dict[str, Shown]
    facts: dict[str, str]
    related: tuple[Ref, ...]
    rules: ServiceRules | None = None
    fingerprint: str = ""
    standing: Standing = Standing()
    proof: tuple[Proven, ...] = ()
    regions: tuple[Said, ...] = ()


class MissingPage(Struct, frozen=True, tag=True):
    """Where a promised language is missing: the reader is told, and offered what exists."""

    head: Head
    title: Said
    existing: tuple[Ref, ...]


class OnwardRef(Struct, frozen=True, gc=False):
    title: Said
    url: str


class HubPage(Struct, frozen=True, tag=True):
    """A topic's hub: its articles, and links onwards (portal.md A41, A43)."""

    head: Head
    topic: str
    name: Said
    summary: Said
    area: str
    articles: tuple[Ref, ...]
    links: tuple[OnwardRef, ...]


class PartnerPage(Struct, frozen=True, tag=True):
    """Who a partner is, what it does and everything credited to it, in which state (portal.md A6)."""

    head: Head
    slug: str
    name: Said
    kind: str
    website: str
    who: Said
    does: Said
    delivered: tuple[tuple[Ref, str, date | None, date | None], ...]
    assured: tuple[tuple[Ref, str, date | None, date | None], ...]


class ListPage(Struct, frozen=True, tag=True):
    """An overview: topics by area, services by category, partners."""

    head: Head
    kind: str
    groups: tuple[tuple[str, tuple[Ref, ...]], ...]


class TeaserBox(Struct, frozen=True):
    title: Said
    text: Said
    link: Ref


class FrontPage(Struct, frozen=True, tag=True):
    """The front page (portal.md A17–A29)."""

    head: Head
    quick: tuple[Ref, ...]
    services: tuple[tuple[str, tuple[Ref, ...]], ...]
    areas: tuple[tuple[str, tuple[Ref, ...]], ...]
    teasers: tuple[TeaserBox, ...]


class IndexEntry(Struct, frozen=True, gc=False):
    """A line in the A–Å index; `see` is set for a name that leads to another page's title."""

    label: str
    sort_as: str
    href: str
    language: str = ""
    direction: str = ""
    see: str = ""


class IndexPages(Struct, frozen=True, tag=True):
    """The A–Å index of one language, unsorted: sorting waits until it is known to have changed."""

    head: Head
    entries: tuple[IndexEntry, ...]


class LanguagesPage(Struct, frozen=True, tag=True):
    """«Helseinformasjon på flere språk»: every language, in its own script, with what is in it."""

    head: Head
    choices: tuple[tuple[LanguageChoice, int], ...]


class SavedPage(Struct, frozen=True, tag=True):
    """Reading without network: what is offered to be kept, and what the browser has kept."""

    head: Head
    offered: tuple[Ref, ...]


class MovedPage(Struct, frozen=True, tag=True):
    """At the old address of a page: leads on to the new one."""

    head: Head
    now: Ref


class NotFoundPage(Struct, frozen=True, tag=True):
    head: Head


class SearchPage(Struct, frozen=True, tag=True):
    """Where a browser searches the release's index by itself. `action` is where the form goes without scripts."""

    head: Head
    index: str
    action: str
    topics: tuple[tuple[str, Said], ...]
    partners: tuple[tuple[str, Said], ...]
    written_in: tuple[LanguageChoice, ...]


class ListedEdition(Struct, frozen=True, gc=False):
    """A page as the indexes for machines list it."""

    href: str
    kind: str
    content_id: str
    title: str
    summary: str
    topics: tuple[str, ...]
    partner: str
    changed: date | None
    alternates: tuple[tuple[str, str], ...]


class MachineIndex(Struct, frozen=True, tag=True):
    """What one language's JSON index and sitemap list."""

    language: str
    editions: tuple[ListedEdition, ...]
    pages: tuple[str, ...]


class RootFiles(Struct, frozen=True, tag=True):
    """The files at the root of the host: sitemap index, robots, the language chooser's data."""

    languages: tuple[LanguageChoice, ...]
    sitemaps: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()


AnyPage = (
    EditionPage
    | MissingPage
    | HubPage
    | PartnerPage
    | ListPage
    | FrontPage
    | IndexPages
    | LanguagesPage
    | NotFoundPage
    | SearchPage
    | SavedPage
    | MovedPage
    | MachineIndex
    | RootFiles
)
