"""What earlier runs found out, kept in `site/cache`. Losing it costs time and nothing else."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import msgspec

T = TypeVar("T")


def load(file: Path, kind: type[T]) -> T | None:
    """A cached value, or None if there is none or it is not as it was stored."""
    try:
        data = memoryview(file.read_bytes())
        if _sum(data[4:]) != data[:4]:
            return None
        return msgspec.msgpack.decode(data[4:], type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def store(file: Path, value: object) -> None:
    """Keep a value for the next run; the file is replaced in one step. Where that cannot be, nothing is kept."""
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    data = msgspec.msgpack.encode(value)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for left_by_a_killed_run in file.parent.glob(f".{file.name}-*"):
            left_by_a_killed_run.unlink(missing_ok=True)
        with fresh.open("wb") as stream:
            stream.writelines((_sum(data), data))
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _sum(data: bytes | memoryview) -> bytes:
    """A flipped bit in a cache would otherwise be published."""
    return crc32(data).to_bytes(4, "big")
