"""«Varselinnstillinger»: the way, how often, and about whom."""

from typing import cast, get_args

from flask import Blueprint, request, url_for
from msgspec import Struct
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.access.decision import OF_AGE
from shell_app.access.people import local_date
from shell_app.bell.waiting import month_of_events
from shell_app.guard import service, visit
from shell_app.notify.simulator import would_have_told
from shell_app.people.notice_choices import FALLBACKS, Fallback, Frequency, NoticeChoices
from shell_app.portal import portal
from shell_app.records import devices, notice_choices, people
from shell_app.records.people import Known
from shell_app.settings.notices import SERVICE
from shell_app.settings.notices.push_views import key_for_browsers

notices = Blueprint("notice-settings", __name__)


class Bound(Struct, frozen=True):
    """Those one may act for: of children one is always told, of the others when one asks for it."""

    children: tuple[Known, ...]
    others: tuple[Known, ...]


@notices.get(f"{pages.IN_LANGUAGE}/notice-settings")
@service(SERVICE)
def overview(language: str) -> Response:
    here, who = portal(), visit()
    with here.database.reading() as connection:
        choices = notice_choices.find(connection, who.actor.id)
    return _page(choices)


@notices.post(f"{pages.IN_LANGUAGE}/notice-settings")
@service(SERVICE)
def save(language: str) -> Response:
    """Keep what was chosen; somebody one may not act for is left out without a word."""
    form, who = request.form, visit()
    fallback, frequency = form.get("fallback", ""), form.get("frequency", "")
    faults = [
        name
        for name, given, known in (
            ("fallback", fallback, FALLBACKS),
            ("frequency", frequency, get_args(Frequency)),
        )
        if given not in known
    ]
    if faults:
        return _page(NoticeChoices(about=frozenset(form.getlist("about"))), faults)
    about = {each.id for each in _bound().others} & set(form.getlist("about"))
    choices = NoticeChoices(cast(Fallback, fallback), cast(Frequency, frequency), frozenset(about))
    with portal().database.writing() as connection:
        notice_choices.keep(connection, who.actor.id, choices)
    return redirect(url_for(".overview", language=language, done="saved"), 303)


def _page(choices: NoticeChoices, faults: list[str] | None = None) -> Response:
    here = portal()
    actor = visit().actor.id
    with here.database.reading() as connection:
        number = people.number_of(connection, here.keyring, actor)
        browsers = devices.named(connection, actor)
        came = month_of_events(connection, here.release.get().catalogue, pages.viewer())
    return pages.render(
        "notices/notices.html",
        422 if faults else 200,
        chosen=choices,
        bound=_bound(),
        contact=here.contacts.find(number),
        contact_page=here.contacts.page,
        faults=faults or [],
        done=request.args.get("done", ""),
        browsers=browsers,
        push_key=key_for_browsers(),
        month=would_have_told(came, here.clock.now()) if came else {},
    )


def _bound() -> Bound:
    now = portal().clock.now()
    found = pages.represented_here()
    young = [each.person.age(local_date(now)) < OF_AGE for each in found]
    return Bound(
        children=tuple(each for each, is_young in zip(found, young, strict=True) if is_young),
        others=tuple(each for each, is_young in zip(found, young, strict=True) if not is_young),
    )
