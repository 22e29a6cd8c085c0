"""The door that a passkey opens."""

from pathlib import Path

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from shell_app import cookies, pages
from shell_app.auth import passkey_entry
from shell_app.auth.device import device_name
from shell_app.auth.passkey_entry import Coming
from shell_app.auth.passkeys import ANSWERED_WITHIN, host_of
from shell_app.auth.refusal import Refused
from shell_app.auth.views import landing, turned_away
from shell_app.guard import for_passkey, limited, open_to_all
from shell_app.portal import portal

passkey = Blueprint("passkey", __name__)
ADDRESS = f"{pages.IN_LANGUAGE}/passkey"
SCRIPT = Path(__file__).with_name("passkey.js")
KEPT_FOR = 400 * 24 * 60 * 60
"""Seconds that a browser remembers that a passkey was made or used in it; browsers keep nothing longer."""


@passkey.get(ADDRESS)
@limited("sign-in")
@open_to_all
def ask(language: str) -> Response:
    """Unlock or come in. The eID stands beside it, and is all there is where passkeys cannot be."""
    wish = request.args.get("to", "")
    if not host_of(portal().config):
        return pages.render("auth/passkey.html", options="", wish=wish)
    options, cookie = passkey_entry.begin(portal(), landing(wish, language))
    response = pages.render("auth/passkey.html", options=options, wish=wish)
    cookies.put(response, cookies.PASSKEY, cookie, int(ANSWERED_WITHIN.total_seconds()))
    return response


@passkey.post(ADDRESS)
@limited("passkey")
@for_passkey
def enter(language: str) -> Response:
    coming = Coming(
        request.form.get("answer", ""),
        request.cookies.get(cookies.PASSKEY, ""),
        request.cookies.get(cookies.SESSION, ""),
        device_name(request.user_agent.string),
    )
    response: Response
    try:
        entered = passkey_entry.finish(portal(), coming)
    except Refused as refused:
        response = turned_away(refused)
        if refused.code == "passkey-unknown":
            cookies.drop(response, cookies.HAS_PASSKEY)
    else:
        response = redirect(entered.return_to, 303)
        cookies.put(response, cookies.SESSION, entered.token)
        cookies.put(response, cookies.HAS_PASSKEY, "yes", KEPT_FOR)
    cookies.drop(response, cookies.PASSKEY)
    return response


@passkey.get("/passkey.js")
@open_to_all
def script() -> Response:
    return Response(SCRIPT.read_bytes(), mimetype="text/javascript")
