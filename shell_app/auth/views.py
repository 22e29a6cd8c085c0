"""The doors in and out: sign in, come back, sign out, and the provider's own ways of ending a sign-in."""

from contextlib import suppress
from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from shell_app import cookies, pages
from shell_app.auth import sign_in
from shell_app.auth.device import device_name
from shell_app.auth.passkeys import host_of
from shell_app.auth.refusal import Refused, Unavailable
from shell_app.auth.tokens import read_logout_token
from shell_app.guard import also_when_shut, for_provider, limited, open_to_all, signed_in, visit
from shell_app.portal import portal
from shell_app.records import security, sessions, spending

auth = Blueprint("auth", __name__)
REFUSED, UNAVAILABLE = 403, 503


@auth.get("/sign-in")
@limited("sign-in")
@open_to_all
def begin() -> Response:
    """Go to the identity provider. `to` is the name of an area of the shell, such as a service: whatever else it says
    leads to the front page, and no address stands in an address (threats.md A17). Where a passkey has been used in
    this browser one may choose it first; `eid` says that one has chosen."""
    language, wish = pages.language(), request.args.get("to", "")
    if cookies.HAS_PASSKEY in request.cookies and "eid" not in request.args and host_of(portal().config):
        return redirect(url_for("passkey.ask", language=language, to=wish or None), 303)
    try:
        asked = sign_in.begin(portal(), landing(wish, language), language)
    except Refused as refused:
        return turned_away(refused)
    response = redirect(asked.address, 303)
    cookies.put(response, cookies.SIGN_IN, asked.cookie, int(sign_in.ANSWERED_WITHIN.total_seconds()))
    return response


def landing(wish: str, language: str) -> str:
    """The first page of the area of that name, or the front page."""
    page = f"{wish}.overview"
    return url_for(page if page in current_app.view_functions else "front.overview", language=language)


@auth.get("/signed-in")
@limited("sign-in")
@open_to_all
def back() -> Response:
    """Back from the identity provider, with an answer or without one."""
    cookie = request.cookies.get(cookies.SIGN_IN, "")
    g.language = sign_in.language_of(portal(), cookie)
    try:
        entered = sign_in.finish(portal(), request.args, cookie, device_name(request.user_agent.string))
    except Refused as refused:
        response = turned_away(refused)
    else:
        _go_over(request.cookies.get(cookies.SESSION, ""), entered.token)
        response = redirect(entered.question.return_to, 303)
        cookies.put(response, cookies.SESSION, entered.token)
    cookies.drop(response, cookies.SIGN_IN)
    return response


@auth.post("/sign-out")
@also_when_shut
@signed_in
def sign_out() -> Response:
    """End the session here and then at the provider. The session has ended before the browser is sent on."""
    _end_session(visit().session.token)
    goodbye = f"{portal().config.address}{url_for('auth.goodbye')}"
    address = None
    with suppress(Refused):
        address = portal().client.logout_address(portal().provider, goodbye, pages.language())
    response = redirect(address or goodbye, 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    cookies.drop(response, cookies.SESSION)
    return response


@auth.get("/signed-out")
@open_to_all
def goodbye() -> Response:
    """Back from the provider, which brings along the state it was given: the language of the page one left."""
    g.language = request.args.get("state", "")
    return pages.render("auth/signed_out.html")


@auth.get("/signed-out-at-provider")
@for_provider
def ended_in_frame() -> Response:
    """The provider's page loads this in a frame, where our cookie may be missing: it names the sign-in instead."""
    issuer = urlsplit(portal().config.issuer)
    g.framed_by = f"{issuer.scheme}://{issuer.netloc}"
    sid = request.args.get("sid", "")
    if request.args.get("iss") == portal().provider.issuer and sid:
        with portal().database.writing() as connection:
            sessions.end_by_sid(connection, portal().provider.issuer, sid)
    return Response("", 200, mimetype="text/html")


@auth.post("/signed-out-by-provider")
@for_provider
def ended_by_token() -> Response:
    """The provider says with a signed token that a sign-in has ended (OpenID Connect Back-Channel Logout)."""
    here, now = portal(), portal().clock.now()
    try:
        ended = read_logout_token(request.form.get("logout_token", ""), here.provider, here.config.client_id, now)
        with here.database.writing() as connection:
            if not spending.spend(connection, "logout", ended.jti, ended.until):
                raise Refused("logout-replayed")
            sessions.end_by_sid(connection, here.provider.issuer, ended.sid)
    except Refused as refused:
        _note("logout-refused", refused)
        return Response("", UNAVAILABLE if isinstance(refused, Unavailable) else 400)
    return Response("", 200)


def turned_away(refused: Refused) -> Response:
    """No session, one row in the security log, and a page in plain words that repeats nothing from outside."""
    _note("sign-in-refused", refused)
    if isinstance(refused, Unavailable):
        response = pages.render("auth/unavailable.html", UNAVAILABLE)
        response.headers["Retry-After"] = "30"
        return response
    return pages.render("auth/refused.html", REFUSED, code=refused.code)


def _note(kind: str, refused: Refused) -> None:
    with portal().database.writing() as connection:
        security.note(connection, kind, refused.code, portal().clock.now())


def _go_over(old: str, new: str) -> None:
    """End the browser's earlier session. Who came in with a passkey and now brings the eID goes on for whom they were
    acting."""
    now = portal().clock.now()
    with portal().database.writing() as connection:
        before, after = (sessions.find(connection, token, now) for token in (old, new))
        sessions.end(connection, old)
        if before and after and before.by_passkey and before.person == after.person:
            sessions.keep_acting(connection, after, before.acting_for)


def _end_session(token: str) -> None:
    if token:
        with portal().database.writing() as connection:
            sessions.end(connection, token)
