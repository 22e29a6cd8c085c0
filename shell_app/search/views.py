"""The pages of the server's search. They know nobody, and what is sought is written into no log.

They lie at the open search page's own address, and answer there when a question comes with it; the page without a
question is the release's file.
"""

import re
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request, url_for
from markupsafe import Markup

from search_index.finding import MOST_RESULTS, Found, Marked, Result, find, last_page, suggest
from shell_app import pages
from shell_app.guard import open_to_all
from shell_app.portal import portal
from shell_app.release import Narrowing
from shell_app.search.asked import Asked, asked
from shell_app.search.indexes import Searched
from translations import languages

search = Blueprint("search", __name__, url_prefix="")

ADDRESS = re.compile(r"/[A-Za-z-]+/search\.(?:html|json)")
"""What a web server sends here if a question stands behind it."""


@search.get("/<code>/search.html")
@open_to_all
def page(code: str) -> Response:
    searched, narrowing = _opened(code)
    question = asked(request.args)
    found = find(question.query, searched.index, searched.engine, question.wanted, question.page)
    last = last_page(found.total)

    def to(number: int) -> str:
        return _address(code, question.address(number)) if 0 < number <= last else ""

    return pages.render(
        "search/results.html",
        in_language=code,
        around={"search": url_for("search.page", code=code)},
        here=lambda other: _address(other, question.address()),
        query=question.query,
        chosen=question.chosen,
        found=found,
        count=f"{found.total}+" if found.total == MOST_RESULTS else str(found.total),
        rows=[_row(result, code, narrowing) for result in found.results],
        pieces=_pieces,
        meant=_address(code, question.address(query=found.corrected)),
        last=last,
        before=to(found.page - 1),
        after=to(found.page + 1),
        values=narrowing,
        suggestions=url_for("search.data", code=code, begun=""),
    )


@search.get("/<code>/search.json")
@open_to_all
def data(code: str) -> Response:
    """The same for other programs; with `begun` the titles that a question so begun may be meant for."""
    searched, _ = _opened(code)
    if "begun" in request.args:
        return jsonify(suggest(request.args["begun"], searched.index))
    question = asked(request.args)
    found = find(question.query, searched.index, searched.engine, question.wanted, question.page)
    return jsonify(_answer(code, question, found))


def _opened(language: str) -> tuple[Searched, Narrowing]:
    """What searches in a language, or no page at all."""
    release = portal().release.get()
    narrowing = release.around.search.get(language)
    searched = portal().search.of(release.id, language) if narrowing else None
    if narrowing is None or searched is None:
        abort(404)
    return searched, narrowing


def _address(code: str, given: dict[str, Any]) -> str:
    """The page in a language; `language` among the parameters is what results are narrowed to."""
    return url_for("search.page", code=code, **given)


def _row(result: Result, language: str, narrowing: Narrowing) -> dict[str, Any]:
    """A result as the page shows it: its facts are those the reader does not know already."""
    card = result.card
    is_foreign = card.language != language
    return {
        **result._asdict(),
        "partner": None if card.kind == "partner" else dict(narrowing.partners).get(card.partner),
        "foreign": languages.get(card.language) if is_foreign else None,
    }


def _pieces(marked: Marked) -> Markup:
    return Markup("").join(Markup("<mark>{}</mark>").format(text) if sought else text for text, sought in marked)


def _answer(language: str, question: Asked, found: Found) -> dict[str, Any]:
    return {
        "query": question.query,
        "language": language,
        "narrowed": {name: value for name, value in question.chosen.items() if value},
        "total": found.total,
        "page": found.page,
        "pages": last_page(found.total),
        "meant": found.corrected,
        "cut": found.cut,
        "results": [
            {**result.card._asdict(), "marked": {"title": result.title, "summary": result.summary}}
            for result in found.results
        ],
    }
