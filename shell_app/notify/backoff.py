"""How long to wait before something that failed is tried again, and when to give it up."""

from datetime import timedelta

FIRST, LONGEST = timedelta(seconds=15), timedelta(hours=1)
TRIES = 12
"""About four hours in all: then a provider is down for good, and a person must look."""


def wait_after(attempts: int) -> timedelta | None:
    """Twice as long each time, at most an hour; None when it has been tried often enough."""
    return min(FIRST * 2 ** (attempts - 1), LONGEST) if attempts < TRIES else None
