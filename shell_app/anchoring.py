"""Makes the anchors: at least every 60 seconds one over all the logs that have grown (goals.md S18)."""

import logging
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy import Connection

from shell_app.clock import Clock
from shell_app.records import uses, witnesses
from shell_app.records.database import Database
from shell_app.usage_log.anchor_file import AnchorFile
from shell_app.usage_log.anchors import Anchor, anchor, witness
from shell_app.usage_log.chain import Head
from shell_app.usage_log.entry import moment

LOG = logging.getLogger("helsevei.anchoring")
EVERY = timedelta(seconds=60)
LOOK_BACK = timedelta(hours=1)
"""Longer than any transaction takes: what was written while the last anchor was made is found all the same."""


def anchor_uses(database: Database, file: AnchorFile, clock: Clock) -> Anchor | None:
    """The next anchor, or None when no log has grown.

    The file is written before the database. When it goes wrong between the two an anchor stands there that covers
    nobody, and the logs are taken up in the next.
    """
    with database.writing() as connection:
        heads = _grown(connection, clock, first=file.last() is None)
        if not heads:
            return None
        made = anchor(file.last(), moment(clock.now()), heads)
        file.add(made)
        for head in heads:
            witnesses.keep(connection, head.subject, witness(made, heads, head.subject))
    return made


def _grown(connection: Connection, clock: Clock, first: bool) -> list[Head]:
    since = clock.now() - (timedelta(days=36500) if first else LOOK_BACK)
    heads = (uses.head(connection, subject) for subject in sorted(uses.moved_since(connection, since)))
    return [head for head in heads if head.count > witnesses.covered(connection, head.subject)]


def keep_anchoring(database: Database, file: AnchorFile, clock: Clock) -> Event:
    """Anchor again and again beside what else goes on, until the event that is given is set."""
    stop = Event()

    def work() -> None:
        while True:
            try:
                anchor_uses(database, file, clock)
            except Exception as error:
                LOG.error("no anchor was made: %s", type(error).__name__, exc_info=error)
            if stop.wait(EVERY.total_seconds()):
                return

    Thread(target=work, name="anchoring", daemon=True).start()
    return stop
