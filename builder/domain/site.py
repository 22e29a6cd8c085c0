"""The portal's own settings: `content/site.yml`."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.domain.article import LanguageCode, Slug, WebAddress


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
    place_of_publication: Annotated[str, Meta(description="Named in citations.")] = "Oslo"
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
