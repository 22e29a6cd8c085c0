"""Who may be told of a notice at this moment, asked of the database (access-rules.md T8)."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.access.catalogue import Catalogue
from shell_app.access.people import Person, Subject
from shell_app.access.rules import VIEW, Service
from shell_app.notify.planning import wants
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import ABOUT_THE_DOOR, NoticeChoices, Occasion
from shell_app.people.representation import told
from shell_app.records import devices, notice_choices, people
from shell_app.records.notices import Told


class Recipient(Struct, frozen=True):
    """Somebody who may look at what has come, and has asked to be told of such."""

    person: str
    choices: NoticeChoices
    devices: tuple[str, ...]
    occasion: Occasion = "treatment"


def may_be_told(connection: Connection, catalogue: Catalogue, notice: Told, now: datetime) -> list[Recipient]:
    """The person first, then parents, then those who hold a proxy. Of a service that is no more nobody is told."""
    known, service = people.find(connection, notice.subject), service_of(catalogue, notice.opening)
    if known and not known.person.dead and notice.occasion in ABOUT_THE_DOOR:
        return [Recipient(known.id, NoticeChoices("both"), (), notice.occasion)]
    if known is None or service is None:
        return []
    subject = people.subject(connection, known)
    bound, action = _bound(connection, subject), notice.opening.action
    allowed = told(subject, bound, service, now, catalogue.policy, action, notice.marks)
    found = [
        Recipient(one.id, notice_choices.find(connection, one.id), devices.of(connection, one.id)) for one in allowed
    ]
    return [one for one in found if wants(one.person, one.choices, subject, notice.occasion, now)]


def service_of(catalogue: Catalogue, opening: Opening) -> Service | None:
    """Where a notice leads, or None where the release has no such service, or nothing such to do in it, any more."""
    service, action = catalogue.services.get(opening.service), opening.action
    return service if service and (action == VIEW or action in service.rules.actions) else None


def _bound(connection: Connection, subject: Subject) -> list[Person]:
    """Parents and holders of proxies, each once."""
    bound = {guardian.id: guardian for guardian in subject.guardians}
    for grant in subject.grants:
        if grant.holder not in bound and (holder := people.find(connection, grant.holder)):
            bound[holder.id] = holder.person
    return list(bound.values())
