"""Files that cost time and nothing else to lose: put in place in one step, and every value with its sum."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from zlib import crc32

QUICK = "pragma journal_mode = off; pragma synchronous = off;"
SUM_LENGTH = 4


def sum_of(data: bytes | memoryview) -> bytes:
    """A flipped bit in what is kept would otherwise be published."""
    return crc32(data).to_bytes(SUM_LENGTH, "big")


def summed(data: bytes) -> bytes:
    return sum_of(data) + data


def sound(data: bytes) -> memoryview | None:
    """What was kept with its sum, or None where they do not fit."""
    view = memoryview(data)
    return view[SUM_LENGTH:] if sum_of(view[SUM_LENGTH:]) == view[:SUM_LENGTH] else None


def in_one_step(file: Path, fill: Callable[[Path], object]) -> bool:
    """Let `fill` write a fresh file that takes this one's place. Where that cannot be, nothing is kept."""
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for left_by_a_killed_run in file.parent.glob(f".{file.name}-*"):
            left_by_a_killed_run.unlink(missing_ok=True)
        fill(fresh)
        fresh.replace(file)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True


def tables_in_one_step(file: Path, tables: str, fill: Callable[[sqlite3.Connection], object]) -> bool:
    """The same for a file of tables."""

    def write(fresh: Path) -> None:
        with closing(sqlite3.connect(fresh)) as opened:
            opened.executescript(QUICK + tables)
            fill(opened)
            opened.commit()

    return in_one_step(file, write)
