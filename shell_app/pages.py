"""Makes the shell's pages: each area's own templates, in the release's frame, in the language of the address."""

import re
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from flask import Response, current_app, g, request, url_for
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.routing import Map

from shell_app.access.people import OSLO, local_date
from shell_app.acting.representing import represented
from shell_app.auth.passkeys import host_of
from shell_app.bell.waiting import Viewer, unseen
from shell_app.headers import nonce
from shell_app.periods import period
from shell_app.portal import portal
from shell_app.records.people import Known
from shell_app.release import Said
from shell_app.speaking import SpeakingEnvironment
from translations import dates, languages
from translations.catalogue import Catalogue, load_catalogue
from translations.languages import Language

HERE = Path(__file__).parent
THEME = HERE.parent / "site" / "theme"
"""The look that both programs share."""
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
SPOKEN = ("nb", "nn", "en")
"""The languages every page of the shell is complete in; a release may have fewer."""
IN_LANGUAGE = f"/<any({', '.join(SPOKEN)}):language>"
"""How an address begins whose page is in the language that it names."""


def spoken_languages() -> tuple[str, ...]:
    """The languages the shell speaks in this portal, the first its usual one."""
    around = portal().release.get().around
    return tuple(each.code for each in around.languages if each.code in SPOKEN)


def spoken(wish: str) -> str:
    """The language of a page for somebody who asked for `wish`."""
    offered = spoken_languages()
    found = languages.known(wish)
    return found.code if found and found.code in offered else offered[0]


def language() -> str:
    """The language of this request: a view or the address names it, or the browser wishes for it."""
    in_path = (part for part in request.path.split("/") if part in SPOKEN)
    named = g.get("language") or next(in_path, "") or request.args.get("language")
    return spoken(named or request.accept_languages.best_match(spoken_languages()) or "")


@cache
def words(code: str) -> Catalogue:
    return load_catalogue(code)


def render(template: str, status: int = 200, in_language: str = "", **given: Any) -> Response:
    """A page. `template` is `<area>/<file>`, such as `front/front.html`.

    `in_language` is for pages that exist in every language of the release, also those the shell does not speak.
    """
    code = in_language or language()
    environment, around = _environment(code), _surroundings(code, bool(in_language))
    around["frame"] = _frame(environment, around, code)
    return Response(environment.get_template(template).render(around, **given), status, mimetype="text/html")


def warm_up() -> None:
    """Read now what every page is made with, so that whoever comes first need not wait for it."""
    shared = ("components.html", *(each.name for each in (HERE / "templates").iterdir()))
    for code in SPOKEN:
        for name in shared:
            _environment(code).get_template(name)


def _frame(environment: Environment, around: dict[str, Any], code: str) -> dict[str, Markup]:
    """The release's frame with the person in it, and its scripts let through by this page's policy."""
    finished = portal().release.get().around.frame[code]
    head = finished["head"].replace("<script ", f'<script nonce="{around["nonce"]}" ')
    top = finished["top"]
    if around["visit"]:
        for part in ("person", "settings"):
            before, _, rest = top.partition(f"<!-- {part} -->")
            after = rest.partition(f"<!-- /{part} -->")[2]
            top = before + environment.get_template(f"{part}.html").render(around) + after
    return {part: Markup(html) for part, html in {**finished, "head": head, "top": top}.items()}


def _surroundings(code: str, in_all: bool) -> dict[str, Any]:
    here = portal()
    release = here.release.get()
    visit = g.get("visit")
    return {
        "language": languages.get(code),
        "site": release.around.site,
        "asset": lambda name: release.around.assets[name],
        "choices": [each for each in release.around.languages if in_all or each.code in SPOKEN],
        "foreign_words": marks(_foreign(code)),
        "home": f"/{code}/",
        "here": _same_page_in,
        "visit": visit if visit and not visit.actor.person.shut_at else None,
        "csrf_token": here.keyring.form_token(visit.session.token) if visit else "",
        "nonce": nonce(),
        "guides": {name: to[code] for name, to in release.around.guides.items() if code in to},
        "represented": represented_here,
        "unseen_notices": lambda: _menu().unseen,
        "address": partial(_address, code),
        "page_name": request.endpoint or "",
        "page_area": request.blueprint or "",
        "passkeys_work": bool(host_of(here.config)),
    }


def _address(code: str, endpoint: str, **values: Any) -> str:
    """Of a page in this language. Those that name nothing of anybody's are reckoned once."""
    if values or endpoint.startswith("."):
        return url_for(endpoint, **{"language": code, **values})
    return _plain_address(current_app.url_map, endpoint, code)


@lru_cache(maxsize=1024)
def _plain_address(doors: Map, endpoint: str, code: str) -> str:
    return doors.bind("").build(endpoint, {"language": code})


def represented_here() -> list[Known]:
    """Whom the visitor may act for, for the name menu and the bell."""
    return _menu().represented


def viewer() -> Viewer:
    """Whose bell is in the header: the one who is signed in, whomever they act for."""
    return Viewer(g.visit.actor, tuple(represented_here()), portal().clock.now())


class _Menu(NamedTuple):
    """What the header says about the visitor."""

    represented: list[Known]
    unseen: int


def _menu() -> _Menu:
    """Asked for when a page first needs it, and once in a request."""
    if "menu" not in g:
        here = portal()
        catalogue, actor, now = here.release.get().catalogue, g.visit.actor, here.clock.now()
        with here.database.reading() as connection:
            others = represented(connection, catalogue, actor, now)
            g.menu = _Menu(others, unseen(connection, catalogue, Viewer(actor, tuple(others), now)))
    found: _Menu = g.menu
    return found


def _same_page_in(code: str) -> str:
    """The address of this page in another language, or of the front page where a page has none."""
    if request.method == "GET" and request.endpoint and "language" in (request.view_args or {}):
        return url_for(request.endpoint, **{**(request.view_args or {}), "language": code})
    return f"/{code}/"


def _foreign(code: str) -> Said:
    """What our words are in on a page in this language, if we have none in it."""
    spoken_language = languages.get(words(code).language_of("Front page"))
    return Said("", spoken_language.code, spoken_language.dir) if spoken_language.code != code else Said("")


def marks(text: Said) -> Markup:
    """The attributes of an element that holds the text and nothing else."""
    return Markup(' lang="{}" dir="{}"').format(text.language, text.direction) if text.language else Markup("")


@cache
def _environment(code: str) -> Environment:
    spoken_words, spoken_language = words(code), languages.get(code)
    environment = SpeakingEnvironment(
        spoken_words,
        loader=ChoiceLoader(
            [FileSystemLoader(HERE / "templates"), PrefixLoader(_areas()), FileSystemLoader(THEME / "templates")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(icon=icon, marks=marks)
    environment.filters.update(_ways_to_write(spoken_words, spoken_language))
    return environment


def _areas() -> dict[str, BaseLoader]:
    """The folders of templates, each under the name of its area."""
    return {folder.parent.name: FileSystemLoader(folder) for folder in HERE.rglob("*/templates")}


def _ways_to_write(spoken_words: Catalogue, spoken_language: Language) -> dict[str, Any]:
    return {
        "long_date": lambda day: dates.long_date(day, spoken_language),
        "day": lambda moment: dates.long_date(local_date(moment), spoken_language),
        "number": lambda count: dates.number(count, spoken_language),
        "period": lambda days: period(days, spoken_words, spoken_language),
        "initials": _initials,
        "time_of_day": lambda moment: moment.astimezone(OSLO).strftime("%H:%M"),
    }


def _initials(name: str) -> str:
    """«EL» for Elvebredden legesenter: the first letters of the first two words."""
    return "".join(word[0] for word in re.findall(r"\w+", name)[:2]).upper()


@cache
def icon(name: str) -> Markup:
    """An icon that says nothing by itself: the words beside it do. One we do not have is left out."""
    file = THEME / "vendor" / "icons" / f"{name}.svg"
    inside = DRAWING.search(file.read_text()) if name and file.is_file() else None
    if inside is None:
        return Markup("")
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{inside[1]}</svg>')
