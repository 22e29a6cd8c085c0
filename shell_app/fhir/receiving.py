"""Puts what a sender hands in where it belongs, if it reaches anybody here: decided where it is written."""

from datetime import datetime

from sqlalchemy import Connection

from shell_app.access.items import Marks
from shell_app.fhir.communication import Incoming
from shell_app.fhir.outcome import Issue, Problem
from shell_app.people.notice_choices import Occasion
from shell_app.portal import Portal
from shell_app.records import messages, people, sessions, submissions
from shell_app.records.inbox_values import KINDS, Opened, Sought, Written
from shell_app.records.people import Known
from shell_app.records.submissions import Attempt, Put, Submission
from shell_app.senders.reach import Facts, Way, action_for, reach
from shell_app.senders.register import Sender
from shell_app.services.inbox.asking import SERVICE
from shell_app.services.inbox.posting import KIND, Arrival, arrive

ELSEWHERE = {
    Way.MAILBOX: ("other-mailbox", "Send it to the person's other digital mailbox."),
    Way.PAPER: ("paper", "Send it on paper."),
}


def receive(here: Portal, sender: Sender, incoming: Incoming, attempt: Attempt) -> Submission:
    """One message for one key, or a Problem that says where to send it instead."""
    now = here.clock.now()

    def put(connection: Connection) -> Put:
        known = people.find_by_number(connection, here.keyring, incoming.number) or people.NOBODY
        refuse_unreached(here, connection, sender, incoming, known, now)
        return arrive(connection, SERVICE, _arrival(here, connection, sender, incoming, known, now), now)

    kept = submissions.once(here.database, attempt, put, now)
    assert kept is not None
    if not kept.same:
        told = "This Idempotency-Key was used for another message."
        raise Problem(422, Issue("duplicate", "key-used", told, "Make a new key for each message."))
    return kept


def refuse_unreached(
    here: Portal, connection: Connection, sender: Sender, incoming: Incoming, known: Known, now: datetime
) -> None:
    """The sender learns where to send it, and never why: unknown, without consent and long away look alike, and as
    much is asked about each."""
    catalogue, subject = here.release.get().catalogue, people.subject(connection, known)
    who = [known.id, *(guardian.id for guardian in subject.guardians)]
    signed_in = sessions.last_sign_ins(connection, who)
    facts = Facts(subject, signed_in, bool(here.contacts.find(incoming.number).mailbox))
    way = reach(facts, sender, incoming.post, catalogue.services[SERVICE], now, catalogue.policy).way
    if way is not Way.DIGITAL:
        code, way_out = ELSEWHERE[way]
        raise Problem(422, Issue("processing", code, "The person is not reached here by such post.", way_out))


def _arrival(
    here: Portal, connection: Connection, sender: Sender, incoming: Incoming, known: Known, now: datetime
) -> Arrival:
    service = here.release.get().catalogue.services[SERVICE]
    marks = Marks(confidential=incoming.confidential)
    opened = Opened(KIND[incoming.post], incoming.topic, sender.id, marks=marks, time_at=incoming.time_at)
    written = Written(sender.name, incoming.body, now, enclosed=incoming.enclosed)
    thread, occasion = "", _occasion(incoming)
    if incoming.answers:
        earlier = submissions.at_place(connection, sender.id, incoming.answers)
        found = messages.find(connection, known.id, earlier.thread, Sought(KINDS)) if earlier else None
        if found is None or found.kind != opened.kind or found.marks.confidential != incoming.confidential:
            told = "There is no such conversation with this person, of this kind and confidentiality."
            place = "Communication.inResponseTo"
            raise Problem(422, Issue("not-found", "no-conversation", told, "Leave it out to begin a new one.", place))
        thread, occasion = found.id, "answer"
    return Arrival(known.id, opened, written, action_for(incoming.post, service), occasion, thread)


def _occasion(incoming: Incoming) -> Occasion:
    return "receipt" if incoming.post == "receipt" else "treatment"
