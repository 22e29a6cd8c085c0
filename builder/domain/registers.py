"""What editors keep in one file each beside the articles: partners, topics, concepts, facts, teasers, services."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.domain.article import Slug, WebAddress

Texts = Annotated[
    dict[str, Annotated[str, Meta(min_length=1)]],
    Meta(description="The text in each language: «nb: …», «en: …»."),
]

AREAS = ("helse", "livsstil", "sykdom", "behandling", "rettigheter")
"""The five areas of health information, in the order they are shown (portal.md A31)."""

CATEGORIES = ("oppfolging", "oversikter", "soknad", "kvalitet")
"""The four categories of services, in the order of the grid (portal.md A76–A103)."""

Area = Literal["helse", "livsstil", "sykdom", "behandling", "rettigheter"]
PartnerKind = Literal[
    "directorate",
    "institute",
    "hospital-trust",
    "patient-organisation",
    "municipality",
    "rights-centre",
    "other",
]


class Partner(Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation that delivers or answers for content (portal.md A6)."""

    name: Texts
    kind: Annotated[PartnerKind, Meta(description="What kind of organisation it is.")] = "other"
    website: Annotated[WebAddress, Meta(description="Its own web site.")] | None = None
    who: Annotated[Texts, Meta(description="Who they are, in each language.")] = {}
    does: Annotated[Texts, Meta(description="What they do here, in each language.")] = {}


class OnwardLink(Struct, frozen=True, forbid_unknown_fields=True):
    """A curated link out of a hub (portal.md A41)."""

    title: Texts
    url: Annotated[WebAddress, Meta(description="Where the link leads.")]


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """What articles are about; the page that gathers them is its hub."""

    area: Annotated[Area, Meta(description="Which area of health information it belongs to.")]
    name: Texts
    summary: Annotated[Texts, Meta(description="What its hub is about, in each language.")] = {}
    links: Annotated[tuple[OnwardLink, ...], Meta(description="Links out of the hub.")] = ()


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """What one meaning is called in one language."""

    name: Annotated[str, Meta(min_length=1, description="The word we prefer.")]
    everyday: Annotated[tuple[str, ...], Meta(description="What people say.")] = ()
    medical: Annotated[tuple[str, ...], Meta(description="What clinicians say.")] = ()
    foreign: Annotated[tuple[str, ...], Meta(description="Latin, Greek or English names in use.")] = ()

    @property
    def others(self) -> tuple[str, ...]:
        return self.everyday + self.medical + self.foreign


class Concept(Struct, frozen=True, forbid_unknown_fields=True):
    """One meaning with its everyday, medical and foreign names, and the page that explains it."""

    names: dict[str, Names]
    article: Annotated[Slug, Meta(description="The article that explains it.")] | None = None
    service: Annotated[Slug, Meta(description="The service that explains it.")] | None = None
    topic: Annotated[Slug, Meta(description="The topic that explains it.")] | None = None

    @property
    def target(self) -> str:
        """The reference of the page that explains it, such as `article:hjerteinfarkt`."""
        for kind in ("article", "service", "topic"):
            if named := getattr(self, kind):
                return f"{kind}:{named}"
        return ""


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """A number or an opening time that many pages cite by name, so that it is changed in one place."""

    kind: Annotated[
        Literal["phone", "hours", "age", "money"], Meta(description="How the value is written in the text.")
    ]
    value: Annotated[str | int | Texts, Meta(description="The number or text, or one text for each language.")]
    names: Annotated[
        dict[str, tuple[str, ...]], Meta(description="What the fact is called in prose, in each language.")
    ] = {}
    source: Annotated[str, Meta(description="Where the value is known from.")] = ""


class Teaser(Struct, frozen=True, forbid_unknown_fields=True):
    """A current matter on the front page, from `starts` to `ends`, both included (portal.md A28, A29)."""

    id: Annotated[Slug, Meta(description="A name of its own among the teasers.")]
    starts: Annotated[date, Meta(description="The first day it is shown.")]
    ends: Annotated[date, Meta(description="The last day it is shown.")]
    link: Annotated[str, Meta(min_length=1, description="Where it leads, such as article:influensavaksine.")]
    title: Texts
    text: Texts
    link_text: Texts

    def is_current(self, today: date) -> bool:
        return self.starts <= today <= self.ends


YesNo = Literal["yes", "no"]
"""Written out, since YAML's bare `no` would otherwise be a trap."""


class ChildRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What parents may use on a child's behalf (portal.md A119, R16)."""

    under_12: Annotated[YesNo, Meta(description="For a child under 12.")]
    from_12_to_15: Annotated[YesNo, Meta(description="For a child aged 12–15.")]


class ServiceRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may use a service: the data the shell decides by and the open page explains.

    `proxy_area` is one of the three areas a proxy may cover (portal.md R9); *none* is never delegable.
    `youth` is a 13–15-year-old's own use: freely, with the parents' consent, or not at all (R17, R18).
    """

    category: Annotated[
        Literal["oppfolging", "oversikter", "soknad", "kvalitet"],
        Meta(description="Where it stands among the services."),
    ]
    order: Annotated[int, Meta(ge=1, le=99, description="Its place within the category.")]
    icon: Annotated[str, Meta(min_length=1, description="The name of its icon.")]
    consent: Annotated[
        Literal["basis", "basis+", "full"], Meta(description="The consent the citizen must have given.")
    ]
    proxy_area: Annotated[
        Literal["health-data", "journal", "services", "none"],
        Meta(description="The area a proxy may cover; none is never delegable."),
    ]
    children: ChildRules
    youth: Annotated[
        Literal["free", "consent", "no"], Meta(description="Use by those aged 13–15 themselves.")
    ]
    protected_address: Annotated[
        YesNo, Meta(description="Whether people with a protected address may use it.")
    ]
    anonymous: Annotated[YesNo, Meta(description="Whether it can be used without signing in.")] = "no"
    regions: Annotated[
        Literal["all"] | tuple[Slug, ...], Meta(description="all, or a list of the regions that offer it.")
    ] = "all"
