"""Puts a new message into an inbox: message, words, documents and notice in one transaction, or nothing of it."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.people.consent import Opening
from shell_app.people.notice_choices import Occasion
from shell_app.records import messages, notices
from shell_app.records.inbox_values import Kind, Opened, Written
from shell_app.records.submissions import Put
from shell_app.senders.register import Post

KIND: dict[Post, Kind] = {
    "message": "message",
    "letter": "letter",
    "appointment": "letter",
    "receipt": "receipt",
    "registry": "registry",
}


class Arrival(Struct, frozen=True):
    """A message from outside. `thread` is the conversation that it goes on with, if any; `action` of the inbox is what
    opens it."""

    subject: str
    opened: Opened
    written: Written
    action: str
    occasion: Occasion
    thread: str = ""


def arrive(connection: Connection, service: str, arrival: Arrival, now: datetime) -> Put:
    """Put it in, and write the notice of it."""
    put = _put(connection, arrival.subject, arrival.opened, arrival.written, arrival.thread)
    opening = Opening(service, arrival.action)
    notices.tell(connection, arrival.subject, opening, arrival.occasion, now, put.thread)
    return put


def send(connection: Connection, subject: str, opened: Opened, written: Written, thread: str = "") -> Put:
    """What the citizen writes, or somebody on their behalf. Of it nobody is told but the place."""
    return _put(connection, subject, opened, written, thread)


def _put(connection: Connection, subject: str, opened: Opened, written: Written, thread: str) -> Put:
    if thread:
        messages.add(connection, subject, thread, [written])
    else:
        thread = messages.begin(connection, subject, opened, [written])
    return Put(opened.place, thread, messages.latest(connection, thread))
