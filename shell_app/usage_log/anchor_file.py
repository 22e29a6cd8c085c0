"""The anchors' file, outside the database: one line of fixed length for each, only ever added to (threats.md A13)."""

import os
from collections.abc import Iterable
from pathlib import Path

from shell_app.usage_log.anchors import Anchor

LINE = "{number:010d} {at} {root} {previous} {digest}\n"
LENGTH = len(LINE.format(number=1, at="2026-11-23T20:15:00.000000Z", root="0" * 64, previous="0" * 64, digest="0" * 64))
MOST = 500
"""Anchors told of in one answer."""


class AnchorFile:
    """Read by anybody, written by one process. A last line that was cut off is written over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self) -> Anchor | None:
        number = self._count()
        return self.find(number) if number else None

    def find(self, number: int) -> Anchor | None:
        """The anchor with that number, if there is one."""
        if not 0 < number <= self._count():
            return None
        with self._path.open("rb") as file:
            file.seek((number - 1) * LENGTH)
            told, at, root, previous, _ = file.read(LENGTH).decode().split()
        return Anchor(int(told), at, bytes.fromhex(root), bytes.fromhex(previous))

    def digests(self, numbers: Iterable[int]) -> dict[str, str]:
        """What `proof.js` holds the anchors of a log against: digests by number, of MOST at a time."""
        found = (self.find(number) for number in sorted(set(numbers))[:MOST])
        return {str(each.number): each.digest.hex() for each in found if each}

    def add(self, anchor: Anchor) -> None:
        """Add the next one; it is on the disk when this returns. ValueError for any but the next."""
        if anchor.number != self._count() + 1:
            raise ValueError(f"anchor {anchor.number} is not the next after {self._count()}")
        line = LINE.format(
            number=anchor.number,
            at=anchor.at,
            root=anchor.root.hex(),
            previous=anchor.previous.hex(),
            digest=anchor.digest.hex(),
        )
        with self._path.open("r+b" if self._path.exists() else "w+b") as file:
            file.truncate((anchor.number - 1) * LENGTH)
            file.seek(0, os.SEEK_END)
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())

    def _count(self) -> int:
        return self._path.stat().st_size // LENGTH if self._path.exists() else 0
