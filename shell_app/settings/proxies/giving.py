"""What somebody wants to give, read from the form, and the other whom they want to give it to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct

from shell_app.access.people import PROXY_AREAS, Grant, Person, local_date
from shell_app.guard import visit
from shell_app.people.proxies import Wish, give, may_hold
from shell_app.portal import portal
from shell_app.records import people
from shell_app.records.handles import new_handle
from shell_app.records.people import Known
from shell_app.records.proxies import Kind
from shell_app.register import Registered


class Planned(Struct, frozen=True):
    """The proxy as it was shown: the holder by handle and the wish."""

    holder: str
    wish: Wish


class Answer(NamedTuple):
    """The new proxy with its holder, or the names of the fields that are not right."""

    grant: Grant | None
    holder: Known | None
    wish: Wish | None
    faults: list[str]


def asked_for(form: Any, today: date) -> Answer:
    """What the form asks for, tried against the rules."""
    kind: Kind = "collect" if form.get("kind") == "collect" else "use"
    areas = frozenset(area for area in PROXY_AREAS if area in form.getlist("areas")) if kind == "use" else frozenset()
    try:
        start = _day(form, "start") or today
        end = _day(form, "end")
    except ValueError as error:
        return Answer(None, None, None, [f"{error.args[0]}-day"])
    return tried(_holder(form), Wish(new_handle(), kind, areas, start, end), visit().about.grants)


def tried(holder: Known | None, wish: Wish, before: Iterable[Grant]) -> Answer:
    """Give it in thought, as the rules are now, to somebody who has given those `before`."""
    who, now = visit(), portal().clock.now()
    found = give(who.actor.person, holder.person if holder else None, wish, before, now)
    if isinstance(found, Grant):
        return Answer(found, holder, wish, [])
    return Answer(None, holder, wish, [each.value for each in found])


def _holder(form: Mapping[str, str]) -> Known | None:
    """Who has this number and this family name, and may hold a proxy: a number alone tells nobody who somebody is.

    Of all others nothing is kept. Keeping takes longer than looking, and would tell that they are there (goals.md S16).
    """
    here, now = portal(), portal().clock.now()
    number, name = "".join(form.get("number", "").split()), form.get("family-name", "").strip().casefold()
    registered = here.register.find(number)
    if registered is None or not name or registered.name.casefold().split()[-len(name.split()) :] != name.split():
        return None
    if not may_hold(_seen_by_rules(registered), local_date(now)):
        return None
    with here.database.writing() as connection:
        return people.keep(connection, here.keyring, registered, now)


def _seen_by_rules(registered: Registered) -> Person:
    """Somebody the portal may not know, with what the register says."""
    return Person("", registered.born, registered.address, registered.protected, dead=registered.dead)


def _day(form: Mapping[str, str], field: str) -> date | None:
    written = form.get(field, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(field) from None
