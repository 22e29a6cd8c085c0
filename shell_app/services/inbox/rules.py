"""What of an inbox somebody sees, and what they may do to it, by consent and by whom they act for (portal.md R5)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from shell_app.access.decision import MAY_SIGN_IN, Basis, Policy, decide
from shell_app.access.people import Person, Subject
from shell_app.access.rules import VIEW, Service
from shell_app.records.inbox_values import Kind
from shell_app.senders.register import Sender, Senders

NEEDS: dict[Kind, str] = {"message": "messages", "letter": "letters", "receipt": VIEW, "registry": VIEW}
"""Which of the service's actions opens each kind: with Basis one sees receipts and registries' messages alone."""
WRITE, WRITE_TO_GP = "messages", "gp_writing"
FREE_UNTIL = timedelta(hours=24)
"""How long before a time one can still say without a fee that it does not suit (R25)."""
Declining = Literal["free", "fee", "over"]


def kinds(actor: Person, subject: Subject, service: Service, now: datetime, policy: Policy) -> Iterator[Kind]:
    """The kinds that are open now. What a portal has no rule of its own about is open with the inbox."""
    for kind, action in NEEDS.items():
        asked = action if action in service.rules.actions else VIEW
        if decide(actor, subject, service, asked, now, policy).allowed:
            yield kind


def places(
    actor: Person, subject: Subject, service: Service, senders: Senders, now: datetime, policy: Policy
) -> list[Sender]:
    """Those one may write to: one's own GP's office, and municipality and hospitals where one lives (portal.md A67).
    What a portal has no rule about is shut."""
    person = subject.person
    own_gp = person.gp.id if person.gp else ""
    allowed = {
        action
        for action in (WRITE, WRITE_TO_GP)
        if action in service.rules.actions and decide(actor, subject, service, action, now, policy).allowed
    }
    return [
        sender
        for sender in senders.values()
        if sender.receives
        and sender.serves(person.region, own_gp)
        and (WRITE_TO_GP if sender.body == "gp" else WRITE) in allowed
    ]


def declining(time_at: datetime, now: datetime) -> Declining:
    """What it costs to answer now that a time does not suit: nothing until 24 hours before, then maybe a fee, and when
    the time has begun it is too late."""
    if now >= time_at:
        return "over"
    return "free" if time_at - now >= FREE_UNTIL else "fee"


def marks_as_read(basis: Basis | None, person: Person, on: date) -> bool:
    """Whether reading is remembered: one's own, and parents' for a child that has no sign-in of its own."""
    return basis == "self" or (basis == "parent" and person.age(on) < MAY_SIGN_IN)


def may_archive(basis: Basis | None) -> bool:
    """One's own archive is kept by oneself, a child's by its parents."""
    return basis in ("self", "parent")


def may_erase(kind: Kind, basis: Basis | None) -> bool:
    """Only oneself, and never a letter: a decision or a summons is kept as long as the one who sent it must keep it."""
    return basis == "self" and kind != "letter"
