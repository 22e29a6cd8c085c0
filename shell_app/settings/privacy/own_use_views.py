"""Not to use the portal oneself while those who hold one's proxy go on, and to use it again (portal.md R14)."""

from flask import Blueprint, abort, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.access.decision import OF_AGE
from shell_app.access.own_pages import PRIVACY_SETTINGS
from shell_app.access.people import local_date
from shell_app.guard import for_oneself, service, visit, with_eid
from shell_app.portal import portal
from shell_app.records import people

own_use = Blueprint("own-use", __name__)
ADDRESS = f"{pages.IN_LANGUAGE}/privacy-settings/own-use"


@own_use.get(ADDRESS)
@for_oneself
def overview(language: str) -> Response:
    """What follows, and who could go on; for those who do not use it themselves, the way back."""
    who, today = visit(), local_date(portal().clock.now())
    is_young = who.actor.person.age(today) < OF_AGE
    if who.is_for_another or (is_young and not who.actor.person.inactive):
        abort(404)
    given = [each.holder for each in who.about.grants if each.kind == "use" and each.is_active(today)]
    with portal().database.reading() as connection:
        holders = [known.name for each in given if (known := people.find(connection, each))]
    done = request.args.get("done", "")
    return pages.render("privacy/own_use.html", holders=sorted(holders), done_word=done)


@own_use.post(f"{ADDRESS}/stop")
@with_eid
@service(PRIVACY_SETTINGS.id)
def stop(language: str) -> Response:
    """From the next request on. Nothing is deleted, and the consent stands for those who hold a proxy."""
    return _set(language, inactive=True, done="stopped")


@own_use.post(f"{ADDRESS}/begin")
@with_eid
@for_oneself
def begin(language: str) -> Response:
    return _set(language, inactive=False, done="begun")


def _set(language: str, inactive: bool, done: str) -> Response:
    who = visit()
    with portal().database.writing() as connection:
        if who.is_for_another or not people.set_inactive(connection, who.actor.id, inactive):
            abort(404)
    return redirect(url_for(".overview", language=language, done=done), 303)
