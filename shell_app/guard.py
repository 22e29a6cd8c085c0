"""The one guard: every door says who may come in, and what says nothing is shut (goals.md S4).

Each view is marked with one of the decorators below; the application does not start with an unmarked one. Before a
view runs the guard has found the session, or turned the request away.
"""

import hmac
import logging
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, url_for
from msgspec import Struct
from msgspec.structs import replace

from shell_app import cookies, pages
from shell_app.access.decision import UNCONFIRMED, Decision
from shell_app.access.people import Consent
from shell_app.access.rules import VIEW
from shell_app.access.wording import why_not
from shell_app.acting.representing import everything
from shell_app.entering import Knock, Visit, look, remember, use
from shell_app.fhir.callers import caller
from shell_app.limits import seconds_to_wait
from shell_app.portal import portal
from shell_app.records.away import MAYBE_AWAY, is_away

LOG = logging.getLogger("helsevei.guard")
READS = ("GET", "HEAD", "OPTIONS")
View = TypeVar("View", bound=Callable[..., Any])


class Door(Enum):
    """Who may come in."""

    OPEN = "everybody"
    PROVIDER = "a provider, of identity, push or SMS, which proves itself in other ways than by a cookie"
    PROVER = "a sender's machine, which proves itself by a signature to get a token"
    SENDER = "a sender's machine with a token"
    PASSKEY = "whoever holds a passkey, which proves more than a form's token"
    SIGNED_IN = "everybody who is signed in, before the consent too"
    OWN = "whoever has chosen how to use the portal, for themselves alone"
    SERVICE = "whoever the access rules let in, for themselves or another"


class Access(Struct, frozen=True):
    """`eid`: only for those whom an eID let in, since it gives others access or cannot be undone. `when_shut`: also for
    those who have shut their portal. `limit` names how often it may be asked for (`limits.LIMITS`); what changes
    something has one anyway."""

    door: Door
    service: str = ""
    action: str = VIEW
    eid: bool = False
    when_shut: bool = False
    limit: str = ""


class Undecided(Exception):
    """A view does not say who may use it."""


def _marked(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


open_to_all = _marked(Access(Door.OPEN))
for_provider = _marked(Access(Door.PROVIDER))
for_provers = _marked(Access(Door.PROVER))
for_senders = _marked(Access(Door.SENDER))
for_passkey = _marked(Access(Door.PASSKEY))
signed_in = _marked(Access(Door.SIGNED_IN))
for_oneself = _marked(Access(Door.OWN))


def service(name: str, action: str = VIEW) -> Callable[[View], View]:
    """A page of a service, or one thing it lets people do."""
    return _marked(Access(Door.SERVICE, name, action))


def with_eid(view: View) -> View:
    """Stands above the mark: whoever came in by passkey is asked for their eID first."""
    view.access = replace(view.access, eid=True)  # type: ignore[attr-defined]
    return view


def also_when_shut(view: View) -> View:
    """Stands above the mark: whoever has shut their portal gets here too, and to no other door that asks who it is."""
    view.access = replace(view.access, when_shut=True)  # type: ignore[attr-defined]
    return view


def limited(kind: str) -> Callable[[View], View]:
    """Stands above the mark: so often and no more."""

    def mark(view: View) -> View:
        view.access = replace(view.access, limit=kind)  # type: ignore[attr-defined]
        return view

    return mark


def doors(app: Flask) -> dict[str, Access]:
    """Every endpoint with its access, or Undecided."""
    found = {name: getattr(view, "access", None) for name, view in app.view_functions.items()}
    if undecided := sorted(name for name, access in found.items() if access is None):
        raise Undecided(f"say who may use {', '.join(undecided)}: mark the view with a decorator of shell_app.guard")
    return {name: access for name, access in found.items() if access}


def first_page(app: Flask, service: str) -> str:
    """The endpoint where a service begins in the shell, or nothing where it is told about on an open page alone."""
    found = (name for name, access in doors(app).items() if (access.service, access.action) == (service, VIEW))
    return next((name for name in found if service and name.endswith(".overview")), "")


def set_guard(app: Flask) -> None:
    """Let the guard stand before every view of `app`. Call it when all views are there."""
    access_of = doors(app)

    @app.before_request
    def _guard() -> Response | None:
        if request.endpoint is None:
            _at_no_door()
            return None
        access = access_of[request.endpoint]
        if access.door in (Door.PROVIDER, Door.PROVER):
            return None
        if access.door is Door.SENDER:
            g.sender = caller()
            return None
        _refuse_other_sites()
        if access.limit and access.door in (Door.OPEN, Door.PASSKEY):
            _count(access.limit, request.remote_addr or "")
        g.visit = None if access.door in (Door.OPEN, Door.PASSKEY) else _enter(access)
        if request.method not in READS and access.door is not Door.PASSKEY:
            _check_form_token()
        return None

    @app.after_request
    def _name_use(response: Response) -> Response:
        """An answer says under which name it stands in the log of use, as the citizen's own download has it."""
        if g.get("use"):
            response.headers["Request-Id"] = g.use
        return response


def visit() -> Visit:
    """Who asks; only behind doors that ask for a session."""
    found: Visit | None = g.get("visit")
    if found is None:
        raise Undecided(f"{request.endpoint} is open to all and knows nobody")
    return found


def _enter(access: Access) -> Visit:
    """The visit, or the way out of here."""
    here, token = portal(), request.cookies.get(cookies.SESSION, "")
    if not token:
        abort(401)
    knock = Knock(token, here.clock.now(), here.release.get().catalogue, access.eid)
    if limit := access.limit or ("" if request.method in READS else "change"):
        _count(limit, _who(knock, access))
    found = _use(knock, access) if access.door is Door.SERVICE else _visit(knock, access)
    person = found.actor.person
    if access.door is Door.OWN and person.consent is Consent.NONE and not person.inactive:
        abort(redirect(url_for("consent.choose", language=pages.language()), 303))
    return found


def _who(knock: Knock, access: Access) -> str:
    """Who knocks, by handle, or the way out."""
    with portal().database.reading() as connection:
        g.visit = look(connection, knock) or abort(401)
    _stop_if_shut(g.visit, access)
    return str(g.visit.actor.id)


def _stop_if_shut(found: Visit, access: Access) -> None:
    """Whoever has shut their portal reads that, whatever they asked for, and that alone (portal.md R22)."""
    if found.actor.person.shut_at and not access.when_shut:
        abort(redirect(url_for("emergency-block.overview", language=pages.language()), 303))


def _count(limit: str, who: str) -> None:
    """One more try of this person or address; those that are too many end here, in plain words."""
    now = portal().clock.now()
    with portal().database.writing() as connection:
        wait = seconds_to_wait(connection, limit, who, now)
    if wait:
        response = pages.render("limited.html", 429, minutes=-(-wait // 60))
        response.headers["Retry-After"] = str(wait)
        abort(response)


def _at_no_door() -> None:
    """An address that leads nowhere: the page that says so still shows who is signed in and for whom they act."""
    here, token = portal(), request.cookies.get(cookies.SESSION, "")
    if token:
        with here.database.reading() as connection:
            g.visit = look(connection, Knock(token, here.clock.now(), here.release.get().catalogue))


def _visit(knock: Knock, access: Access) -> Visit:
    """Behind doors where nothing of a service is shown a look is enough; a database that can only be read lets people
    in here. Their idle time then goes on."""
    database = portal().database
    with database.reading() as connection:
        found = look(connection, knock) or abort(401)
    _stop_if_shut(found, access)
    if found.fell_back or found.session.was_away(knock.now):
        try:
            database.together(partial(remember, visit=found, now=knock.now))
        except MAYBE_AWAY as error:
            if not is_away(error):
                raise
            LOG.error("a session was not touched: %s", type(error).__name__)
    if knock.lacks_eid(found):
        ask_for_eid(found)
    return found


def _use(knock: Knock, access: Access) -> Visit:
    """A service's door: what the rules let through is in the log before the view runs."""
    asked = everything(knock.catalogue).get(access.service) or abort(404)
    entry = portal().database.together(partial(use, knock=knock, service=asked, action=access.action)) or abort(401)
    _stop_if_shut(entry.visit, access)
    if entry.decision is None:
        ask_for_eid(entry.visit)
    g.decision, g.use = entry.decision, entry.request
    if not entry.request:
        abort(_refusal(entry.visit, entry.decision))
    return entry.visit


def ask_for_eid(found: Visit, kept: bool = False) -> NoReturn:
    """Nothing is done for whoever came in by passkey. `kept`: what they wrote is there when they bring their eID."""
    g.visit = found
    abort(pages.render("eid.html", 403, kept=kept))


def _refusal(found: Visit, decision: Decision) -> Response:
    """Of another's services it is only told that there is no such page, or that they must confirm the proxy; of one's
    own every reason, with a way out. The page says in either case for whom one acts."""
    g.visit = found
    if found.is_for_another and decision != UNCONFIRMED:
        abort(404)
    return pages.render("refused.html", 403, answers=why_not(decision))


def _refuse_other_sites() -> None:
    """A change asked for by another site's page is none (goals.md S12)."""
    if request.method in READS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            abort(403)
    elif urlsplit(request.headers.get("Origin", ""))[:2] != urlsplit(portal().config.address)[:2]:
        abort(403)


def _check_form_token() -> None:
    """The form was made by us for this session."""
    given = request.form.get("csrf_token", "")
    found: Visit | None = g.get("visit")
    expected = portal().keyring.form_token(found.session.token) if found else ""
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        abort(403)
