"""Anchors: a digest over the heads of all chains, kept outside the database, so that not even its owner can rewrite.

An anchor is made at least every 60 seconds, or 1,000 rows (goals.md S18). Its root is that of a tree over the heads
that moved since the one before; a path through the tree proves one person's head without showing another's.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal, NamedTuple

from msgspec import Struct

from shell_app.usage_log.chain import Head
from shell_app.usage_log.entry import canonical

LEAF, NODE = b"\x00", b"\x01"
"""What is hashed begins otherwise for a head than for a branch, so that neither passes for the other."""

FIRST = bytes(32)
"""What stands for the anchor before the first."""


class Anchor(Struct, frozen=True):
    """`digest` is what is published: it covers the anchors before, too. `at` is a moment as text."""

    number: int
    at: str
    root: bytes
    previous: bytes

    @property
    def digest(self) -> bytes:
        texts = ["helsevei-anchor-1", str(self.number), self.at, self.root.hex(), self.previous.hex()]
        return sha256(canonical(texts)).digest()


class Step(NamedTuple):
    """The neighbour on the way from a head to the root."""

    side: Literal["left", "right"]
    digest: bytes


class Witness(Struct, frozen=True):
    """That an anchor covers a person's chain up to `count`, by the path from its head to the anchor's root."""

    anchor: Anchor
    count: int
    path: tuple[Step, ...]


def anchor(previous: Anchor | None, at: str, heads: Sequence[Head]) -> Anchor:
    """The next anchor over the heads that moved, of which there is at least one, each person's once."""
    number = previous.number + 1 if previous else 1
    return Anchor(number, at, _levels(heads)[-1][0], previous.digest if previous else FIRST)


def witness(anchored: Anchor, heads: Sequence[Head], subject: str) -> Witness:
    """The proof of one person's head among those of an anchor."""
    place = next(place for place, head in enumerate(heads) if head.subject == subject)
    count, path = heads[place].count, []
    for level in _levels(heads)[:-1]:
        neighbour = place ^ 1
        if neighbour < len(level):
            path.append(Step("left" if neighbour < place else "right", level[neighbour]))
        place //= 2
    return Witness(anchored, count, tuple(path))


def root_by(path: Sequence[Step], head: Head) -> bytes:
    """The root that a path leads to from a head."""
    digest = _leaf(head)
    for step in path:
        pair = step.digest + digest if step.side == "left" else digest + step.digest
        digest = sha256(NODE + pair).digest()
    return digest


def _leaf(head: Head) -> bytes:
    return sha256(LEAF + canonical([head.subject, str(head.count), head.digest.hex()])).digest()


def _levels(heads: Sequence[Head]) -> list[list[bytes]]:
    """The tree from its leaves to its root; who has no neighbour goes up alone."""
    levels = [[_leaf(head) for head in heads]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [below[place : place + 2] for place in range(0, len(below), 2)]
        levels.append([sha256(NODE + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0] for pair in pairs])
    return levels
