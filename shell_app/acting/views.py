"""Going over to act for another, and back."""

from flask import Blueprint, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from shell_app import cookies, pages
from shell_app.acting.representing import represented
from shell_app.guard import first_page, signed_in, visit
from shell_app.portal import portal
from shell_app.records import sessions

acting = Blueprint("acting", __name__)


@acting.post("/act-for")
@signed_in
def act_for() -> Response:
    """For the person named, or for oneself when none is, where the service named begins or on the front page.

    Whom one may not act for and who is not there are alike.
    """
    here, who, wish = portal(), visit(), request.form.get("person", "")
    with here.database.writing() as connection:
        catalogue, now = here.release.get().catalogue, here.clock.now()
        if wish and wish not in [each.id for each in represented(connection, catalogue, who.actor, now)]:
            abort(404)
        token = sessions.act_for(connection, who.session, wish or None)
    page = first_page(current_app, request.form.get("service", "")) or "front.overview"
    response = redirect(url_for(page, language=pages.language()), 303)
    cookies.put(response, cookies.SESSION, token)
    return response
