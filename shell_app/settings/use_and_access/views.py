"""«Bruk og tilganger»: the log of one's use with its proof, the open sign-ins, and what tools may read."""

import re
from pathlib import Path

from flask import Blueprint, abort, g, jsonify, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages, usage_log
from shell_app.guard import limited, open_to_all, service, visit
from shell_app.portal import portal
from shell_app.records import permissions, sessions, uses, witnesses
from shell_app.settings.use_and_access.finding import NoDay, neighbours, sought
from shell_app.usage_log.anchor_file import MOST
from shell_app.usage_log.proof import export

use_and_access = Blueprint("use-and-access", __name__)
SERVICE = "use-and-access"
PLAIN_NUMBER = re.compile("[0-9]{1,10}")
ADDRESS = f"{pages.IN_LANGUAGE}/use-and-access"
SCRIPTS = {"proof.js": Path(usage_log.__file__).with_name("proof.js"), "check.js": Path(__file__).with_name("check.js")}


@use_and_access.get(ADDRESS)
@limited("search")
@service(SERVICE)
def overview(language: str) -> Response:
    """All use of one's services, by oneself and by those who act for one, the latest first."""
    by_parent = g.decision.basis == "parent"
    whole = uses.View(visit().subject.id, by_parent=by_parent)
    try:
        view, wrong = whole._replace(sought=sought(request.args)), ""
    except NoDay as error:
        view, wrong = whole, str(error)
    with portal().database.reading() as connection:
        found = neighbours(connection, view, request.args)
        used = uses.services_used(connection, whole)
        actors = uses.actors(connection, whole)
    given = {name: request.args.get(name, "") for name in ("service", "actor", "basis", "first", "last")}
    return pages.render(
        "use_and_access/log.html",
        422 if wrong else 200,
        found=found,
        names=_names(used),
        actors=actors,
        given=given,
        wrong=wrong,
        days=portal().config.kept.usage_log.days,
    )


@use_and_access.get(f"{ADDRESS}/log.json")
@limited("download")
@service(SERVICE)
def download(language: str) -> Response:
    """The whole log with its proof. To oneself alone: a part cannot be proved, and parents are not shown all."""
    who = visit()
    if who.is_for_another:
        abort(404)
    with portal().database.reading() as connection:
        rows, seen = uses.rows_of(connection, who.subject.id), witnesses.of(connection, who.subject.id)
        start = uses.start(connection, who.subject.id)
    response = jsonify(export(who.subject.id, rows, seen, start))
    response.headers["Content-Disposition"] = 'attachment; filename="log.json"'
    return response


@use_and_access.get(f"{ADDRESS}/check")
@service(SERVICE)
def check(language: str) -> Response:
    """Where the browser checks the log by itself."""
    if visit().is_for_another:
        abort(404)
    return pages.render("use_and_access/check.html", days=portal().config.kept.usage_log.days)


@use_and_access.get("/usage-log/anchors.json")
@open_to_all
def anchors() -> Response:
    """Digests of the anchors that are asked for: they tell of nobody, and everybody may hold a log against them."""
    wanted = request.args.get("numbers", "").split(",")[:MOST]
    return jsonify(portal().anchors.digests(int(each) for each in wanted if PLAIN_NUMBER.fullmatch(each)))


@use_and_access.get(f"/usage-log/<any({', '.join(SCRIPTS)}):name>")
@open_to_all
def script(name: str) -> Response:
    return Response(SCRIPTS[name].read_bytes(), mimetype="text/javascript")


@use_and_access.get(f"{ADDRESS}/sign-ins")
@service(SERVICE)
def sign_ins(language: str) -> Response:
    """Where one is signed in now."""
    with portal().database.reading() as connection:
        found = sessions.open_ones(connection, visit().actor.id, portal().clock.now())
    return pages.render("use_and_access/sign_ins.html", sessions=found, own=visit().session.handle)


@use_and_access.post(f"{ADDRESS}/sign-ins")
@service(SERVICE)
def end_sign_in(language: str) -> Response:
    """End one of one's own; it is worth nothing from its next request on (goals.md S9)."""
    with portal().database.writing() as connection:
        if not sessions.end_by_handle(connection, visit().actor.id, request.form.get("sign_in", "")):
            abort(404)
    return redirect(url_for(".sign_ins", language=language), 303)


@use_and_access.get(f"{ADDRESS}/permissions")
@service(SERVICE)
def allowed(language: str) -> Response:
    """What tools may read."""
    with portal().database.reading() as connection:
        found = permissions.in_force(connection, visit().subject.id)
    names = _names([each.reads for each in found])
    return pages.render("use_and_access/permissions.html", permissions=found, names=names)


@use_and_access.post(f"{ADDRESS}/permissions")
@service(SERVICE)
def end_permission(language: str) -> Response:
    with portal().database.writing() as connection:
        given = request.form.get("permission", "")
        if not permissions.end(connection, visit().subject.id, given, portal().clock.now()):
            abort(404)
    return redirect(url_for(".allowed", language=language), 303)


def _names(used: list[str]) -> dict[str, str]:
    """What the services in the log are called, those we no longer know by their ids."""
    known = portal().release.get().catalogue.services
    found = {}
    for each in used:
        page = known[each].pages.get(pages.language()) if each in known else None
        found[each] = page.name if page else ""
    return found
