"""What a partner may approve now: every credit of its own that no valid approval covers."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, get_args

from builder.approval.fingerprint import fingerprint_of
from builder.approval.reading import file_name
from builder.domain.again import AUTHORS, Role
from builder.domain.approval import Credit, Statement
from builder.domain.article import Edition
from builder.domain.library import Library
from builder.pipeline.building import silent
from builder.pipeline.gathering import Gathered, gather
from builder.pipeline.last_good import LastGood
from builder.pipeline.sharing import Progress
from builder.publish.releases import Releases

LONGEST = timedelta(days=3 * 365)
"""How long an approval is valid where the text does not say when it is due again."""


ROLES: tuple[str, ...] = get_args(Role)


class CannotApprove(Exception):
    """Nothing was written; the message says why and what to do."""


class Waiting(NamedTuple):
    """A credit that waits for its partner. `why` says what is the matter with it now."""

    edition: Edition
    credit: Credit
    why: str


class Desk(NamedTuple):
    """The portal as those see it who approve."""

    root: Path
    today: date
    gathered: Gathered
    last_good: LastGood

    @property
    def library(self) -> Library:
        return self.gathered.library

    def fingerprint(self, edition: Edition) -> str:
        return fingerprint_of(edition, self.library.pictures_of(edition))

    def due(self, edition: Edition) -> date | None:
        shared = self.library.shared_matter(edition)
        return shared.due if shared else None


def open_desk(root: Path, today: date, progress: Progress = silent) -> Desk:
    last_good = LastGood(Releases(root / "site").current_folder)
    return Desk(root, today, gather(root, today, last_good, progress), last_good)


def editions_under(desk: Desk, paths: Iterable[Path]) -> list[Edition]:
    """The editions whose files these are or lie under; all of them where none is named."""
    wanted = [_relative(desk.root, path) for path in paths]
    found = [
        edition
        for edition in desk.library.editions
        if not wanted or any(edition.file == one or edition.file.startswith(f"{one}/") for one in wanted)
    ]
    if not found:
        raise CannotApprove("there is no edition there that can be read; `helsevei check` says why")
    return found


def _relative(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise CannotApprove(f"{path} lies outside the portal's folder {root}") from None


def waiting(
    desk: Desk,
    editions: Iterable[Edition],
    partner: str,
    signer: str,
    again: bool = False,
    roles: Collection[str] = ROLES,
) -> list[Waiting]:
    """What `partner` can approve in some roles with the key named `signer`. With `again` also what is covered.

    One person does not both deliver a text and assure it: that takes two. Without a signer, what anybody there can.
    """
    found = []
    person = desk.gathered.approvals.keyring.person
    for edition in editions:
        standing = desk.library.standing_of(edition)
        signed = [one.signer for one in standing.signed if one.statement.role in AUTHORS]
        by_author = {person(one) for one in signed}
        mine = [credit for credit in standing.coverage if credit.partner == partner and credit.role in roles]
        open_ones = [credit for credit in mine if again or standing.is_asked(credit)]
        as_author = [credit for credit in open_ones if credit.role in AUTHORS]
        if as_author:
            open_ones = as_author
        elif person(signer) in by_author:
            open_ones = []
        found += [Waiting(edition, credit, standing.why.get(credit, "")) for credit in open_ones]
    return found


def handed_over(desk: Desk, editions: Iterable[Edition], partner: str) -> list[Waiting]:
    """What `partner` delivers on the air and another says that it delivers now."""
    theirs = [edition for edition in editions if desk.library.taken_over.get(edition.key) == partner]
    return [Waiting(edition, Credit("delivered", partner), f"{edition.author} takes it over") for edition in theirs]


def to_be_signed(
    desk: Desk,
    paths: Iterable[Path],
    partner: str,
    signer: str,
    again: bool = False,
    withdraw: bool = False,
    roles: Collection[str] = ROLES,
) -> list[Waiting]:
    """What of the editions under `paths` waits for a signature by this key, or can be taken back with it."""
    editions = editions_under(desk, paths)
    found = waiting(desk, editions, partner, signer, again or withdraw, roles)
    return found + handed_over(desk, editions, partner) if withdraw else found


def statement_of(desk: Desk, one: Waiting, made: str, until: date | None, withdraw: bool = False) -> Statement:
    """What is to be signed."""
    edition, credit = one.edition, one.credit
    last = until or desk.due(edition)
    if last is None or (last < desk.today and not until):
        last = desk.today + LONGEST
    return Statement(
        "withdrawal" if withdraw else "approval",
        edition.kind,
        edition.content_id,
        desk.fingerprint(edition),
        edition.language,
        made,
        credit.partner,
        credit.role,
        credit.capacity,
        None if withdraw else desk.today,
        None if withdraw else last,
    )


def place_of(desk: Desk, edition: Edition, statement: Statement) -> Path:
    return (desk.root / edition.file).parent / "approvals" / file_name(statement)
