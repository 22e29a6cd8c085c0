"""«Fullmakter»: seen, given, confirmed and ended. What one is about to give is shown before it is given."""

from collections.abc import Iterable
from datetime import date

from flask import Blueprint, abort, request, url_for
from sqlalchemy import Connection
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.access.decision import UNCONFIRMED, decide
from shell_app.access.people import Grant, Subject, local_date
from shell_app.access.rules import VIEW
from shell_app.acting.representing import everything
from shell_app.guard import limited, service, visit, with_eid
from shell_app.people.consent import open_to
from shell_app.people.proxies import overview as sorted_out
from shell_app.people.proxies import state, waiting
from shell_app.portal import portal
from shell_app.records import people
from shell_app.records import proxies as records
from shell_app.records.people import Known
from shell_app.settings.planned import opened, sealed
from shell_app.settings.proxies.giving import Answer, Planned, asked_for, tried

proxies = Blueprint("proxies", __name__)
SERVICE = "proxies"
ADDRESS = f"{pages.IN_LANGUAGE}/proxies"


@proxies.get(ADDRESS)
@service(SERVICE)
def overview(language: str) -> Response:
    return _page()


@proxies.post(f"{ADDRESS}/give")
@limited("holder")
@with_eid
@service(SERVICE)
def plan(language: str) -> Response:
    """Show what would be given. Nothing is given yet; it is a POST so that no number stands in an address."""
    answer = asked_for(request.form, _today())
    if answer.grant is None or answer.holder is None or answer.wish is None:
        return _page(answer)
    carried = sealed(Planned(answer.holder.id, answer.wish))
    return pages.render("proxies/planned.html", grant=answer.grant, holder=answer.holder, carried=carried)


@proxies.post(f"{ADDRESS}/given")
@with_eid
@service(SERVICE)
def given(language: str) -> Response:
    """Give what was shown, if it still can be given."""
    planned = opened(request.form.get("plan", ""), Planned)
    if planned is None:
        abort(400)
    giver = visit().actor.id
    with portal().database.writing() as connection:
        holder = people.find(connection, planned.holder)
        answer = tried(holder, planned.wish, records.given_by(connection, giver))
        grant = answer.grant
        if grant is None:
            return _page(answer)
        terms = records.Terms(grant.kind, grant.areas, grant.start, grant.end)
        records.give(connection, giver, grant.holder, terms, portal().clock.now())
    return redirect(url_for(".overview", language=language, done="given"), 303)


@proxies.get(f"{ADDRESS}/<grant>")
@service(SERVICE)
def one(language: str, grant: str) -> Response:
    """A proxy, what its holder sees by it, and the way to end it."""
    here, who = portal(), visit()
    with here.database.reading() as connection:
        found = next((each for each in _all(connection) if each.id == grant), None)
        if found is None:
            abort(404)
        other = people.find(connection, found.holder if found.grantor == who.actor.id else found.grantor)
        giver = people.subject(connection, other) if other and found.holder == who.actor.id else None
    now = here.clock.now()
    catalogue = here.release.get().catalogue
    seen: Iterable[str] = ()
    waits = waiting(found, catalogue.services.values(), _today())
    if giver:
        waits = tuple(each for each in waits if _waits_for(giver, each))
    elif other and found.kind == "use":
        opening = open_to(other.person, who.about, everything(catalogue).values(), now, catalogue.policy)
        seen = {each.service for each in opening}
    return pages.render(
        "proxies/one.html",
        grant=found,
        other=other,
        state=state(found, _today()),
        seen=_called(seen),
        waits=waits,
        waiting=_called(waits),
        is_mine=giver is None,
    )


@proxies.post(f"{ADDRESS}/<grant>/confirm")
@with_eid
@service(SERVICE)
def confirm(language: str, grant: str) -> Response:
    """By the giver, of what they were shown; if more waits by now, or nothing, they see the page as it is."""
    giver, services = visit().actor.id, portal().release.get().catalogue.services
    with portal().database.writing() as connection:
        found = next((each for each in records.given_by(connection, giver) if each.id == grant), None)
        if found is None:
            abort(404)
        waits = set(waiting(found, services.values(), _today()))
        if not waits or waits - set(request.form.getlist("services")):
            return redirect(url_for(".one", language=language, grant=grant), 303)
        records.confirm(connection, grant, giver, portal().clock.now())
    return redirect(url_for(".overview", language=language, done="confirmed"), 303)


@proxies.post(f"{ADDRESS}/<grant>/end")
@service(SERVICE)
def end(language: str, grant: str) -> Response:
    """By either side, at once; another's and one that is not there are alike."""
    with portal().database.writing() as connection:
        if not records.end(connection, grant, visit().actor.id, portal().clock.now()):
            abort(404)
    return redirect(url_for(".overview", language=language, done="ended"), 303)


@proxies.post(f"{ADDRESS}/end-all")
@service(SERVICE)
def end_all(language: str) -> Response:
    """Every proxy one has given, in one go, and nobody is told (threats.md A05)."""
    who, now = visit(), portal().clock.now()
    with portal().database.writing() as connection:
        for each in records.given_by(connection, who.actor.id):
            records.end(connection, each.id, who.actor.id, now)
    return redirect(url_for(".overview", language=language, done="ended"), 303)


def _page(answer: Answer | None = None) -> Response:
    """The page; with an answer that is no proxy, the form as it was filled in."""
    with portal().database.reading() as connection:
        found = sorted_out(visit().actor.id, _all(connection), _today())
        names = _names(connection, (*found.given, *found.received, *found.history))
    services = portal().release.get().catalogue.services.values()
    waits = {each.id: waiting(each, services, _today()) for each in found.given}
    form = request.form if answer else {}
    return pages.render(
        "proxies/proxies.html",
        422 if answer else 200,
        found=found,
        names=names,
        waits=waits,
        waiting={grant: _called(those) for grant, those in waits.items()},
        today=_today(),
        faults=answer.faults if answer else [],
        given={name: form.get(name, "") for name in ("kind", "number", "family-name", "start", "end")},
        areas=request.form.getlist("areas"),
        done_word=request.args.get("done", ""),
        states={each.id: state(each, _today()) for each in found.history + found.given + found.received},
    )


def _waits_for(giver: Subject, service: str) -> bool:
    """Whether the giver's confirmation is all that the holder lacks: of what else is shut they are told nothing."""
    catalogue, actor, now = portal().release.get().catalogue, visit().actor.person, portal().clock.now()
    return decide(actor, giver, catalogue.services[service], VIEW, now, catalogue.policy) == UNCONFIRMED


def _called(services: Iterable[str]) -> list[str]:
    """What services are called, in the language of the page where they have one in it, in order."""
    known = portal().release.get().catalogue.services
    named = (known[each].page_for(pages.language()) for each in services if each in known)
    return sorted(page.name for page in named if page)


def _all(connection: Connection) -> tuple[Grant, ...]:
    person = visit().actor.id
    return (*records.given_by(connection, person), *records.held_by(connection, person))


def _names(connection: Connection, grants: tuple[Grant, ...]) -> dict[str, Known]:
    handles = {each.holder for each in grants} | {each.grantor for each in grants}
    return {handle: known for handle in handles if (known := people.find(connection, handle))}


def _today() -> date:
    return local_date(portal().clock.now())
