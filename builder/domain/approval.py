"""Approvals: who vouches for which text, in words that are signed."""

from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from builder.domain.again import AUTHORS, Role, must_sign_again
from builder.domain.article import Edition, Kind, SourceMatter
from builder.domain.keys import Moment


class Credit(NamedTuple):
    """A part that an edition says a partner has in it. `capacity` is what the assurer is, as the page says it."""

    role: Role
    partner: str
    capacity: str = ""


class Statement(Struct, frozen=True, array_like=True, dict=True):
    """What is signed. A *withdrawal* takes back what the partner said in this role until then."""

    action: Literal["approval", "withdrawal"]
    kind: Kind
    content_id: str
    fingerprint: str
    language: str
    made: Moment
    partner: str
    role: Role
    capacity: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def key(self) -> tuple[Kind, str, str]:
        return self.kind, self.content_id, self.language

    @cached_property
    def credit(self) -> Credit:
        return Credit(self.role, self.partner, self.capacity)


class Signed(Struct, frozen=True, array_like=True):
    """A statement whose signature is right, and the key that made it (`SHA256:…`). `digest` is of the whole file."""

    statement: Statement
    signer: str
    digest: str
    file: str


Coverage = Literal["covered", "carried", "lapsed", "withdrawn", "missing"]
"""How it stands with one credit. *Lapsed*: it was approved, but what was signed or the key is out of date.
*Carried*: an earlier text was approved, and what has changed since asks for no new approval in this role."""


class Since(Struct, frozen=True):
    """How much has changed since an earlier text: the class of the weightiest change. `text` is that earlier text, as
    it is kept beside the approvals of it; "" where it is known only by what is on the air."""

    weight: str
    text: str


class Standing(Struct, frozen=True):
    """How it stands with an edition's credits today, and what was signed for each.

    `why` says in words what is the matter with those that are not covered. `weights` tell how much has changed since
    the text that was approved, where that is known; `earlier` are the texts that carried approvals are about.
    """

    coverage: dict[Credit, Coverage] = {}
    signed: tuple[Signed, ...] = ()
    why: dict[Credit, str] = {}
    weights: dict[Credit, str] = {}
    earlier: tuple[str, ...] = ()

    def is_covered(self, credit: Credit) -> bool:
        return self.coverage.get(credit) == "covered"

    def is_asked(self, credit: Credit) -> bool:
        """Whether it waits for a signature. Who need not sign again is asked only if the author signed and left the
        earlier text out."""
        if self.coverage.get(credit) != "missing" or must_sign_again(credit.role, self.weights.get(credit, "")):
            return self.coverage.get(credit) not in ("covered", "carried")
        return any(one.role in AUTHORS and self.is_covered(one) for one in self.coverage)

    @property
    def carried(self) -> list[Credit]:
        return [credit for credit, coverage in self.coverage.items() if coverage == "carried"]

    @property
    def missing(self) -> list[Credit]:
        return [credit for credit, coverage in self.coverage.items() if coverage == "missing"]

    @property
    def is_withdrawn(self) -> bool:
        """Whoever delivered or translated it takes it off the air; an assurer only takes its own line away."""
        return any(
            coverage == "withdrawn" and credit.role in ("delivered", "translated")
            for credit, coverage in self.coverage.items()
        )


def credits_of(edition: Edition) -> list[Credit]:
    """Everything an edition says of partners, and that they must have approved."""
    matter = edition.matter
    if isinstance(matter, SourceMatter):
        return [
            Credit("delivered", matter.partner),
            *(Credit("assured", one.partner, one.role) for one in matter.assured_by),
        ]
    made = matter.translation
    reviewed = [Credit("language-reviewed", made.reviewed_by)] if made.reviewed_by else []
    return [Credit("translated", made.by), *reviewed]
