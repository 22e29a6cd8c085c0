"""The portal's own settings: `content/site.yml`."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.domain.article import LanguageCode, Slug, WebAddress
from builder.domain.registers import Reference, Texts


class SettingsPage(Struct, frozen=True, forbid_unknown_fields=True):
    """A page for those signed in that search leads to."""

    address: Annotated[
        str, Meta(pattern="^/", description="Where it lies; {language} stands for a language it has a name in.")
    ]
    name: Annotated[Texts, Meta(min_length=1, description="What it is called, in each language that it is in.")]
    about: Annotated[Texts, Meta(description="What people set there.")] = {}
    keywords: Annotated[
        dict[LanguageCode, tuple[str, ...]], Meta(description="What readers may search for and the name does not say.")
    ] = {}


class Guides(Struct, frozen=True, forbid_unknown_fields=True):
    """The pages that explain the rules for parents and young people (portal.md A55, A120)."""

    on_behalf_of_children: (
        Annotated[
            Reference,
            Meta(description="What parents may do for a child, linked from the menu behind one's name."),
        ]
        | None
    ) = None
    youth_access: (
        Annotated[
            Reference,
            Meta(description="What those from 13 to 15 may do, linked where something is shut to them."),
        ]
        | None
    ) = None


class Site(Struct, frozen=True, forbid_unknown_fields=True):
    """What a country, region or hospital decides once.

    `languages` are those the portal promises its readers: where a page is missing in one of them, the reader
    is told and offered what exists. Editions in further languages are published as they come.
    """

    name: Annotated[str, Meta(min_length=1, max_length=80, description="What the portal is called.")]
    address: Annotated[WebAddress, Meta(description="Where it is published.")]
    operator: Annotated[str, Meta(min_length=1, description="Who runs it.")]
    languages: Annotated[
        tuple[LanguageCode, ...],
        Meta(min_length=1, description="The languages promised, the main one first."),
    ]
    demonstration: Annotated[
        Literal["yes", "no"], Meta(description="yes marks every page as demonstration content.")
    ] = "no"
    helpline: Annotated[Slug, Meta(description="The fact with the telephone number for help.")] | None = None
    helpline_hours: Annotated[Slug, Meta(description="The fact with its opening hours.")] | None = None
    urgent: Annotated[
        tuple[Slug, ...], Meta(description="The facts with the numbers to call when it cannot wait, in order.")
    ] = ()
    about: Annotated[
        tuple[str, ...],
        Meta(description="The pages about the portal itself, linked from the foot of every page."),
    ] = ()
    guides: Annotated[
        Guides, Meta(description="The pages that the sign-in half leads to where it says who may do what.")
    ] = Guides()
    sign_in: Annotated[
        str, Meta(description="The address people sign in at; {language} stands for the page's language.")
    ] = ""
    search: Annotated[
        str,
        Meta(
            description="The address of a server's search, for readers without scripts; {language} stands for the "
            "page's language. /{language}/search.html is the portal's own."
        ),
    ] = ""
    settings: Annotated[
        dict[Slug, SettingsPage],
        Meta(description="The pages of the sign-in half where people set something, for search to find."),
    ] = {}
    feedback: Annotated[
        str, Meta(description="The address that takes «Was this useful?»; without it nobody is asked.")
    ] = ""
    place_of_publication: Annotated[str, Meta(description="Named in citations.")] = "Oslo"
    search_index: Annotated[
        Literal["yes", "no"], Meta(description="no leaves the search and its index out of the release.")
    ] = "yes"
    saved: Annotated[
        tuple[Reference, ...],
        Meta(max_length=60, description="The pages readers can keep on their device with one action."),
    ] = ()
    regions: Annotated[
        dict[Slug, Texts], Meta(description="The regions that services name, each with its name in every language.")
    ] = {}
    both_parents: Annotated[
        Literal["yes", "no"],
        Meta(description="Whether the parent who does not live with a child may act for it, when the other one does."),
    ] = "yes"
    checks: Annotated[
        dict[str, Literal["off", "warning", "error"]],
        Meta(description="How severe a problem code is here, where not as usual."),
    ] = {}

    @property
    def default_language(self) -> str:
        return self.languages[0]

    @property
    def base_path(self) -> str:
        """The path under which the portal lies, without the closing slash: mostly empty."""
        after_host = self.address.split("://", 1)[1].partition("/")[2]
        return f"/{after_host}".rstrip("/")

    @property
    def origin(self) -> str:
        return self.address.removesuffix("/").removesuffix(self.base_path)
