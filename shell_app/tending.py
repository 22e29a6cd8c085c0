"""What must go on beside the answers: anchors each minute, and each hour what has run out is taken away."""

import logging
import signal
from datetime import timedelta
from pathlib import Path
from threading import Event

from shell_app.anchoring import EVERY, anchor_uses
from shell_app.clock import Clock
from shell_app.config import Config, read_key
from shell_app.records import security
from shell_app.records.cutting import cut_old
from shell_app.records.database import Database
from shell_app.records.keeping import Kept, tidy
from shell_app.records.migrating import check_migrated
from shell_app.records.rekeying import rekey
from shell_app.records.sealing import Keyring, Unreadable
from shell_app.usage_log.anchor_file import AnchorFile

LOG = logging.getLogger("helsevei.tending")
TIDIED_EVERY = timedelta(hours=1)


def tend(database: Database, anchors: AnchorFile, clock: Clock, kept: Kept, stop: Event) -> None:
    """Until told to stop. One process of a portal does this; what fails now is tried again in a minute."""
    tidied = clock.now() - TIDIED_EVERY
    while True:
        try:
            anchor_uses(database, anchors, clock)
            if clock.now() - tidied >= TIDIED_EVERY:
                with database.writing() as connection:
                    tidy(connection, kept, clock.now())
                cut_old(database, kept.usage_log, clock.now())
                tidied = clock.now()
        except Exception as error:
            LOG.error("the records were not tended: %s", type(error).__name__)
        if stop.wait(EVERY.total_seconds()):
            return


def tend_until_told(config: Config) -> None:
    """As a process of its own, which ends when it is told to."""
    database = Database(config.database)
    check_migrated(database)
    with database.reading() as connection:
        clock = Clock(earliest=security.latest_moment(connection))
    stop = Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stop.set())
    tend(database, AnchorFile(config.anchors), clock, config.kept, stop)
    database.close()


def change_key(config: Config, new_key_file: Path) -> str:
    """Seal everything with the key in that file; what to do next. SystemExit, with nothing changed, if it cannot be."""
    wrong: list[str] = []
    new = read_key(new_key_file.read_bytes(), wrong)
    if wrong:
        raise SystemExit(f"{new_key_file} must hold 32 bytes in base64: make them with `openssl rand -base64 32`")
    database = Database(config.database)
    check_migrated(database)
    try:
        with database.writing() as connection:
            count = rekey(connection, Keyring(config.key), Keyring(new))
    except Unreadable:
        raise SystemExit("the records were not sealed with the key in HELSEVEI_KEY_FILE; nothing was changed") from None
    database.close()
    return f"{count} sealed anew; now set HELSEVEI_KEY_FILE to {new_key_file} and start the shell"
