"""What differs between two editions, block by block and word by word, each change sorted by rules that can be read.

safety before rights before fact before wording before format: a change is what its weightiest words are.
"""

from collections.abc import Sequence

from builder.changes.alignment import align
from builder.changes.sorting import CLASSES, MOVED, Change, Reason, sort_pair
from builder.changes.vocabulary import has_lists
from builder.markdown.blocks import Block

__all__ = ["CLASSES", "Change", "Reason", "changes_between", "relied_on", "weightiest"]


def changes_between(before: Sequence[Block], after: Sequence[Block], language: str) -> list[Change]:
    """Every change, in the order of the later edition. What is only moved, divided or joined is a change of format."""
    return [change for pair in align(before, after) if (change := sort_pair(pair, language))]


def weightiest(changes: Sequence[Change]) -> str:
    """The class of the change that matters most, or "" where nothing changed."""
    return min((change.weight for change in changes), key=CLASSES.index, default="")


def relied_on(changes: Sequence[Change], language: str) -> str:
    """The class that an approval may rest on, which is never lighter than the weightiest.

    New wording in a language without word lists may be anything, and so may another order: a step of first aid that
    is moved says something else. Both count as facts here.
    """
    found = weightiest(changes)
    is_moved = any(reason.rule == MOVED for change in changes for reason in change.reasons)
    is_unsorted = found == "wording" and not has_lists(language)
    return "fact" if found in ("wording", "format") and (is_moved or is_unsorted) else found
