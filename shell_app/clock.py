"""The time, which never goes back: what has run out stays so when a server's clock is set wrong (goals.md R10)."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

Now = Callable[[], datetime]


def system_time() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Tells the highest time it has seen. `earliest` is the latest moment the database knows of."""

    def __init__(self, now: Now = system_time, earliest: datetime | None = None) -> None:
        self._now = now
        self._highest = earliest or now()
        self._lock = Lock()

    def now(self) -> datetime:
        """The moment, in UTC."""
        moment = self._now()
        with self._lock:
            self._highest = max(self._highest, moment)
            return self._highest
