"""What earlier runs found out, kept in `site/cache`. Losing it costs time and nothing else."""

from pathlib import Path
from typing import TypeVar

import msgspec

from search_index.keeping import in_one_step, sound, sum_of

T = TypeVar("T")


def load(file: Path, kind: type[T]) -> T | None:
    """A cached value, or None if there is none or it is not as it was stored."""
    try:
        data = sound(file.read_bytes())
        return None if data is None else msgspec.msgpack.decode(data, type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def store(file: Path, value: object) -> None:
    """Keep a value for the next run; the file is replaced in one step. Where that cannot be, nothing is kept."""
    data = msgspec.msgpack.encode(value)

    def fill(fresh: Path) -> None:
        with fresh.open("wb") as stream:
            stream.writelines((sum_of(data), data))

    in_one_step(file, fill)
