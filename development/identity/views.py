"""The pages and doors of the development's identity provider (portal.md A56–A60)."""

from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import urllib3
from flask import Flask, abort, jsonify, redirect, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from joserfc.jwk import KeySet
from werkzeug.wrappers import Response

from development.identity.protocol import LEVELS, Asked, NotAllowed, Registration, check_client, read_question
from development.identity.provider import IdentityProvider, SignIn
from shell_app.config import LOOPBACK
from translations import languages
from translations.catalogue import load_catalogue

HERE = Path(__file__).parent
COOKIE = "development-identity"
SPOKEN = ("nb", "nn", "en")
EIDS = {"bankid": "BankID", "buypass": "Buypass ID", "commfides": "Commfides"}
BACK_CHANNEL = urllib3.Timeout(connect=2.0, read=5.0)
"""Seconds, and one try: as ID-porten does it (goals.md 2.4)."""


def create_identity_app(provider: IdentityProvider) -> Flask:
    """The provider's application. It vouches for anybody, so it answers on this machine only."""
    if urlsplit(provider.issuer).hostname not in LOOPBACK:
        raise ValueError(f"{provider.issuer} is not on this machine; the development's identity provider stays there")
    app = Flask("development.identity", static_folder=str(HERE / "style"), static_url_path="/style")
    _add_machine_doors(app, provider)
    _add_pages(app, provider)
    _add_logout(app, provider)

    @app.errorhandler(NotAllowed)
    def _told(refused: NotAllowed) -> tuple[Response, int]:
        status = 401 if refused.error == "invalid_client" else 400
        return jsonify(error=refused.error, error_description=str(refused)), status

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self'; frame-src http:; base-uri 'none'; frame-ancestors 'none'"
        )
        return response

    return app


def _add_machine_doors(app: Flask, provider: IdentityProvider) -> None:
    def client() -> Registration:
        found = provider.clients.get(request.form.get("client_id", ""))
        if found is None:
            raise NotAllowed("invalid_client", "no such client")
        check_client(request.form, found, provider.issuer, provider.used_proofs)
        return found

    @app.get("/.well-known/openid-configuration")
    def metadata() -> Response:
        return jsonify(_metadata(provider.issuer))

    @app.get("/jwks")
    def keys() -> Response:
        return jsonify(KeySet([provider.key]).as_dict(private=False))

    @app.post("/par")
    def push() -> tuple[Response, int]:
        asked = read_question(request.form, client())
        return jsonify(request_uri=provider.push(asked), expires_in=60), 201

    @app.post("/token")
    def token() -> Response:
        who = client()
        if request.form.get("grant_type") != "authorization_code" or request.form.get("redirect_uri") != who.callback:
            raise NotAllowed("invalid_request", "the grant_type is authorization_code, the redirect_uri the same")
        code, verifier = request.form.get("code", ""), request.form.get("code_verifier", "")
        return jsonify(id_token=provider.redeem(code, who.client_id, verifier), token_type="Bearer", expires_in=120)


def _metadata(issuer: str) -> dict[str, object]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "pushed_authorization_request_endpoint": f"{issuer}/par",
        "end_session_endpoint": f"{issuer}/logout",
        "jwks_uri": f"{issuer}/jwks",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "code_challenge_methods_supported": ["S256"],
        "require_pushed_authorization_requests": True,
        "authorization_response_iss_parameter_supported": True,
        "acr_values_supported": list(LEVELS),
        "frontchannel_logout_supported": True,
        "frontchannel_logout_session_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
    }


def _add_pages(app: Flask, provider: IdentityProvider) -> None:
    pending: dict[str, Asked] = {}

    def answer(asked: Asked, sign_in: SignIn) -> Response:
        client = provider.clients[asked.client_id]
        given = {"code": provider.code(asked, sign_in), "state": asked.state, "iss": provider.issuer}
        return redirect(f"{client.callback}?{urlencode(given)}", 303)

    @app.get("/authorize")
    def authorize() -> Response:
        asked = provider.question(request.args.get("request_uri", ""), request.args.get("client_id", ""))
        there = provider.signed_in(request.cookies.get(COOKIE, ""))
        if there:
            return answer(asked, there)
        pending[asked.state] = asked
        return _choose_eid(asked)

    def _choose_eid(asked: Asked, language: str = "") -> Response:
        return _page("eid.html", language or asked.language, question=asked.state, eids=EIDS)

    @app.post("/choose")
    def choose() -> Response:
        """The steps of the chooser: language, electronic ID, person; or back to where one came from."""
        form = request.form
        asked = pending.get(form.get("question", "")) or abort(400)
        language, eid = form.get("language", asked.language), form.get("eid", "")
        if form.get("step") == "cancel":
            del pending[asked.state]
            given = {"error": "access_denied", "state": asked.state, "iss": provider.issuer}
            return redirect(f"{provider.clients[asked.client_id].callback}?{urlencode(given)}", 303)
        if eid not in EIDS:
            return _choose_eid(asked, language)
        if form.get("person", "") not in provider.town.people:
            people = sorted(provider.town.people.items(), key=lambda row: row[1].name.split()[::-1])
            return _page("person.html", language, question=asked.state, eid=eid, name=EIDS[eid], people=people)
        del pending[asked.state]
        token, sign_in = provider.sign_in(form["person"], EIDS[eid])
        response = answer(asked, sign_in)
        response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", path=urlsplit(provider.issuer).path or "/")
        return response


def _add_logout(app: Flask, provider: IdentityProvider) -> None:
    @app.get("/logout")
    def logout() -> Response:
        """End the sign-in here and at everybody who was told of it; only then lead the browser back."""
        ended = provider.sign_out(request.cookies.get(COOKIE, ""))
        client = provider.clients.get(request.args.get("client_id", ""))
        if client is None or request.args.get("post_logout_redirect_uri") != client.goodbye:
            abort(400)
        frames = (
            [_end_at(provider, provider.clients[each], ended.sid) for each in sorted(ended.clients)] if ended else []
        )
        state = request.args.get("state", "nb")
        back = f"{client.goodbye}?{urlencode({'state': state})}"
        response = _page("signed_out.html", state, frames=frames, goodbye=back)
        response.delete_cookie(COOKIE, path=urlsplit(provider.issuer).path or "/")
        return response


def _end_at(provider: IdentityProvider, client: Registration, sid: str) -> str:
    """Tell a client through the back door, and give the address of its front one."""
    token = provider.logout_token(client.client_id, sid)
    pool = urllib3.PoolManager(retries=False, timeout=BACK_CHANNEL)
    with suppress(urllib3.exceptions.HTTPError):
        pool.request_encode_body("POST", client.logout_door, {"logout_token": token}, encode_multipart=False)
    return f"{client.logout_frame}?{urlencode({'iss': provider.issuer, 'sid': sid})}"


def _page(template: str, language: str, **given: object) -> Response:
    known = languages.known(language)
    code = known.code if known and known.code in SPOKEN else SPOKEN[0]
    spoken = [languages.get(each) for each in SPOKEN]
    html = (
        _environment(code)
        .get_template(template)
        .render(language=languages.get(code), spoken=spoken, home=f"/{code}/", base=request.script_root, **given)
    )
    return Response(html, mimetype="text/html")


@cache
def _environment(code: str) -> Environment:
    words = load_catalogue(code)
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment
