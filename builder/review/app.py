"""The desk as a web application over the preview: its pages lie under `/-/review/`, all else is the site as written.

Nobody signs in: what counts is the signature alone, which only a registered passkey can make. No page writes a key.
"""

from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from builder.board.telling import names_of
from builder.domain import addresses
from builder.domain.article import Edition
from builder.pipeline.sharing import Progress
from builder.preview import Preview, preview_app, serve
from builder.render.hosting import HEADERS
from builder.review import pages
from builder.review.answering import Answer, Refused, take
from builder.vouching.waiting import Desk
from translations.languages import LANGUAGES, known

PLACE = "/-/review/"
SCRIPT = "desk/desk.js"
PASSKEYS = "publickey-credentials-get=(self), publickey-credentials-create=(self)"
HEADERS_HERE = HEADERS | {
    "Permissions-Policy": HEADERS["Permissions-Policy"].replace("publickey-credentials-get=()", PASSKEYS),
    "Cache-Control": "no-store",
}
ROUTES = Map(
    [
        Rule("/", endpoint="begin"),
        Rule(PLACE, endpoint="begin"),
        Rule(f"{PLACE}desk.js", endpoint="script"),
        Rule(f"{PLACE}answer", endpoint="answer", methods=["POST"]),
        Rule(f"{PLACE}<language>/", endpoint="partners"),
        Rule(f"{PLACE}<language>/passkey", endpoint="passkey"),
        Rule(f"{PLACE}<language>/<partner>/", endpoint="partner"),
        Rule(f"{PLACE}<language>/<partner>/board", endpoint="board"),
        Rule(f"{PLACE}<language>/<partner>/<kind>/<content_id>/<edition>", endpoint="text"),
    ],
    strict_slashes=False,
)
LARGEST = 32 * 1024
FIRST_WORDS = "Approve with your passkey"
"""A language that has these has the desk's words."""


class ReviewDesk:
    """The pages of one portal's desk, at one address."""

    def __init__(self, preview: Preview, address: str) -> None:
        self.preview = preview
        self.address = address
        self._writing = Lock()
        self._rest = preview_app(preview)

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        request.max_content_length = LARGEST
        try:
            endpoint, values = ROUTES.bind_to_environ(environ).match()
        except HTTPException as error:
            is_ours = request.path.startswith(PLACE)
            return (error if is_ours else self._rest)(environ, start)
        try:
            self._is_addressed_to_us(request)
            if values.get("language", self._languages[0]) not in self._languages:
                raise NotFound
            response = getattr(self, f"_{endpoint}")(request, **values)
        except HTTPException as error:
            response = error.get_response()
        response.headers.extend(HEADERS_HERE)
        return response(environ, start)

    def _is_addressed_to_us(self, request: Request) -> None:
        """Passkeys answer at one address; another site's page may not ask by a name of its own for this machine."""
        if request.host != urlsplit(self.address).netloc:
            raise BadRequest(f"This desk is at {self.address}{PLACE}")

    @property
    def _desk(self) -> Desk:
        preview = self.preview
        return Desk(preview.root, preview.today, preview.gathered, preview.last_good)

    @property
    def _languages(self) -> list[str]:
        """Those of the portal's languages that the desk has words in, or its main one."""
        theme, codes = self.preview.renderer.theme, self.preview.plan.site.languages
        return theme.speaking(FIRST_WORDS, codes) or [codes[0]]

    def _page(self, template: str, language: str, path: str = "", **given: Any) -> Response:
        """A page of the desk in a language. `path` is its address after the language."""
        html = self.preview.renderer.desk(
            template,
            language,
            place=f"{PLACE}{language}/",
            script=f"{PLACE}desk.js",
            choices=[(LANGUAGES[code], f"{PLACE}{code}/{path}") for code in self._languages],
            **given,
        )
        return Response(html, mimetype="text/html")

    def _begin(self, request: Request) -> Response:
        codes = self._languages
        wanted = [found.code for code in request.accept_languages.values() if (found := known(code))]
        return redirect(f"{PLACE}{next((code for code in wanted if code in codes), codes[0])}/")

    def _script(self, request: Request) -> Response:
        return Response(self.preview.renderer.theme.files[SCRIPT], mimetype="text/javascript")

    def _partners(self, request: Request, language: str) -> Response:
        desk, plan = self._desk, self.preview.plan
        rows = [
            (slug, plan.said(desk.library.partners[slug].name, language), pages.how_many(desk, slug))
            for slug in sorted(desk.library.partners)
        ]
        return self._page("desk_partners.html", language, partners=rows)

    def _passkey(self, request: Request, language: str) -> Response:
        return self._page("desk_passkey.html", language, "passkey", address=self.address)

    def _partner(self, request: Request, language: str, partner: str) -> Response:
        return self._page(
            "desk_partner.html",
            language,
            f"{partner}/",
            partner=partner,
            name=self._name(partner, language),
            waiting=pages.waiting_for(self._desk, partner),
            signed=pages.signed_by(self._desk, partner),
            spoken=LANGUAGES,
        )

    def _board(self, request: Request, language: str, partner: str) -> Response:
        name, desk = self._name(partner, language), self._desk
        path = f"{partner}/board"
        given = pages.board_page(desk, self.preview.plan, partner, language)
        return self._page("desk_board.html", language, path, partner=partner, name=name, **given)

    def _text(
        self, request: Request, language: str, partner: str, kind: str, content_id: str, edition: str
    ) -> Response:
        name, found = self._name(partner, language), self._edition(kind, content_id, edition)
        text = pages.text_page(self._desk, found, partner, Markup(self.preview.body(found)))
        return self._page(
            "desk_text.html",
            language,
            f"{partner}/{kind}/{content_id}/{edition}",
            partner=partner,
            name=name,
            page=text,
            names=names_of(self.preview.plan, language),
            spoken=LANGUAGES[edition],
            shown=addresses.href(self.preview.plan.site.base_path, addresses.path_of(*found.key)),
        )

    def _name(self, partner: str, language: str) -> Any:
        if partner not in self._desk.library.partners:
            raise NotFound
        return self.preview.plan.said(self._desk.library.partners[partner].name, language)

    def _edition(self, kind: str, content_id: str, language: str) -> Edition:
        for edition in self._desk.library.editions:
            if edition.key == (kind, content_id, language):
                return edition
        raise NotFound

    def _answer(self, request: Request) -> Response:
        if request.mimetype != "application/json" or request.headers.get("Origin", self.address) != self.address:
            raise BadRequest("This is asked by the desk's own pages only.")
        try:
            answer = msgspec.json.decode(request.get_data(), type=Answer)
        except msgspec.DecodeError as error:
            raise BadRequest(str(error)) from None
        with self._writing:
            self.preview.reload_all()
            try:
                file = take(self._desk, answer, self.address)
            except Refused as refused:
                return _told({"reason": refused.reason}, 409)
            self.preview.reload_all()
        return _told({"file": file.relative_to(self.preview.root).as_posix()})


def _told(what: dict[str, str], status: int = 200) -> Response:
    return Response(msgspec.json.encode(what), status, mimetype="application/json")


def serve_desk(root: Path, today: date, host: str, port: int, address: str, progress: Progress) -> None:
    """Serve the desk until interrupted."""
    preview = Preview(root, today, progress, beside_release=True)
    serve(preview, ReviewDesk(preview, address), host, port, f"Review at {address}{PLACE}")
