"""Where a translation has fallen behind its source, paragraph by paragraph."""

from collections.abc import Sequence

from builder.changes import changes_between
from builder.changes.made_from import MadeFrom, match
from builder.domain.library import Behind
from builder.markdown.blocks import Block
from builder.markdown.placed import Placed


def behind(
    made_from: MadeFrom, source: Sequence[Block], translated: Sequence[Placed], language: str
) -> tuple[Behind, ...]:
    """Every change of the source since the translation was made, at its place in the translation.

    What is only formatted, moved, divided or joined otherwise is none. `language` is the source's.
    """
    places = _places(made_from, translated)
    after = _before_in(source)
    found = []
    for change in changes_between(made_from.blocks, source, language):
        if change.weight == "format":
            continue
        place = _place_of(change.before, made_from, places)
        if not change.before:
            place = _place_of_new(change.after[0], after, made_from, places)
        found.append(Behind(change.weight, place, _text(change.before), _text(change.after)))
    return tuple(found)


def _places(made_from: MadeFrom, translated: Sequence[Placed]) -> list[int]:
    """For each block of the earlier source, where its translation stands now.

    A translated block that was edited since has another id; its place is then that of the block that matches best.
    """
    place_of = {placed.block.id: placed.place for placed in translated}
    mates = match(made_from.blocks, [placed.block for placed in translated])
    found: list[int] = []
    for became, mate in zip(made_from.became, mates, strict=True):
        known = place_of.get(became, place_of[mate.id] if mate else None)
        found.append(known if known is not None else (found[-1] if found else -1))
    return found


def _before_in(source: Sequence[Block]) -> dict[str, Block | None]:
    """For each block of the source the one before it."""
    return {block.id: before for before, block in zip([None, *source], source, strict=False)}


def _place_of(blocks: Sequence[Block], made_from: MadeFrom, places: list[int]) -> int:
    digests = {block.digest for block in blocks}
    return next((places[i] for i, block in enumerate(made_from.blocks) if block.digest in digests), -1)


def _place_of_new(block: Block, before: dict[str, Block | None], made_from: MadeFrom, places: list[int]) -> int:
    """Where the translation of the nearest block before it stands."""
    known = {old.digest for old in made_from.blocks}
    found = before.get(block.id)
    while found is not None and found.digest not in known:
        found = before.get(found.id)
    return _place_of((found,), made_from, places) if found else -1


def _text(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)
