"""What the desk's pages say, as values."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from builder.approval.statements import text_of
from builder.board.standing import boards
from builder.board.telling import as_page
from builder.changes import CLASSES, Change, relied_on, weightiest
from builder.domain.approval import Coverage, Credit
from builder.domain.archived import ArchivedChange
from builder.domain.article import Edition
from builder.domain.library import EditionKey
from builder.markdown.blocks import Block
from builder.markdown.canonical import plain_text
from builder.pipeline.pending import since_on_air, weights
from builder.plan import SitePlan
from builder.vouching.signing import moment
from builder.vouching.waiting import Desk, Waiting, handed_over, statement_of, waiting

WEIGHTS = (*CLASSES[:2], "new", *CLASSES[2:], "")
"""In this order what waits is listed."""


class Item(Struct, frozen=True):
    """A text in a list. `weight` is the class of what matters most of what changed in it, "new" where all is."""

    key: EditionKey
    title: str
    roles: tuple[str, ...]
    weight: str


class Part(Struct, frozen=True):
    """A credit with the statement that would be signed for it. `given_up` is for a text that another takes over."""

    credit: Credit
    coverage: Coverage
    changed: bool
    approval: str
    withdrawal: str
    given_up: bool = False


class Asked(Struct, frozen=True):
    """A credit of the text, whoever's it is: whether it must be signed, need not be again, or how it stands."""

    role: str
    partner: str
    state: Literal["asked", "spared"] | Coverage


class TextPage(Struct, frozen=True):
    """A text to be read and signed for. `changes` is None where nothing of it is on the air. `rule` is the class of
    change that decides who must approve again, or "" where it decides nothing."""

    key: EditionKey
    title: str
    summary: str
    body: str
    reviewed: date | None
    due: date | None
    changes: tuple[ArchivedChange, ...] | None
    parts: tuple[Part, ...]
    asked: tuple[Asked, ...]
    rule: str


def waiting_for(desk: Desk, partner: str) -> list[Item]:
    """What waits for a partner, the texts with the weightiest changes first."""
    roles: dict[EditionKey, list[str]] = {}
    for one in waiting(desk, desk.library.editions, partner, ""):
        roles.setdefault(one.edition.key, []).append(one.credit.role)
    items = [_item(desk, edition, roles[edition.key]) for edition in desk.library.editions if edition.key in roles]
    return sorted(items, key=lambda item: WEIGHTS.index(item.weight))


def how_many(desk: Desk, partner: str) -> int:
    """How many texts wait for a partner."""
    return len({one.edition.key for one in waiting(desk, desk.library.editions, partner, "")})


def signed_by(desk: Desk, partner: str) -> list[Item]:
    """What a partner has approved, and could take back or approve anew."""
    return [
        Item(edition.key, edition.title, roles, "")
        for edition in desk.library.editions
        if (roles := tuple(_covered(desk, edition, partner)))
    ]


def _covered(desk: Desk, edition: Edition, partner: str) -> Iterator[str]:
    for credit, coverage in desk.library.standing_of(edition).coverage.items():
        if credit.partner == partner and coverage == "covered":
            yield credit.role


def _item(desk: Desk, edition: Edition, roles: Sequence[str]) -> Item:
    changes = since_on_air(desk.root, desk.gathered, desk.last_good, edition)
    return Item(edition.key, edition.title, tuple(roles), "new" if changes is None else weightiest(changes))


def board_page(desk: Desk, plan: SitePlan, partner: str, language: str) -> dict[str, Any]:
    """A partner's board for its template."""
    changed = weights(desk.root, desk.gathered, desk.last_good)
    board = next(one for one in boards(desk.library, desk.today, changed) if one.partner == partner)
    return as_page(board, desk.library, plan, language, desk.today)


def text_page(desk: Desk, edition: Edition, partner: str, body: str) -> TextPage:
    changes = since_on_air(desk.root, desk.gathered, desk.last_good, edition)
    shared = desk.library.shared_matter(edition)
    return TextPage(
        edition.key,
        edition.title,
        edition.summary,
        body,
        shared.reviewed if shared else None,
        desk.due(edition),
        None if changes is None else tuple(_told(change) for change in changes),
        tuple(_parts(desk, edition, partner)),
        tuple(_asked(desk, edition)),
        relied_on(changes, edition.language) if changes else "",
    )


def _asked(desk: Desk, edition: Edition) -> Iterator[Asked]:
    standing = desk.library.standing_of(edition)
    for credit, coverage in standing.coverage.items():
        if coverage != "missing":
            yield Asked(credit.role, credit.partner, coverage)
        else:
            yield Asked(credit.role, credit.partner, "asked" if standing.is_asked(credit) else "spared")


def _told(change: Change) -> ArchivedChange:
    return ArchivedChange(change.weight, _said(change.before), _said(change.after))


def _said(blocks: Sequence[Block]) -> str:
    return "\n".join(plain_text(block.text, {}) for block in blocks)


def _parts(desk: Desk, edition: Edition, partner: str) -> Iterator[Part]:
    """Each of the partner's credits: nobody assures before there is a delivery, and a text given up is withdrawn."""
    standing, made = desk.library.standing_of(edition), moment(desk.today)
    open_now = {one.credit for one in waiting(desk, [edition], partner, "")}
    for credit, coverage in standing.coverage.items():
        if credit.partner != partner or (coverage not in ("covered", "carried") and credit not in open_now):
            continue
        one = Waiting(edition, credit, "")
        approval, withdrawal = (text_of(statement_of(desk, one, made, None, back)) for back in (False, True))
        changed = standing.why.get(credit, "").startswith("it has changed")
        yield Part(credit, coverage, changed, "" if coverage == "covered" else approval, withdrawal)
    for one in handed_over(desk, [edition], partner):
        yield Part(one.credit, "covered", False, "", text_of(statement_of(desk, one, made, None, True)), True)
