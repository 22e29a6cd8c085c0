"""All that is kept, and what becomes of it when somebody's consent no longer covers it (portal.md R8, T10).

Every table stands in STAYS or with one of the KINDS that go. What one sees before one changes one's consent and what
then happens are both made from KINDS.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.access.decision import Basis
from shell_app.access.items import may_see
from shell_app.access.own_pages import NOTICE_SETTINGS
from shell_app.access.people import Subject
from shell_app.access.rules import Service
from shell_app.people.consent import ConsentPlan, Copies, Opening, Standing
from shell_app.records import consents, devices, notice_choices, notices
from shell_app.records.drafts import Desk
from shell_app.services.inbox import keeping as inbox
from shell_app.services.inbox.asking import SERVICE as INBOX

Services = Mapping[str, Service]
Counted = Iterable[tuple[Opening, int]]

CHOICES, LOG, REGISTER = "choices and opt-outs", "the log of use", "what the population register tells"
SIGN_IN, NOBODY, TRIES = "signing in, to reach choices and log", "tells of nobody", "runs out by itself"
STAYS = {
    "consent_changes": CHOICES,
    "privacy_choices": CHOICES,
    "permissions": CHOICES,
    "restrictions": CHOICES,
    "grants": "the history of proxies, which are ended",
    "uses": LOG,
    "witnesses": LOG,
    "cuts": LOG,
    "people": REGISTER,
    "guardianships": REGISTER,
    "identities": SIGN_IN,
    "sessions": SIGN_IN,
    "sign_ins": SIGN_IN,
    "passkeys": SIGN_IN,
    "profiles": "as long as the operator has set, should one come back",
    "submissions": "that something was handed in, without what it said",
    "security_events": TRIES,
    "spent": TRIES,
    "tries": TRIES,
    "gps": NOBODY,
    "sender_calls": NOBODY,
    "sending_pace": NOBODY,
}
"""Why each is not deleted."""


class Reader(Struct, frozen=True):
    """Who asks what is kept about whom, and what lets them: the person themselves, or a parent."""

    person: str
    subject: str

    @property
    def basis(self) -> Basis:
        return "self" if self.person == self.subject else "parent"


class Kind(Struct, frozen=True):
    """Something kept because somebody consented. `count` tells what the reader may know of, opening by opening;
    `delete` takes away all that is kept about somebody for one opening."""

    tables: tuple[str, ...]
    count: Callable[[Connection, Reader, Services], Counted]
    delete: Callable[[Connection, str, Opening, Services], None]


def standing(connection: Connection, subject: Subject, actor: str, services: Services) -> Standing:
    """How it stands with somebody, as the actor may know it."""
    reader, found = Reader(actor, subject.person.id), dict[Opening, int]()
    for kind in KINDS:
        for opening, count in kind.count(connection, reader, services):
            found[opening] = found.get(opening, 0) + count
    return Standing(subject, tuple(Copies(opening, count) for opening, count in sorted(found.items())))


def carry_out(connection: Connection, plan: ConsentPlan, chosen_by: str, services: Services, now: datetime) -> None:
    """All of the plan, in this transaction."""
    consents.carry_out(connection, plan, chosen_by, now, partial(_purge, connection, plan.person, services))


def _purge(connection: Connection, subject: str, services: Services, opening: Opening) -> None:
    for kind in KINDS:
        kind.delete(connection, subject, opening, services)


def _posts(connection: Connection, reader: Reader, services: Services) -> Counted:
    return inbox.kept(connection, Desk(reader.person, reader.subject), reader.basis, services.get(INBOX))


def _forget_posts(connection: Connection, subject: str, opening: Opening, services: Services) -> None:
    inbox.forget(connection, subject, opening, services.get(INBOX))


def _notices(connection: Connection, reader: Reader, services: Services) -> Counted:
    """Those of what the reader may see, sent or not."""
    return [(one.opening, int(may_see(reader.basis, one.marks))) for one in notices.about(connection, reader.subject)]


def _forget_notices(connection: Connection, subject: str, opening: Opening, services: Services) -> None:
    notices.forget(connection, subject, opening)


def _ways(connection: Connection, reader: Reader, services: Services) -> Counted:
    """One's own browsers and choices, of which parents know nothing."""
    own, person = reader.basis == "self", reader.subject
    ways = len(devices.of(connection, person)) + notice_choices.count(connection, person) if own else 0
    return [(Opening(NOTICE_SETTINGS.id), ways)]


def _forget_ways(connection: Connection, subject: str, opening: Opening, services: Services) -> None:
    if opening == Opening(NOTICE_SETTINGS.id):
        devices.forget_all(connection, subject)
        notice_choices.forget(connection, subject)


KINDS = (
    Kind(("threads", "messages", "attachments", "drafts", "draft_documents"), _posts, _forget_posts),
    Kind(("notices", "notices_seen", "deliveries", "handings"), _notices, _forget_notices),
    Kind(("devices", "notice_choices", "notices_about"), _ways, _forget_ways),
)
