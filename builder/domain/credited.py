"""Who answers for a page, as its foot and its proof say it."""

from datetime import date

from msgspec import Struct

from builder.domain.article import Reference
from builder.domain.said import Ref, Said


class Assured(Struct, frozen=True, gc=False):
    partner: Ref
    role: Said


class AssuredBefore(Struct, frozen=True, gc=False):
    """Whose approval is of an earlier text, and when it was given; since then only words or form have changed."""

    partner: Ref
    role: Said
    day: date


class Provenance(Struct, frozen=True):
    """Who answers for a page, at its foot (portal.md A42, R29).

    `assured_by` names those alone whose approval covers this text today; a translation names those of its source
    in `source_assured_by`. `unapproved_by` are partners credited here who have not approved this text. `assured_before`
    are those whose approval is of an earlier text of the edition with the fingerprint `assured_text`.
    """

    partner: Ref
    assured_by: tuple[Assured, ...]
    reviewed: date | None
    due: date | None
    overdue: bool
    changed: date | None
    references: tuple[Reference, ...]
    credits: tuple[str, ...]
    place: str
    origin: str
    source_assured_by: tuple[Assured, ...] = ()
    unapproved_by: tuple[Ref, ...] = ()
    assured_before: tuple[AssuredBefore, ...] = ()
    assured_text: str = ""


class Proven(Struct, frozen=True, gc=False):
    """One credit with what proves it. `signed` is its place among what was signed; `key` is the register's line.
    `is_earlier` tells that an earlier text was signed."""

    role: str
    partner: Ref
    capacity: str
    coverage: str
    signed: int | None = None
    signer: str = ""
    holder: str = ""
    key: str = ""
    is_earlier: bool = False
