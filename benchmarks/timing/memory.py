"""The memory of a process and all its descendants, looked at again and again while they run."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

EVERY = 0.02
"""Seconds between two looks."""


class Memory(NamedTuple):
    """Megabytes. Pages shared by several processes count once in `pss`, and in each of them in `rss`."""

    pss: float = 0.0
    rss: float = 0.0


class MemoryWatch:
    """Follows the tree of processes below `pid` until stopped."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = Memory()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def stop(self) -> Memory:
        """The highest seen of each figure."""
        self._ended.set()
        self._thread.join()
        return self.peak

    def _follow(self) -> None:
        while not self._ended.is_set():
            now = memory_of_tree(self.pid)
            self.peak = Memory(max(self.peak.pss, now.pss), max(self.peak.rss, now.rss))
            self._ended.wait(EVERY)


def memory_of_tree(pid: int) -> Memory:
    """What the process and its descendants hold at this moment."""
    found = [_memory_of(one) for one in tree(pid)]
    return Memory(sum(one.pss for one in found), sum(one.rss for one in found))


def tree(pid: int) -> Iterator[int]:
    """A process and its descendants; those that end meanwhile are left out."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return
    for task in tasks:
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def _memory_of(pid: int) -> Memory:
    try:
        rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    except OSError:
        return Memory()
    return Memory(_megabytes(rows.get("Pss", "")), _megabytes(rows.get("Rss", "")))


def _megabytes(row: str) -> float:
    return int(row.split()[0]) / 1024 if row.strip() else 0.0
