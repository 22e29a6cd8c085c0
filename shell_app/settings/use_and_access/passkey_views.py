"""The passkeys one has made, to make one on this device, and to end them: under «Bruk og tilganger»."""

from flask import Blueprint, abort, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import cookies, pages
from shell_app.access.people import local_date
from shell_app.auth.device import device_name
from shell_app.auth.passkey_entry import PURPOSE
from shell_app.auth.passkey_views import KEPT_FOR
from shell_app.auth.passkeys import (
    ANSWERED_WITHIN,
    FROM_AGE,
    Challenge,
    Registered,
    host_of,
    new_challenge,
    read_made,
    to_make,
)
from shell_app.auth.refusal import Refused
from shell_app.guard import service, visit, with_eid
from shell_app.portal import portal
from shell_app.records import passkeys as records
from shell_app.records import security, sessions, spending
from shell_app.settings.planned import opened, sealed

passkeys = Blueprint("passkeys", __name__)
SERVICE = "use-and-access"
ADDRESS = f"{pages.IN_LANGUAGE}/use-and-access/passkeys"
MOST = 10
"""Passkeys that one person may have at a time."""


@passkeys.get(ADDRESS)
@service(SERVICE)
def overview(language: str) -> Response:
    return _page()


@passkeys.post(ADDRESS)
@with_eid
@service(SERVICE)
def make(language: str) -> Response:
    """Keep what the device has made, after it has shown who holds it."""
    if not _may_make():
        abort(404)
    here, who, now = portal(), visit().actor.id, portal().clock.now()
    try:
        made, challenge = _answered()
        with here.database.writing() as connection:
            if not spending.spend(connection, PURPOSE, challenge.challenge.hex(), now + ANSWERED_WITHIN):
                raise Refused("passkey-replayed")
            device = device_name(request.user_agent.string)
            if not records.keep(connection, who, made.credential, made.key, made.sign_count, device, now):
                raise Refused("passkey-wrong")
            security.note(connection, "passkey-made", "passkey", now, who)
    except Refused as refused:
        with here.database.writing() as connection:
            security.note(connection, "passkey-refused", refused.code, now, who)
        return _page(failed=True)
    response = redirect(url_for(".overview", language=language, done="made"), 303)
    cookies.put(response, cookies.HAS_PASSKEY, "yes", KEPT_FOR)
    return response


@passkeys.post(f"{ADDRESS}/end")
@service(SERVICE)
def end(language: str) -> Response:
    """It opens nothing from the next request on, and what it had opened is shut."""
    _for_oneself()
    here, who, given = portal(), visit().actor.id, request.form.get("passkey", "")
    with here.database.writing() as connection:
        if not records.end(connection, who, given, here.clock.now()):
            abort(404)
        sessions.end_by_passkey(connection, given)
        security.note(connection, "passkey-ended", "owner", here.clock.now(), who)
    return redirect(url_for(".overview", language=language, done="ended"), 303)


def _answered() -> tuple[Registered, Challenge]:
    challenge = opened(request.form.get("challenge", ""), Challenge)
    if challenge is None:
        raise Refused("passkey-late")
    return read_made(portal().config, request.form.get("answer", ""), challenge, portal().clock.now()), challenge


def _page(failed: bool = False) -> Response:
    _for_oneself()
    here, who = portal(), visit().actor
    with here.database.reading() as connection:
        kept = records.of(connection, who.id)
    challenge = new_challenge(here.clock.now())
    known = [each for each in kept if each.ended_at is None]
    may = _may_make() and len(known) < MOST and not visit().session.by_passkey
    return pages.render(
        "use_and_access/passkeys.html",
        422 if failed else 200,
        kept=known,
        ended=[each for each in kept if each.ended_at],
        options=to_make(here.config, challenge, who.id, who.name, known) if may else "",
        challenge=sealed(challenge) if may else "",
        too_young=not _is_of_age(),
        full=len(known) >= MOST,
        failed=failed,
        done_word=request.args.get("done", ""),
    )


def _may_make() -> bool:
    return bool(host_of(portal().config)) and _is_of_age() and not visit().is_for_another


def _is_of_age() -> bool:
    return visit().actor.person.age(local_date(portal().clock.now())) >= FROM_AGE


def _for_oneself() -> None:
    """Nobody's device opens the portal as another."""
    if visit().is_for_another:
        abort(404)
