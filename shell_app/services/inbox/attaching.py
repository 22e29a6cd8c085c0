"""Documents that somebody sends along to a place that takes them: kept with the draft until it is sent."""

from typing import NamedTuple

from flask import request
from sqlalchemy import Connection

from shell_app.enclosing import LARGEST, enclosed, kind_of
from shell_app.records import drafts
from shell_app.records.drafts import Desk
from shell_app.records.inbox_values import Enclosed
from shell_app.senders.register import Sender
from shell_app.services.inbox.letter import LONGEST_BODY, LONGEST_TITLE

MOST = 5
"""Documents of one message."""
ROOM = 10 * LARGEST
"""Bytes of documents that one person's drafts hold."""
LARGEST_FORM = MOST * LARGEST + 1024 * 1024
"""Bytes of a form with documents: five of the largest, and the text."""
BOUNDS = {
    "title": LONGEST_TITLE,
    "body": LONGEST_BODY,
    "documents": MOST,
    "largest": LARGEST,
    "accepted": ".pdf,.jpg,.jpeg,.png,.txt",
}
"""What a message has room for, as the pages tell it."""


class Fault(NamedTuple):
    """What is wrong: its code, and the name of the file if it is one's."""

    code: str
    about: str = ""


def chosen(to: Sender) -> tuple[list[Enclosed], list[Fault]]:
    """What was chosen in the form and may be sent, and what is wrong with the rest."""
    good: list[Enclosed] = []
    faults: list[Fault] = []
    for one in request.files.getlist("documents"):
        if not one.filename:
            continue
        name, content = one.filename[-100:], one.stream.read(LARGEST + 1)
        if not to.documents:
            faults.append(Fault("documents-none", name))
        elif not content:
            faults.append(Fault("documents-empty", name))
        elif len(content) > LARGEST:
            faults.append(Fault("documents-large", name))
        elif kind := kind_of(content):
            good.append(enclosed(name, kind, content))
        else:
            faults.append(Fault("documents-kind", name))
    return good, faults


def keep(connection: Connection, desk: Desk, draft: str, given: list[Enclosed]) -> list[Fault]:
    """Let as many go with the draft as there is room for; the others are told by name."""
    faults: list[Fault] = []
    count, held = len(drafts.documents_of(connection, desk, draft)), drafts.room(connection, desk.author)
    taken = []
    for one in given:
        if count == MOST:
            faults.append(Fault("documents-many", one.name))
        elif held + len(one.content) > ROOM:
            faults.append(Fault("documents-room", one.name))
        else:
            taken.append(one)
            count, held = count + 1, held + len(one.content)
    drafts.enclose(connection, desk, draft, taken)
    return faults
