"""A board as text, as JSON and as a page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from builder.board.standing import Board, Open, Stale, StaleBlock
from builder.changes import CLASSES
from builder.domain.library import Library
from builder.domain.said import Said
from builder.plan import SitePlan
from translations.languages import LANGUAGES

SHOWN = 80
"""So many letters of a block are shown."""
LEADING = 30
"""So many of them stand before the first that has changed, where that comes late."""

AGAIN = "`helsevei approve --again` covers the text of now"


def as_lines(boards: Sequence[Board]) -> Iterator[str]:
    """For a terminal: a line for each partner, and under it what somebody has to do."""
    for board in boards:
        yield f"{board.partner}: {_summary(board)}"
        for what, rows in _lists(board):
            for row in rows:
                yield f"    {what}: {row}"


def _summary(board: Board) -> str:
    stale = ", ".join(f"{count} {code}" for code, count in sorted(_by_language(board).items()))
    parts = [
        f"{board.approved} approved",
        f"{len(board.waiting)} waiting, {len(board.changed)} of them changed since{_in_classes(board.changed)}",
        f"{len(board.overdue)} overdue",
        f"{len(board.soon_due)} soon due",
        f"{len(board.stale)} stale translations{f' ({stale})' if stale else ''}",
    ]
    if board.nynorsk is not None:
        parts.append(f"{board.nynorsk:.0%} of the Norwegian words in nynorsk")
    if board.findability is not None:
        parts.append(f"{board.findability:.0%} findable")
    return "; ".join(parts)


def _in_classes(changed: Iterable[Open | StaleBlock]) -> str:
    """How many of each class, the weightiest first, or nothing."""
    counted = Counter(one.weight for one in changed)
    told = ", ".join(f"{counted[weight]} {weight}" for weight in CLASSES if counted[weight])
    return f" ({told})" if told else ""


def _by_language(board: Board) -> Counter[str]:
    return Counter(one.language for one in board.stale)


def _lists(board: Board) -> list[tuple[str, list[str]]]:
    return [
        ("waits", [f"{one.file} ({one.role}: {one.why}{_how_much(one)})" for one in board.waiting]),
        ("carried", [f"{one.file} ({one.role}: {one.why}; {AGAIN})" for one in board.carried]),
        ("overdue", [f"{one.file} ({one.day})" for one in board.overdue]),
        ("soon due", [f"{one.file} ({one.day})" for one in board.soon_due]),
        ("stale", [row for one in board.stale for row in _stale(one)]),
        ("not found", [f"{one.file} («{one.question}»)" for one in board.unfound]),
    ]


def _how_much(one: Open) -> str:
    """The class, and whom it asks besides; or whom it spares."""
    weight = f", {one.weight}" if one.weight else ""
    also = f"; also to be signed by {', '.join(one.also)}" if one.also else ""
    spared = f"; {', '.join(one.spared)} need not sign again" if one.spared else ""
    return weight + also + spared


def _stale(one: Stale) -> Iterator[str]:
    """The translation, and then each block of its source that has changed."""
    if one.blocks is None:
        yield f"{one.file}, where is not known"
        return
    yield f"{one.file}{_in_classes(one.blocks)}"
    for block in one.blocks:
        before, after = _around(block.before, block.after)
        yield f"{one.file}: {block.weight}: {_quoted(before) or 'new'} became {_quoted(after) or 'nothing'}"


def _around(before: str, after: str) -> tuple[str, str]:
    """Both texts from a few words before they part."""
    shorter = min(len(before), len(after))
    alike = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    begin = before.rfind(" ", 0, max(0, alike - LEADING)) + 1 if before and after and alike > SHOWN - LEADING else 0
    mark = "…" if begin else ""
    return mark + before[begin:], mark + after[begin:]


def _quoted(text: str) -> str:
    return f"«{text if len(text) <= SHOWN else text[:SHOWN] + '…'}»" if text else ""


def as_json(boards: Sequence[Board], today: date) -> str:
    """Everything, with the counts by language that a chart needs."""
    rows: list[dict[str, Any]] = []
    for board in boards:
        values = msgspec.to_builtins(board)
        counted = {weight: sum(one.weight == weight for one in board.changed) for weight in CLASSES}
        rows.append({**values, "stale_by_language": dict(_by_language(board)), "changed_by_class": counted})
    return msgspec.json.format(msgspec.json.encode({"date": today, "partners": rows})).decode()


def as_page(board: Board, library: Library, plan: SitePlan, language: str, today: date) -> dict[str, Any]:
    """What the templates need to tell it in a language."""
    return {
        "board": board,
        "today": today,
        "texts": {one.file: (one.title, LANGUAGES[one.language]) for one in library.editions},
        "names": names_of(plan, language),
    }


def names_of(plan: SitePlan, language: str) -> dict[str, Said]:
    """The partners' names, as a page in a language says them."""
    return {slug: plan.said(partner.name, language) for slug, partner in plan.library.partners.items()}
