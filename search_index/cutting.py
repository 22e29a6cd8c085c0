"""Sorted rows cut into shards by what they say: a changed row changes its own shard and leaves the others as they are.

A shard ends before a row whose key's digest says so, so that most cuts stay where they are whatever is put in or taken
out elsewhere. Each shard's file is named by a digest of its bytes.
"""

from base64 import b32encode
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
from msgspec import Struct

from search_index.front_coding import border

Order = tuple[Any, ...]
"""What the rows of a kind are sorted by, a text first."""

Edit = Callable[[bytes | None], bytes | None]
"""From a row as it is to the row as it shall be; None where there is none."""

NAME_LENGTH = 8
"""Letters and digits of five bits each."""

CHANCES = 2**32
BETWEEN = b",\n"


class Sizes(NamedTuple):
    """Bytes of a shard before compression: at least, at most, and how many more than the least in the middle."""

    least: int
    most: int
    spread: int


class Kind(NamedTuple):
    """Rows of a kind: how large their shards are, what they are sorted by, and, by the first column of a row, what
    keeps rows together."""

    sizes: Sizes
    order_of: Callable[[bytes], Order]
    group_of: Callable[[bytes], object]


class Cut(Struct, array_like=True):
    """The shards of a kind: what the first and the last row of each is sorted by, the first one's column and length,
    and the names of the files."""

    firsts: list[Order] = []
    lasts: list[Order] = []
    marks: list[tuple[bytes, int]] = []
    names: list[str] = []

    def take(self, other: "Cut", start: int, end: int) -> None:
        """Put in some of another's shards."""
        self.firsts += other.firsts[start:end]
        self.lasts += other.lasts[start:end]
        self.marks += other.marks[start:end]
        self.names += other.names[start:end]

    def borders(self) -> Iterator[str]:
        """For each shard a text that no row before it reaches, and none from it on comes before: as short as may be."""
        last = ""
        for first, (its_last, *_) in zip(self.firsts, self.lasts, strict=True):
            yield border(last, first[0])
            last = its_last


def name_of_shard(data: bytes) -> str:
    return b32encode(sha256(data).digest())[:NAME_LENGTH].decode().lower()


def path_of(name: str) -> str:
    """Where a shard's file lies in the folder of its index: some thirtieth of them in each folder."""
    return f"{name[0]}/{name[1:]}.json"


def mark_of(row: bytes) -> bytes:
    """The first column of a row, which has no quotation marks in it."""
    return row[2 : row.index(b'"', 2)]


class Cutter:
    """Takes rows in their order and cuts them."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.cut = Cut([], [], [], [])
        self.files: dict[str, bytes] = {}
        self._rows: list[bytes] = []
        self._held = 0

    def is_cut_before(self, mark: bytes, size: int) -> bool:
        """Whether this row begins a shard. It depends on nothing but what the shard before it holds, and the row."""
        least, most, spread = self.kind.sizes
        if not self._rows or self._held < least:
            return False
        if self._held + size <= most and crc32(mark) * spread >= CHANCES * size:
            return False
        group = self.kind.group_of
        return group(mark) != group(mark_of(self._rows[-1]))

    def add(self, row: bytes) -> None:
        if self._held >= self.kind.sizes.least and self.is_cut_before(mark_of(row), len(row)):
            self._end()
        self._rows.append(row)
        self._held += len(row)

    def _end(self) -> None:
        first, data = self._rows[0], b"[" + BETWEEN.join(self._rows) + b"]"
        name = name_of_shard(data)
        self.cut.firsts.append(self.kind.order_of(first))
        self.cut.lasts.append(self.kind.order_of(self._rows[-1]))
        self.cut.marks.append((mark_of(first), len(first)))
        self.cut.names.append(name)
        self.files[name] = data
        self._rows, self._held = [], 0

    def finish(self) -> tuple[Cut, dict[str, bytes]]:
        """The shards, and their files' bytes by name."""
        if self._rows:
            self._end()
        return self.cut, self.files


def cut_all(rows: Iterable[bytes], kind: Kind) -> tuple[Cut, dict[str, bytes]]:
    """Cut all rows of a kind."""
    cutter = Cutter(kind)
    for row in rows:
        cutter.add(row)
    return cutter.finish()


class Recutting:
    """Cuts anew what edits touch: from the shard of an edit to the first place where the old cut is met again."""

    def __init__(self, cut: Cut, kind: Kind, read: Callable[[str], bytes]) -> None:
        self.old = cut
        self.kind, self.read = kind, read
        self.new = Cut([], [], [], [])
        self.files: dict[str, bytes] = {}

    def apply(self, edits: Mapping[Order, Edit]) -> tuple[Cut, dict[str, bytes]]:
        """The shards as if all had been cut anew, and the files that are not there yet."""
        by_shard: dict[int, dict[Order, Edit]] = {}
        for order, edit in edits.items():
            place = max(0, bisect_right(self.old.firsts, order) - 1)
            by_shard.setdefault(place, {})[order] = edit
            if place and order == self.old.firsts[place]:
                by_shard.setdefault(place - 1, {})  # it may be cut elsewhere then
        kept = 0
        for at in sorted(by_shard):
            if at in by_shard:
                self.new.take(self.old, kept, at)
                kept = self._from(at, by_shard)
        self.new.take(self.old, kept, len(self.old.names))
        return self.new, self.files

    def _from(self, at: int, by_shard: dict[int, dict[Order, Edit]]) -> int:
        """Cut from this shard on; the place of the first that stays as it was."""
        cutter = Cutter(self.kind)
        while True:
            for row in self._edited(at, by_shard.pop(at, {})):
                cutter.add(row)
            at += 1
            if at >= len(self.old.names) or (at not in by_shard and cutter.is_cut_before(*self.old.marks[at])):
                break
        cut, files = cutter.finish()
        self.new.take(cut, 0, len(cut.names))
        self.files |= files
        return at

    def _edited(self, at: int, edits: Mapping[Order, Edit]) -> list[bytes]:
        """The rows of a shard with its edits."""
        rows = self.read(path_of(self.old.names[at]))[1:-1].split(BETWEEN) if self.old.names else []
        for order, edit in edits.items():
            place = bisect_left(rows, order, key=self.kind.order_of)
            is_there = place < len(rows) and self.kind.order_of(rows[place]) == order
            row = edit(rows[place] if is_there else None)
            rows[place : place + is_there] = [] if row is None else [row]
        return rows


def decoded(line: bytes) -> list[Any]:
    return msgspec.json.decode(line)  # type: ignore[no-any-return]
