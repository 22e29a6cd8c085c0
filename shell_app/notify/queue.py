"""The queue between the database and those who send: huey, which keeps ids and nothing else.

A relay takes what is due, so many a second, and puts it on the queue; workers take it off. A queue that is lost
loses nothing: what it held is due again in the database.
"""

import logging
from threading import Event, Thread

from huey.api import Huey

from shell_app.notify.carrier import Carrier

PER_SECOND = 20
"""How many deliveries leave in a second if nothing else is set: what waited for 07:00 does not fall on one moment."""
log = logging.getLogger(__name__)


class Relay:
    """Feeds the queue from the database at an even pace (goals.md L6)."""

    def __init__(self, carrier: Carrier, queue: Huey, per_second: int = PER_SECOND) -> None:
        self._carrier, self._per_second = carrier, per_second
        self._decide = queue.task(name="decide")(carrier.decide)
        self._carry = queue.task(name="carry")(carrier.carry)
        self._follow = queue.task(name="follow")(carrier.follow)

    def turn(self) -> int:
        """Queue what is left of this second's share; how many deliveries that was."""
        for notice in self._carrier.undecided(self._per_second):
            self._decide(notice)
        for push in self._carrier.unconfirmed(self._per_second):
            self._follow(push)
        due = self._carrier.due(self._per_second)
        for delivery in due:
            self._carry(delivery)
        return len(due)

    def run(self, stop: Event, pause: float = 1.0) -> None:
        """Turn once a second until told to stop; a database that does not answer now is asked again."""
        while not stop.wait(pause):
            try:
                self.turn()
            except Exception:
                log.exception("the relay could not take what is due; it tries again")


def run(carrier: Carrier, queue: Huey, workers: int = 4, per_second: int = PER_SECOND, pause: float = 1.0) -> None:
    """Carry until the process is told to stop: one thread feeds the queue, the others send."""
    stop = Event()
    feeding = Thread(target=Relay(carrier, queue, per_second).run, args=(stop, pause), daemon=True)
    feeding.start()
    try:
        queue.create_consumer(workers=workers, periodic=False, initial_delay=pause / 10, max_delay=pause).run()
    finally:
        stop.set()
        feeding.join()
