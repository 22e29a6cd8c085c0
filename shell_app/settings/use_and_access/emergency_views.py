"""The emergency block: a page before it, one while it holds, and the two ways out (portal.md R22)."""

from flask import Blueprint, abort, g, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import cookies, pages, shutting
from shell_app.auth import passkey_entry
from shell_app.auth.passkeys import ANSWERED_WITHIN, Challenge, host_of, new_challenge, to_use
from shell_app.auth.refusal import Refused
from shell_app.guard import also_when_shut, limited, open_to_all, signed_in, visit, with_eid
from shell_app.portal import portal
from shell_app.records import passkeys, security, spending
from shell_app.settings.planned import opened, sealed

emergency = Blueprint("emergency-block", __name__)
ADDRESS = f"{pages.IN_LANGUAGE}/use-and-access/emergency-block"


@emergency.get(ADDRESS)
@also_when_shut
@signed_in
def overview(language: str) -> Response:
    """What it does and how it ends; for whom it holds, that it holds and since when."""
    return _shut_page() if visit().actor.person.shut_at else _page()


@emergency.post(ADDRESS)
@signed_in
def shut(language: str) -> Response:
    """At once and without an eID: who is in a hurry to shut a door must not be kept waiting (docs/decisions/0041)."""
    here, who = portal(), visit().actor.id
    with here.database.writing() as connection:
        g.use = shutting.shut(connection, who, here.clock.now())
    response = redirect(url_for(".done", language=language), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    cookies.drop(response, cookies.SESSION)
    return response


@emergency.get(f"{ADDRESS}/done")
@open_to_all
def done(language: str) -> Response:
    """For whoever is signed out by it."""
    return pages.render("use_and_access/shut_now.html")


@emergency.post(f"{ADDRESS}/open")
@limited("passkey")
@also_when_shut
@with_eid
@signed_in
def open_again(language: str) -> Response:
    """By an eID and, on top of it, a passkey that is older than the fear."""
    here, who, now = portal(), visit().actor, portal().clock.now()
    if who.person.shut_at is None:
        abort(404)
    try:
        key, count, challenge = _proved()
        with here.database.writing() as connection:
            may = [one.id for one in shutting.keys_that_open(connection, who.id, who.person.shut_at)]
            if key.person != who.id or key.id not in may:
                raise Refused("passkey-too-young")
            if not spending.spend(connection, passkey_entry.PURPOSE, challenge.challenge.hex(), now + ANSWERED_WITHIN):
                raise Refused("passkey-replayed")
            passkeys.used(connection, key.id, count, now)
            g.use = shutting.open_again(connection, who.id, now)
    except Refused as refused:
        with here.database.writing() as connection:
            security.note(connection, "opening-refused", refused.code, now, who.id)
        return _shut_page(failed=True)
    return redirect(url_for(".overview", language=language, done="opened"), 303)


def _proved() -> tuple[passkeys.Passkey, int, Challenge]:
    challenge = opened(request.form.get("challenge", ""), Challenge)
    if challenge is None:
        raise Refused("passkey-late")
    key, count = passkey_entry.proved(portal(), request.form.get("answer", ""), challenge, portal().clock.now())
    return key, count, challenge


def _page() -> Response:
    here, who = portal(), visit().actor.id
    with here.database.reading() as connection:
        keys = shutting.keys_that_open(connection, who, here.clock.now())
    return pages.render("use_and_access/emergency.html", keys=keys, opened=request.args.get("done") == "opened")


def _shut_page(failed: bool = False) -> Response:
    """Nothing stands here but that it is shut, since when, and how it is opened again."""
    here, who = portal(), visit()
    since = who.actor.person.shut_at or here.clock.now()
    with here.database.reading() as connection:
        can = bool(host_of(here.config) and shutting.keys_that_open(connection, who.actor.id, since))
    challenge = new_challenge(here.clock.now())
    return pages.render(
        "use_and_access/shut.html",
        422 if failed else 200,
        since=since,
        options=to_use(here.config, challenge) if can and not who.session.by_passkey else "",
        challenge=sealed(challenge),
        can=can,
        failed=failed,
    )
