"""Push turned on and off, and the trail of what was sent: what belongs to «Varselinnstillinger» beside the choices."""

from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as Answer

from shell_app import pages
from shell_app.auth.device import device_name
from shell_app.guard import open_to_all, service, visit
from shell_app.notify.push_key import read
from shell_app.notify.subscribing import NoSubscription, subscription
from shell_app.notify.ways.push import public_key
from shell_app.portal import portal
from shell_app.records import deliveries, devices
from shell_app.settings.notices import SERVICE

push = Blueprint("push", __name__)
ADDRESS = f"{pages.IN_LANGUAGE}/notice-settings"
SCRIPT = Path(__file__).with_name("push.js")
ROWS = 100
"""Lines of the trail on its page, the latest."""


def key_for_browsers() -> str:
    """What a browser subscribes with, or nothing where the operator has not set up push."""
    key = portal().config.notices.push_key
    return public_key(read(key)) if key else ""


@push.post(f"{ADDRESS}/push")
@service(SERVICE)
def turn_on(language: str) -> Response:
    """This browser is told from now on; the page's script asks, and keeps the id it is given."""
    here = portal()
    if not here.config.notices.push_key:
        abort(404)
    try:
        browser = subscription(request.form, here.config.notices.push_services)
    except NoSubscription as fault:
        response = jsonify(fault=str(fault))
        response.status_code = 422
        return response
    name = device_name(request.headers.get("User-Agent", ""))
    with here.database.writing() as connection:
        device = devices.keep(connection, here.keyring, visit().actor.id, browser, here.clock.now(), name)
    return jsonify(device=device)


@push.post(f"{ADDRESS}/push/off")
@service(SERVICE)
def turn_off(language: str) -> Answer:
    """One of one's own browsers is told nothing more, whichever it is asked from."""
    with portal().database.writing() as connection:
        if not devices.turn_off(connection, visit().actor.id, request.form.get("device", "")):
            abort(404)
    return redirect(url_for("notice-settings.overview", language=language, done="off"), 303)


@push.get(f"{ADDRESS}/sent")
@service(SERVICE)
def sent(language: str) -> Response:
    with portal().database.reading() as connection:
        rows = deliveries.trail(connection, visit().actor.id, ROWS)
    return pages.render("notices/sent.html", rows=rows, most=ROWS)


@push.get("/notice-settings/push.js")
@open_to_all
def script() -> Response:
    """What asks the browser; the same for everybody."""
    return Response(SCRIPT.read_bytes(), mimetype="text/javascript")
