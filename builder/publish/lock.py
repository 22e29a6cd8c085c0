"""One builder at a time: the lock is the builder's own, and goes with it however it ends."""

import fcntl
import os
from pathlib import Path

_held: set[int] = set()


def take(file: Path) -> int:
    """Take the lock, or raise BlockingIOError at once if another has it."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    _held.add(descriptor)
    return descriptor


def let_go(descriptor: int) -> None:
    _held.discard(descriptor)
    os.close(descriptor)


def _keep_from_forks() -> None:
    """A process of the build that outlives it for a moment would lock the next builder out."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_keep_from_forks)
