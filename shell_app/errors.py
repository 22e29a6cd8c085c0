"""What people read when something is wrong: what happened and what they can do, and never why inside."""

import logging

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from shell_app import pages
from shell_app.fhir.outcome import of_status
from shell_app.records.away import is_away
from shell_app.release import NoRelease

LOG = logging.getLogger("helsevei.shell")
FOR_MACHINES = "/fhir/"
KNOWN = (401, 403, 404)
TRY_AGAIN = "30"
"""Seconds after which a database that was away is worth asking again."""


def set_error_pages(app: Flask) -> None:
    """Give every error of `app` a page. What is not there and what one may not know of look alike (goals.md S5)."""

    @app.errorhandler(HTTPException)
    def _told(error: HTTPException) -> Response | HTTPException:
        if error.response is not None or (error.code or 500) < 400:
            return error
        code = error.code or 500
        if FOR_MACHINES in request.path:
            return of_status(code)
        if code == 405:
            code = 404
        known = code if code in KNOWN else 400 if code < 500 else 500
        return pages.render("error.html", code, code=known, written=_written() if code == 401 else "")

    @app.errorhandler(NoRelease)
    def _nothing_published(error: NoRelease) -> Response:
        LOG.error("%s", error)
        return Response("Nothing has been published yet.\n", 503, mimetype="text/plain", headers={"Retry-After": "60"})

    @app.errorhandler(Exception)
    def _failed(error: Exception) -> Response:
        """A failure shuts the door: no view's half answer goes out (threats.md A39)."""
        if is_away(error):
            LOG.error("the database is away: %s", type(getattr(error, "orig", error)).__name__)
            response = _by_itself(503)
            response.headers["Retry-After"] = TRY_AGAIN
            return response
        LOG.error("a request failed: %s", type(error).__name__, exc_info=error)
        return _by_itself(500)


def _by_itself(code: int) -> Response:
    """An answer that shows nobody's name, and asks nothing of the database."""
    g.visit = None
    if FOR_MACHINES in request.path:
        return of_status(code)
    try:
        return pages.render("error.html", code, code=code, written="")
    except Exception:
        return Response("Something is wrong with us. Try again in a little while.\n", code, mimetype="text/plain")


def _written() -> str:
    """What somebody sent who is no longer signed in, to be given back to them and to nobody else."""
    return request.form.get("body", "") if request.method == "POST" else ""
