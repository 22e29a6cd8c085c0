"""Processes that write messages and carry notices, for tests that kill them: quickly made, since they are forked."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from msgspec import Struct

from shell_app.access.catalogue import Catalogue
from shell_app.access.decision import USUAL
from shell_app.access.rules import VIEW
from shell_app.clock import Clock
from shell_app.contact_register import Contact
from shell_app.notify.carrier import Carrier
from shell_app.notify.carrying import queue_of, ways_of
from shell_app.notify.config import Notices
from shell_app.notify.queue import run
from shell_app.records.database import Database
from shell_app.records.inbox_values import Opened, Written
from shell_app.services.inbox.posting import Arrival, arrive
from tests.shell_app.access.some_people import a_service
from tests.shell_app.settings.some_people import KEYRING, NUMBERS

FORKING = get_context("forkserver")
FORKING.set_forkserver_preload([__name__])
LEASE = timedelta(seconds=2)
KNOWN = {NUMBERS[0]: Contact("", "ada@example.org"), NUMBERS[1]: Contact("+47 400 00 001", "")}


class Setting(Struct, frozen=True):
    """What the processes of one test share. `moved` is how far their clock is from the machine's."""

    database: str
    notices: Notices
    people: tuple[str, ...]
    written: Path
    moved: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.moved


class Contacts:
    """The first is told by mail, the second by SMS, the third by push alone."""

    page = ""

    def find(self, number: str) -> Contact:
        return KNOWN.get(number, Contact())


def start(what: Any, setting: Setting) -> BaseProcess:
    process = FORKING.Process(target=what, args=(setting,), daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()


def write(setting: Setting) -> None:
    """As the web does: a message and its notice in one transaction, and only then told that it is there."""
    database = Database(setting.database)
    told = os.open(setting.written, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for person in cycle(setting.people):
        now = setting.now()
        with database.writing() as connection:
            arrival = Arrival(person, Opened("message", "Prøve"), Written("Kontoret", "Hei", now), VIEW, "treatment")
            thread = arrive(connection, "innboks", arrival, now).thread
        os.write(told, f"{thread}\n".encode())
        time.sleep(0.2)


def carry(setting: Setting) -> None:
    """The carrier as an operator runs it, but with a short lease and a quick pulse."""
    catalogue = Catalogue({"innboks": a_service("innboks", proxy_area="services")}, USUAL)
    carrier = Carrier(
        Database(setting.database),
        KEYRING,
        Contacts(),
        lambda: catalogue,
        Clock(setting.now),
        ways_of(setting.notices),
        LEASE,
    )
    run(carrier, queue_of(setting.notices.queue), workers=2, per_second=2000, pause=0.05)
