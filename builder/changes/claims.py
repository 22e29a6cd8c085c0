"""What changed in an edition beside its text: the claims about it that its fingerprint covers."""

from collections.abc import Iterable, Sequence

from builder.changes.sorting import Change, Reason
from builder.markdown.blocks import Block, block

NEVER_TOLD = ("helsevei", "language", "text")
"""Lines that say how the others are written, or stand for the text, whose changes are told by themselves."""
OF_FORM = "changed"
"""The day of the last change says nothing by itself: whatever changed is told."""


def claims_between(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Days, method, references and pictures that differ; each line is a name and what is claimed."""
    gone = _claims(line for line in before if line not in after)
    come = _claims(line for line in after if line not in before)
    return [_change(name, gone.get(name, []), come.get(name, [])) for name in dict.fromkeys([*gone, *come])]


def _claims(lines: Iterable[str]) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for line in lines:
        name, _, said = line.partition(" ")
        if name not in NEVER_TOLD and said:
            found.setdefault(name, []).append(block(name, said))
    return found


def _change(name: str, gone: list[Block], come: list[Block]) -> Change:
    weight = "format" if name == OF_FORM else "fact"
    said = ("; ".join(one.text for one in side) for side in (gone, come))
    return Change(weight, tuple(gone), tuple(come), (Reason(name, weight, *said),))
