"""The bell's page. Pressing the bell is a form: what one opens is seen, and looking alone changes nothing."""

from flask import Blueprint, current_app, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.bell.waiting import waiting
from shell_app.guard import first_page, for_oneself, visit
from shell_app.portal import portal
from shell_app.records import notices

bell = Blueprint("bell", __name__)
ADDRESS = f"{pages.IN_LANGUAGE}/notices"


@bell.get(ADDRESS)
@for_oneself
def overview(language: str) -> Response:
    here, viewer = portal(), pages.viewer()
    catalogue = here.release.get().catalogue
    with here.database.reading() as connection:
        rows = waiting(connection, catalogue, viewer)
    services = {row.came.told.opening.service for row in rows}
    named = {id: catalogue.services[id].pages for id in services}
    begins = {id: first_page(current_app, id) for id in services}
    return pages.render("bell/notices.html", rows=rows, named=named, begins=begins)


@bell.post(ADDRESS)
@for_oneself
def open(language: str) -> Response:
    """Show the list; all that is in it has been seen."""
    here, viewer = portal(), pages.viewer()
    with here.database.writing() as connection:
        rows = waiting(connection, here.release.get().catalogue, viewer)
        fresh = [row.came.told.id for row in rows if row.came.seen_at is None]
        notices.see(connection, visit().actor.id, fresh, viewer.now)
    return redirect(url_for(".overview", language=language), 303)
