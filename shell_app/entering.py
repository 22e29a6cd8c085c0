"""Whoever comes in: their session, for whom they act, and what the rules answer. It knows nothing of the web.

The decision and the row in the log of use are one transaction, durable before anything is shown (goals.md S17).
"""

from datetime import datetime
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.access.catalogue import Catalogue
from shell_app.access.decision import Decision, decide
from shell_app.access.people import Subject
from shell_app.access.rules import Service
from shell_app.acting.representing import everything
from shell_app.people import representation
from shell_app.records import arrivals, people, sessions, uses
from shell_app.records.handles import new_handle
from shell_app.records.people import Known
from shell_app.records.sessions import Session
from shell_app.usage_log.entry import Use


class Visit(Struct, frozen=True):
    """A request by somebody signed in: who, and on whose behalf. `fell_back`: the bond to the one they acted for
    has ended, and they act for themselves again."""

    session: Session
    actor: Known
    subject: Known
    about: Subject
    fell_back: bool = False

    @property
    def is_for_another(self) -> bool:
        return self.subject.id != self.actor.id


class Knock(NamedTuple):
    """A request at the door: the browser's token, when it came, the rules of that moment, and whether the door is for
    those alone whom an eID let in."""

    token: str
    now: datetime
    catalogue: Catalogue
    eid: bool = False

    def lacks_eid(self, visit: Visit) -> bool:
        return self.eid and visit.session.by_passkey


class Entry(NamedTuple):
    """What came of it. `request` names the row in the log of use; empty where nothing was let through. Nothing is
    decided before the eID that a door asks for."""

    visit: Visit
    decision: Decision | None
    request: str = ""


def look(connection: Connection, knock: Knock) -> Visit | None:
    """Who it is, if they are signed in."""
    arrived = arrivals.find(connection, knock.token, knock.now)
    if arrived is None or arrived.actor.person.dead:
        return None
    session, actor = arrived.session, arrived.actor
    subject = people.find(connection, session.acting_for) if session.acting_for else None
    if subject:
        about = people.subject(connection, subject)
        services, policy = everything(knock.catalogue), knock.catalogue.policy
        if representation.may_act_for(actor.person, about, services, knock.now, policy):
            return Visit(session, actor, subject, about)
    return Visit(session, actor, actor, arrivals.subject(connection, arrived), fell_back=bool(session.acting_for))


def remember(connection: Connection, visit: Visit, now: datetime) -> None:
    """That they were here, and that a bond has ended (access-rules.md T5)."""
    sessions.touch(connection, visit.session, now, visit.fell_back)


def use(connection: Connection, knock: Knock, service: Service, action: str) -> Entry | None:
    """Decide, and write down what is let through; None for whoever is not signed in."""
    visit = look(connection, knock)
    if visit is None:
        return None
    decision = None
    if not knock.lacks_eid(visit):
        decision = decide(visit.actor.person, visit.about, service, action, knock.now, knock.catalogue.policy)
    if decision is None or decision.basis is None:
        remember(connection, visit, knock.now)
        return Entry(visit, decision)
    done = Use(
        actor=visit.actor.id,
        subject=visit.subject.id,
        basis=decision.basis,
        service=service.id,
        action=action,
        at=knock.now,
        request=new_handle(),
    )
    uses.append(connection, done, sessions.touching(visit.session, knock.now, visit.fell_back))
    return Entry(visit, decision, done.request)
