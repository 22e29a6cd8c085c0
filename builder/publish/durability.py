"""Bringing what was written to the disk, so that a power cut leaves whole releases or none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FEW = 200
"""Files that are brought to the disk one by one; for more, the whole disk is asked at once."""


def make_durable(folder: Path, written: list[str]) -> None:
    """Bring a release's new files and their folders to the disk before anyone is sent to it."""
    if len(written) > FEW:
        os.sync()
        return
    parents = {""}
    for path in written:
        sync(folder / path)
        while path := path.rpartition("/")[0]:
            parents.add(path)
    for parent in parents:
        sync(folder / parent)


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Trouble with an open file does not say which one it is; here it does."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def sync(path: Path) -> None:
    """Bring one file, or one folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with naming(path):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
