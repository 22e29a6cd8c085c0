"""What the bell has for somebody, of themselves and of those they are told about (portal.md A116, A137, A153)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.access.catalogue import Catalogue
from shell_app.access.decision import decide
from shell_app.access.items import may_see
from shell_app.access.people import OSLO, local_date
from shell_app.notify.planning import is_told_about
from shell_app.notify.recipients import service_of
from shell_app.notify.simulator import Event, month_before
from shell_app.people.notice_choices import NoticeChoices
from shell_app.records import notice_choices, notices, people
from shell_app.records.notices import Came
from shell_app.records.people import Known

SHOWN_FOR = timedelta(days=90)
MOST = 200
"""Notices in the bell; older ones are found where they belong."""
NEW_FOR = timedelta(minutes=5)
"""How long what one has just seen is still marked as new: while one looks at the list."""


class Viewer(NamedTuple):
    """Whose bell it is, with those they may act for, and when they look."""

    actor: Known
    others: tuple[Known, ...]
    now: datetime


class Waiting(Struct, frozen=True):
    """A line of the list: what came, about whom, and whether it is new."""

    came: Came
    about: Known
    is_new: bool


def waiting(connection: Connection, catalogue: Catalogue, viewer: Viewer) -> list[Waiting]:
    """The list, the newest first. What one may no longer look at, or has not asked for, is not in it."""
    choices = notice_choices.find(connection, viewer.actor.id)
    return [
        Waiting(came, about, came.seen_at is None or viewer.now - came.seen_at < NEW_FOR)
        for came, about in _told_of(connection, catalogue, viewer, choices, viewer.now - SHOWN_FOR)
        if choices.asks_for(came.told.occasion)
    ]


def unseen(connection: Connection, catalogue: Catalogue, viewer: Viewer) -> int:
    """The number on the bell. Where nothing is new, which is usual, one question answers it."""
    subjects = [viewer.actor.id, *(one.id for one in viewer.others)]
    if not notices.has_unseen(connection, viewer.actor.id, subjects, viewer.now - SHOWN_FOR):
        return 0
    return sum(one.came.seen_at is None for one in waiting(connection, catalogue, viewer))


def month_of_events(connection: Connection, catalogue: Catalogue, viewer: Viewer) -> list[Event]:
    """All that came the month before this one, whatever the level, for the simulator (portal.md A148–A151)."""
    choices = notice_choices.find(connection, viewer.actor.id)
    first, _ = month_before(local_date(viewer.now))
    since = datetime(first.year, first.month, first.day, tzinfo=OSLO)
    told = _told_of(connection, catalogue, viewer, choices, since, limit=None)
    return [Event(came.at, came.told.occasion) for came, _ in told]


def _told_of(
    connection: Connection,
    catalogue: Catalogue,
    viewer: Viewer,
    choices: NoticeChoices,
    since: datetime,
    limit: int | None = MOST,
) -> Iterator[tuple[Came, Known]]:
    """What came about those the viewer is told about, as far as the viewer may look at it now."""
    about = {one.id: one for one in (viewer.actor, *viewer.others)}
    subjects = dict(zip(about, people.subjects(connection, list(about.values())), strict=True))
    for came in notices.came(connection, viewer.actor.id, about, since, limit):
        subject, opening = subjects[came.told.subject], came.told.opening
        service = service_of(catalogue, opening)
        if service is None or not is_told_about(viewer.actor.id, choices, subject, viewer.now):
            continue
        decision = decide(viewer.actor.person, subject, service, opening.action, viewer.now, catalogue.policy)
        if may_see(decision.basis, came.told.marks):
            yield came, about[came.told.subject]
