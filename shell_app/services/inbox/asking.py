"""What somebody asks of an inbox in an address, within what is open to them."""

import re
from datetime import date, datetime

from flask import abort, g, request
from sqlalchemy import Connection

from shell_app.access.rules import Service
from shell_app.guard import visit
from shell_app.portal import portal
from shell_app.records import messages
from shell_app.records.inbox_values import Kind, Place, Sought, Thread
from shell_app.services.inbox.rules import kinds

SERVICE = "innboks"
PLACE = re.compile(r"([0-9T:.-]{19,26})~([A-Za-z0-9_-]{1,32})")
LONGEST_SEARCH = 200


def inbox_service() -> Service:
    """The service with the rules of the release that citizens see now."""
    return portal().release.get().catalogue.services[SERVICE]


def open_kinds() -> tuple[Kind, ...]:
    """What is open to whoever asks."""
    here, who = portal(), visit()
    policy = here.release.get().catalogue.policy
    return tuple(kinds(who.actor.person, who.about, inbox_service(), here.clock.now(), policy))


def visible() -> Sought:
    """All that whoever asks may see, and nothing looked for in it."""
    basis = g.decision.basis
    return Sought(
        open_kinds(), confidential=basis != "parent", for_oneself=basis != "proxy", from_parents=basis != "self"
    )


def sought() -> Sought:
    """What the address asks for. What is no filter of ours is none."""
    given, seen = request.args, visible()
    kind = given.get("kind", "")
    return Sought(
        kinds=tuple(each for each in seen.kinds if each == kind) or seen.kinds,
        words=given.get("words", "").replace("\x00", " ").strip()[:LONGEST_SEARCH],
        sender=given.get("sender", "").replace("\x00", "")[:LONGEST_SEARCH],
        first=_day(given.get("first", "")),
        last=_day(given.get("last", "")),
        unread=given.get("unread") == "yes",
        archived=given.get("archived") == "yes",
        confidential=seen.confidential,
        for_oneself=seen.for_oneself,
        from_parents=seen.from_parents,
    )


def find(connection: Connection, thread: str) -> Thread:
    """A conversation that whoever asks may see; all others are not there."""
    return messages.find(connection, visit().subject.id, thread, visible()) or abort(404)


def place(written: str) -> Place | None:
    """Where the list goes on; nonsense begins it anew."""
    found = PLACE.fullmatch(written)
    try:
        return Place(datetime.fromisoformat(f"{found[1]}+00:00"), found[2]) if found else None
    except ValueError:
        return None


def _day(written: str) -> date | None:
    """A day as browsers write it. The last of all days has no day after it."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None
