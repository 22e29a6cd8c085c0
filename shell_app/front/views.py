"""The signed-in front page."""

from flask import Blueprint, Response

from shell_app import pages
from shell_app.front.grid import MOST_USED, boxes
from shell_app.guard import for_oneself, visit
from shell_app.portal import portal

front = Blueprint("front", __name__)


@front.get(f"{pages.IN_LANGUAGE}/")
@for_oneself
def overview(language: str) -> Response:
    here, who = portal(), visit()
    grid = boxes(here.release.get().catalogue, who.actor.person, who.about, pages.language(), here.clock.now())
    by_id = {box.service.id: box for row in grid.values() for box in row}
    return pages.render("front/overview.html", grid=grid, quick=[by_id[each] for each in MOST_USED if each in by_id])
