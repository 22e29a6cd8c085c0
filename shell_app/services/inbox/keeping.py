"""What an inbox keeps about somebody, by what opens it, and its deletion when their consent covers it no more (R8)."""

from collections.abc import Iterator

from sqlalchemy import Connection

from shell_app.access.decision import Basis
from shell_app.access.rules import VIEW, Service
from shell_app.people.consent import Opening
from shell_app.records import drafts, erasing, messages
from shell_app.records.drafts import Desk
from shell_app.records.inbox_values import Kind, Sought
from shell_app.services.inbox.asking import SERVICE
from shell_app.services.inbox.rules import NEEDS, WRITE


def kept(connection: Connection, desk: Desk, basis: Basis, service: Service | None) -> Iterator[tuple[Opening, int]]:
    """How much there is that whoever asks may see, message by message and draft by draft. What is in none is 0."""
    for kind, action in NEEDS.items():
        seen = Sought(
            (kind,), confidential=basis != "parent", for_oneself=basis != "proxy", from_parents=basis != "self"
        )
        yield _opening(action, service), messages.totals(connection, desk.subject, seen)[0]
    yield _opening(WRITE, service), len(drafts.all_of(connection, desk))


def forget(connection: Connection, subject: str, opening: Opening, service: Service | None) -> None:
    """All of it, whoever may see it."""
    kinds: list[Kind] = [kind for kind, action in NEEDS.items() if _opening(action, service) == opening]
    erasing.forget(connection, subject, kinds)
    if _opening(WRITE, service) == opening:
        drafts.forget(connection, subject)


def _opening(action: str, service: Service | None) -> Opening:
    """What a portal has no rule of its own about is open with the inbox."""
    return Opening(SERVICE, action if service and action in service.rules.actions else VIEW)
