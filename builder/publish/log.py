"""The public log of publications: a Merkle tree over the lines of `history.jsonl`, as RFC 6962 has it.

A line is never changed and none is taken away: the log's head (how many lines, and one digest of them all) says so to
anybody who kept an earlier one. A line carries the root of the release's own tree.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

EMPTY = sha256(b"").digest()


class Head(NamedTuple):
    """The log at a moment, as its keeper publishes it and others keep it."""

    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.size} {self.root.hex()}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """The head of such a line; ValueError where it is none."""
        size, root = text.split()
        head = cls(int(size), bytes.fromhex(root))
        if len(head.root) != 32 or head.size < 0:
            raise ValueError("a head is a number and 64 hex digits")
        return head


def leaf_hash(line: bytes) -> bytes:
    return sha256(b"\0" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes (RFC 6962, 2.1)."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    middle = _split(len(leaves))
    return node_hash(root_of(leaves[:middle]), root_of(leaves[middle:]))


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def head_of(lines: Sequence[bytes]) -> Head:
    return Head(len(lines), root_of([leaf_hash(line) for line in lines]))


def inclusion(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The audit path of one leaf, counted from 0 (RFC 6962, 2.1.1)."""
    if len(leaves) <= 1:
        return []
    middle = _split(len(leaves))
    if place < middle:
        return [*inclusion(leaves[:middle], place), root_of(leaves[middle:])]
    return [*inclusion(leaves[middle:], place - middle), root_of(leaves[:middle])]


def is_included(leaf: bytes, place: int, head: Head, path: Sequence[bytes]) -> bool:
    """Whether a leaf has its place in the log of this head (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < head.size:
        return False
    node, last, found = place, head.size - 1, leaf
    for part in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(part, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, part)
        node, last = node >> 1, last >> 1
    return last == 0 and found == head.root


def consistency(leaves: Sequence[bytes], earlier: int, whole: bool = True) -> list[bytes]:
    """What shows that the log of the first `earlier` leaves is the beginning of this one (RFC 6962, 2.1.2)."""
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    middle = _split(len(leaves))
    if earlier <= middle:
        return [*consistency(leaves[:middle], earlier, whole), root_of(leaves[middle:])]
    return [*consistency(leaves[middle:], earlier - middle, False), root_of(leaves[:middle])]


def is_consistent(earlier: Head, later: Head, path: Sequence[bytes]) -> bool:
    """Whether the earlier log is the beginning of the later (RFC 9162, 2.1.4.2)."""
    if earlier.size > later.size or earlier.size == 0:
        return earlier.size == 0 and earlier.root == EMPTY
    if earlier.size == later.size:
        return not path and earlier.root == later.root
    parts = [earlier.root, *path] if earlier.size & (earlier.size - 1) == 0 else list(path)
    node, last = earlier.size - 1, later.size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    if not parts:
        return False
    first = second = parts[0]
    for part in parts[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(part, first), node_hash(part, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, part)
        node, last = node >> 1, last >> 1
    return last == 0 and first == earlier.root and second == later.root
