"""The first choice: nothing opens before it."""

from flask import Blueprint, abort, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.access.people import Consent
from shell_app.access.rules import VIEW
from shell_app.guard import signed_in, visit
from shell_app.people.consent import LEVELS, matrix
from shell_app.portal import portal
from shell_app.records import people

consent = Blueprint("consent", __name__)
BY_VALUE = {level.value: level for level in LEVELS}


@consent.get(f"{pages.IN_LANGUAGE}/how-to-use")
@signed_in
def choose(language: str) -> Response:
    """Read first, then choose (portal.md A163)."""
    return _page()


@consent.post(f"{pages.IN_LANGUAGE}/how-to-use")
@signed_in
def chosen(language: str) -> Response:
    """One's own first choice alone; acting for another there is none to make here (portal.md A173). Who has chosen
    before is shown what would be gained, lost and deleted, and nothing is changed yet."""
    who, form = visit(), request.form
    level = BY_VALUE.get(form.get("level", ""))
    faults = [name for name, given in (("read", form.get("read") == "yes"), ("level", level)) if not given]
    if faults or level is None:
        return _page(faults, 422)
    if who.actor.person.consent is not Consent.NONE:
        if who.is_for_another:
            abort(404)
        return redirect(url_for("privacy-settings.planned", language=pages.language(), level=level.value), 303)
    with portal().database.writing() as connection:
        people.choose_consent(connection, who.actor.id, level, who.actor.id, portal().clock.now())
    return redirect(url_for("front.overview", language=pages.language()), 303)


def _page(faults: list[str] | None = None, status: int = 200) -> Response:
    services = portal().release.get().catalogue.services
    table = {opening.service: levels for opening, levels in matrix(services.values()).items() if opening.action == VIEW}
    told = ((name, service) for name, service in services.items() if service.pages)
    rows = [(service, table[name]) for name, service in sorted(told, key=lambda row: -len(table[row[0]]))]
    given = request.form.get("level", visit().actor.person.consent.value)
    return pages.render("consent/choose.html", status, rows=rows, levels=LEVELS, given=given, faults=faults or [])
