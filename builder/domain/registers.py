"""What editors keep in one file each beside the articles: partners, topics, concepts, facts, teasers, services."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.domain.article import Slug, WebAddress
from builder.domain.keys import PartnerKey, YesNo

Texts = Annotated[
    dict[str, Annotated[str, Meta(min_length=1)]],
    Meta(description="The text in each language: «nb: …», «en: …»."),
]

Reference = Annotated[
    str,
    Meta(
        pattern=r"^(article|service|topic|partner):[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=100,
        extra={"written": "as a kind and an id, such as «article:astma-hos-barn»"},
    ),
]
"""Names a page in all its languages."""

ReferenceOrAddress = Annotated[
    str,
    Meta(
        pattern=r"^((article|service|topic|partner):[a-z0-9]+(-[a-z0-9]+)*"
        r"|/([A-Za-z0-9_-]+(\.[0-9_-]+)*/)*([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)?)$",
        max_length=300,
        extra={"written": "as a kind and an id, such as «article:astma», or as an address, such as «/nb/astma.html»"},
    ),
]
"""An address of this host: no other's, and none that leads up, or on from a file as if it were a folder."""

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
    keys: Annotated[tuple[PartnerKey, ...], Meta(description="What its people sign approvals with.")] = ()
    publish_unapproved: Annotated[
        YesNo, Meta(description="yes publishes what it has not approved; each such page says so.")
    ] = "no"


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


class Moved(Struct, frozen=True, forbid_unknown_fields=True):
    """A page that is no longer where readers may still look for it, and the page that takes its place."""

    old: Annotated[ReferenceOrAddress, Meta(description="The page as it was called, or one address of it.")]
    now: Annotated[Reference, Meta(description="The page that takes its place.")]


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """A number or an opening time that many pages cite by name, so that it is changed in one place."""

    kind: Annotated[
        Literal["phone", "hours", "age", "money"], Meta(description="How the value is written in the text.")
    ]
    value: Annotated[str | int | Texts, Meta(description="The number or text, or one text for each language.")]
    names: Annotated[
        dict[str, tuple[str, ...]], Meta(description="What the fact is called in prose, in each language.")
    ] = {}
    title: Annotated[Texts, Meta(description="What it is called where it stands alone, in each language.")] = {}
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


class ChildRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What parents may use on a child's behalf (portal.md A119, R16)."""

    under_12: Annotated[YesNo, Meta(description="For a child under 12.")]
    from_12_to_15: Annotated[YesNo, Meta(description="For a child aged 12–15.")]


Level = Literal["basis", "basis+", "full"]
ProxyArea = Literal["health-data", "journal", "services", "none"]


class ActionRules(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one thing a service offers asks for more than the service. What is left out is as for the service."""

    consent: Annotated[Level, Meta(description="The consent it asks for, higher than the service's.")] | None = None
    proxy_area: Annotated[ProxyArea, Meta(description="The area a proxy must cover.")] | None = None
    gp: Annotated[YesNo, Meta(description="Whether the citizen's GP decides about offering it.")] | None = None

    def alters(self, service: "ServiceRules") -> bool:
        """Whether anything here is not as for the service."""
        return any(getattr(self, key) not in (None, getattr(service, key)) for key in self.__struct_fields__)


class Actions(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The things with rules of their own within a service; a new one wants a name in the interface's words."""

    messages: Annotated[ActionRules, Meta(description="To write to health personnel and read answers.")] | None = None
    letters: Annotated[ActionRules, Meta(description="To read letters from hospitals.")] | None = None
    gp_writing: Annotated[ActionRules, Meta(description="To write to the GP's office.")] | None = None
    booking: Annotated[ActionRules, Meta(description="To book a time with the GP.")] | None = None
    consultation: Annotated[ActionRules, Meta(description="To consult the GP over the net.")] | None = None
    renewal: Annotated[ActionRules, Meta(description="To have a prescription renewed.")] | None = None
    restriction: Annotated[ActionRules, Meta(description="To close information to health personnel.")] | None = None
    log: Annotated[ActionRules, Meta(description="To see which health personnel have looked.")] | None = None

    def __iter__(self) -> Iterator[tuple[str, ActionRules]]:
        """The name and rules of each that is there."""
        return ((name, rules) for name in self.__struct_fields__ if (rules := getattr(self, name)))


class ServiceRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may use a service: the data the shell decides by and the open page explains.

    `proxy_area` is one of the three areas a proxy may cover (portal.md R9); *none* is never delegable.
    `youth` is a 13–15-year-old's own use: freely, with the parents' consent, or not at all (R17, R18). Since
    `proxy_confirmed_since` it is essentially more than those agreed to who gave a proxy before that day (R9).
    """

    category: Annotated[
        Literal["oppfolging", "oversikter", "soknad", "kvalitet"],
        Meta(description="Where it stands among the services."),
    ]
    order: Annotated[int, Meta(ge=1, le=99, description="Its place within the category.")]
    icon: Annotated[str, Meta(min_length=1, description="The name of its icon.")]
    consent: Annotated[Level, Meta(description="The consent the citizen must have given.")]
    proxy_area: Annotated[ProxyArea, Meta(description="The area a proxy may cover; none is never delegable.")]
    children: ChildRules
    youth: Annotated[Literal["free", "consent", "no"], Meta(description="Use by those aged 13–15 themselves.")]
    protected_address: Annotated[YesNo, Meta(description="Whether people with a protected address may use it.")]
    anonymous: Annotated[YesNo, Meta(description="Whether it can be used without signing in.")] = "no"
    regions: Annotated[
        Literal["all"] | tuple[Slug, ...], Meta(description="all, or a list of the regions that offer it.")
    ] = "all"
    gp: Annotated[YesNo, Meta(description="Whether the citizen's GP decides about offering it.")] = "no"
    proxy_confirmed_since: (
        Annotated[date, Meta(description="The day since which a proxy must have been given or confirmed.")] | None
    ) = None
    actions: Annotated[Actions, Meta(description="The things in it that ask for more than the rest.")] = Actions()
