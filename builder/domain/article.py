"""Articles, their editions and who answers for them.

The front matter types are the schema: they are what editors write, what the loader checks against and what
`helsevei schema` exports as JSON Schema.
"""

from datetime import date, timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

ONE_LINE = r"^[^\s\u00ad\u200b-\u200d\u2060\ufeff].*$"
"""Begins with something that can be seen, and has no line break (bad-input.md F21). JSON Schema reads it too."""

Slug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        extra={"written": "in small letters a–z and digits with single hyphens between, such as «astma-hos-barn»"},
    ),
]
Title = Annotated[
    str,
    Meta(
        pattern=ONE_LINE,
        min_length=1,
        max_length=200,
        description="The name of the page, also its heading.",
        extra={"written": "on one line, beginning with a letter or a sign that can be seen"},
    ),
]
Summary = Annotated[
    str,
    Meta(
        pattern=ONE_LINE,
        min_length=1,
        max_length=600,
        description="What matters most, in one or two sentences.",
        extra={"written": "as one paragraph, beginning with a letter or a sign that can be seen"},
    ),
]
WebAddress = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s/]+\S*$",
        max_length=2000,
        extra={"written": "as a whole web address without spaces, such as «https://www.example.org/page»"},
    ),
]
LanguageCode = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        extra={"written": "as a language code, such as nb, en or zh-Hant"},
    ),
]
Keywords = Annotated[tuple[str, ...], Meta(description="What readers may search for and the title does not say.")]
Answers = Annotated[
    tuple[Annotated[str, Meta(min_length=1, max_length=200)], ...],
    Meta(description="Questions the page answers, as readers ask them; it is checked that search finds it for them."),
]
IndexEntries = Annotated[tuple[str, ...], Meta(description="Further entries for this page in the A–Å index.")]
SortAs = Annotated[str, Meta(description="How the title files in the A–Å index, if not as it is written.")]
Spelling = Annotated[tuple[str, ...], Meta(description="Words spelled right that no dictionary knows.")]
Origin = Annotated[str, Meta(description="Where an imported text came from.")]

DAYS_IN_MONTH = 30.4375


class Assurance(Struct, frozen=True, forbid_unknown_fields=True):
    """Who assured the quality, and in which role."""

    partner: Annotated[Slug, Meta(description="Who assured it: a file name in partners/ without .yml.")]
    role: Annotated[str, Meta(min_length=1, max_length=200, description="In which role, in the language of the page.")]


class Reference(Struct, frozen=True, forbid_unknown_fields=True):
    """A public source the text builds on (portal.md R31)."""

    title: Annotated[str, Meta(min_length=1, description="What the source is called.")]
    publisher: Annotated[str, Meta(description="Who published it.")] = ""
    year: Annotated[int, Meta(ge=1000, le=2200, description="The year it was published.")] | None = None
    url: Annotated[WebAddress, Meta(description="Where it can be read.")] | None = None


class ImageCredit(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose picture it is; shown under the picture (portal.md A16)."""

    file: Annotated[str, Meta(min_length=1, description="The picture's file name, as in the text.")]
    credit: Annotated[str, Meta(min_length=1, max_length=300, description="Who made it and under which licence.")]


class Translation(Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """How a translated edition came to be. `state` is the source edition's state it was made from."""

    source: Annotated[LanguageCode, Meta(description="The language of the source edition, such as nb.")]
    state: Annotated[
        str, Meta(min_length=1, description="The state of the source it was made from; a command stamps it.")
    ]
    by: Annotated[Slug, Meta(description="The partner that translated it.")]
    method: Annotated[Literal["human", "machine-reviewed", "machine"], Meta(description="How it was translated.")] = (
        "human"
    )
    reviewed_by: Annotated[Slug, Meta(description="The partner that reviewed the translation.")] | None = None
    reviewed: Annotated[date, Meta(description="When it was reviewed.")] | None = None


class SourceMatter(Struct, frozen=True, forbid_unknown_fields=True, tag="source", tag_field="edition"):
    """Front matter of a source edition: it carries what all editions of the article share."""

    title: Title
    summary: Summary
    partner: Annotated[Slug, Meta(description="Who delivered the page: a file name in partners/ without .yml.")]
    topics: Annotated[tuple[Slug, ...], Meta(description="What the page is about: ids in topics.yml.")] = ()
    assured_by: Annotated[tuple[Assurance, ...], Meta(description="Who assured its quality.")] = ()
    reviewed: Annotated[date, Meta(description="When the partner last reviewed it.")] | None = None
    review_due: Annotated[date, Meta(description="When it must be reviewed again.")] | None = None
    review_every: Annotated[int, Meta(ge=1, le=60, description="Months between reviews.")] | None = None
    changed: Annotated[date, Meta(description="When its content was last changed.")] | None = None
    references: Annotated[tuple[Reference, ...], Meta(description="The public sources it builds on.")] = ()
    images: Annotated[tuple[ImageCredit, ...], Meta(description="Whose pictures it shows.")] = ()
    keywords: Keywords = ()
    related: Annotated[tuple[Slug, ...], Meta(description="content_ids to read next.")] = ()
    answers: Answers = ()
    also_indexed_as: IndexEntries = ()
    sort_as: SortAs = ""
    spelling: Spelling = ()
    origin: Origin = ""

    @property
    def due(self) -> date | None:
        """The day after which the text must have been reviewed again."""
        if self.review_due or not (self.review_every and self.reviewed):
            return self.review_due
        return self.reviewed + timedelta(days=round(self.review_every * DAYS_IN_MONTH))


class TranslationMatter(Struct, frozen=True, forbid_unknown_fields=True, tag="translation", tag_field="edition"):
    """Front matter of a translation: the shared facts stand in the source edition."""

    title: Title
    summary: Summary
    translation: Annotated[Translation, Meta(description="How the translation came to be.")]
    keywords: Keywords = ()
    roles: Annotated[
        tuple[str, ...], Meta(description="The roles of the source's assurers in this language, in its order.")
    ] = ()
    answers: Answers = ()
    also_indexed_as: IndexEntries = ()
    sort_as: SortAs = ""
    spelling: Spelling = ()
    origin: Origin = ""


Matter = SourceMatter | TranslationMatter


class Link(Struct, frozen=True, gc=False):
    """A link as the editor wrote it; `line` is its line in the file."""

    target: str
    text: str
    line: int


class Image(Struct, frozen=True, gc=False):
    """A picture in the prose."""

    file: str
    alternative: str
    line: int


Kind = Literal["article", "service"]


class Edition(Struct, frozen=True):
    """One article, or one service's information page, in one language.

    `digest` is of the file's bytes. `text` is of what the text says with its facts put in, unmoved by how it is
    typed: it goes into the fingerprint. `state` is the same with facts by name and pictures by file, in 16 digits:
    a translation names the state it was made from. `face` is the digest of the front matter, which is all that
    other pages show of this one. `lines` tells where each front matter key stands.
    """

    kind: Kind
    content_id: str
    language: str
    file: str
    digest: str
    state: str
    face: bytes
    matter: Matter
    words: int
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    text: str = ""
    facts: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.matter.title

    @property
    def summary(self) -> str:
        return self.matter.summary

    @property
    def is_source(self) -> bool:
        return isinstance(self.matter, SourceMatter)

    @property
    def author(self) -> str:
        """The partner that delivered or translated it."""
        return self.matter.partner if isinstance(self.matter, SourceMatter) else self.matter.translation.by

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.content_id, self.language

    def line_of(self, key: str) -> int:
        """The line a front matter key stands on; a missing key is told at the top."""
        return self.lines.get(key, 1)
