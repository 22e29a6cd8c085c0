"""What is published is what partners approved: each credit on a page is a signature over its exact text."""

from collections.abc import Iterator
from datetime import date

from builder.check import library_rule
from builder.domain.approval import Credit, Standing
from builder.domain.article import Edition, SourceMatter
from builder.domain.library import Library

Found = Iterator[tuple[str, int, str]]

SAID = {
    "delivered": "delivered",
    "assured": "assured the quality of",
    "translated": "translated",
    "language-reviewed": "read through the language of",
}
KEYS = {
    "delivered": "partner",
    "assured": "assured_by",
    "translated": "translation",
    "language-reviewed": "translation",
}


@library_rule("not-approved")
def not_approved(library: Library, today: date) -> Found:
    """Whoever a page credits has signed its very text; until then the last approved text stays. A partner with
    `publish_unapproved: yes` publishes without, and the page says so (bad-input.md F25, F26, G11)."""
    for edition in library.editions:
        standing = library.standing_of(edition)
        if standing.missing and not may_go_unapproved(library, edition):
            yield from _each(edition, standing, standing.missing, "has not")


@library_rule("approval-withdrawn")
def approval_withdrawn(library: Library, today: date) -> Found:
    """A text whose deliverer or translator has taken back the approval goes off the air."""
    for edition in library.editions:
        standing = library.standing_of(edition)
        if standing.is_withdrawn:
            taken = [credit for credit, coverage in standing.coverage.items() if coverage == "withdrawn"]
            yield from _each(edition, standing, taken, "no longer stands by having")


@library_rule("approval-lapsed", "warning")
def approval_lapsed(library: Library, today: date) -> Found:
    """Where an approval is out of date, or an assurer took it back, the text stays and the credit goes."""
    for edition in library.editions:
        standing = library.standing_of(edition)
        if not standing.is_withdrawn:
            lapsed = [credit for credit, coverage in standing.coverage.items() if coverage in ("lapsed", "withdrawn")]
            yield from _each(edition, standing, lapsed, "is no longer said to have")


@library_rule("approval-carried", "warning")
def approval_carried(library: Library, today: date) -> Found:
    """Where new wording stands on an assurer's approval of the text before, the page says so; a new one is better."""
    for edition in library.editions:
        standing = library.standing_of(edition)
        if not standing.missing:
            yield from _each(edition, standing, standing.carried, "is not said to have", "approve --again")


@library_rule("published-unapproved", "warning")
def published_unapproved(library: Library, today: date) -> Found:
    """Where a partner publishes what it has not approved, each page is marked and credits nobody's assurance."""
    for edition in library.editions:
        standing = library.standing_of(edition)
        if standing.missing and may_go_unapproved(library, edition):
            yield from _each(edition, standing, standing.missing, "has not")


@library_rule("approval-refused")
def approval_refused(library: Library, today: date) -> Found:
    """An approval is signed with a key that its own partner has registered, in the key's time and not in the
    future (bad-input.md F25, F26, G11)."""
    for signed, why in library.refused:
        yield signed.file, 1, f"it does not count: {why}; ask {signed.statement.partner} to approve again"


@library_rule("approval-pointless", "warning")
def approval_pointless(library: Library, today: date) -> Found:
    """An approval is about an edition that is there, and that credits the partner with it."""
    for signed in library.pointless:
        yield signed.file, 1, "no edition credits the partner with this; delete the file, or add the credit"


@library_rule("partner-key")
def partner_key(library: Library, today: date) -> Found:
    """A partner's key is whole, of a kind that can be checked, and nobody else's."""
    for slug, fault in library.key_faults:
        yield f"partners/{slug}.yml", 1, f"{fault}; `helsevei keys add` writes it as it must be"


def may_go_unapproved(library: Library, edition: Edition) -> bool:
    """Whether the partner that delivered an edition, or translated it, has chosen so."""
    matter = edition.matter
    partner = matter.partner if isinstance(matter, SourceMatter) else matter.translation.by
    return partner in library.partners and library.partners[partner].publish_unapproved == "yes"


def _each(edition: Edition, standing: Standing, credits: list[Credit], how: str, by: str = "approve") -> Found:
    for credit in credits:
        why = standing.why.get(credit, "")
        way_out = f"`helsevei {by} {edition.file}`"
        line = edition.line_of(KEYS[credit.role])
        yield edition.file, line, f"{credit.partner} {how} {SAID[credit.role]} this text: {why}; {way_out}"
