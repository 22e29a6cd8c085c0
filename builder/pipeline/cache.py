"""What earlier runs found out, kept in `site/cache`. Losing it costs time and nothing else."""

import os
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def load(file: Path, kind: type[T]) -> T | None:
    """A cached value, or None if there is none or it cannot be read."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def store(file: Path, value: object) -> None:
    """Keep a value for the next run; the file is replaced in one step."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    fresh.write_bytes(msgspec.msgpack.encode(value))
    fresh.replace(file)
