"""An identity provider that misbehaves on command. As it comes, it does everything right."""

import base64
import json
import secrets
import time
from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

ABSENT: Any = object()
"""Put in place of a value to leave it out."""
KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "right"})


def encoded(data: bytes | str) -> str:
    return base64.urlsafe_b64encode(data.encode() if isinstance(data, str) else data).rstrip(b"=").decode()


def signed(header: dict[str, Any], payload: str | dict[str, Any], key: RSAKey = KEY, hash: Any = SHA256) -> str:
    """Signed by hand: a library would refuse to make what a provider must never send."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    message = f"{encoded(json.dumps(header))}.{encoded(text)}"
    return f"{message}.{encoded(key.private_key.sign(message.encode(), PKCS1v15(), hash()))}"


def without_absent(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not ABSENT}


class Rogue:
    """What it says can be changed before each sign-in: claims, headers, whole answers."""

    def __init__(self) -> None:
        self._server = make_server("127.0.0.1", 0, self._wsgi, threaded=True)
        self.issuer = f"http://127.0.0.1:{self._server.port}"
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.behave()

    def behave(self) -> None:
        self.pid, self.sub = "14838831150", "sub-of-liten"
        self.metadata: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.answer: dict[str, Any] = {}
        self.keys: list[dict[str, Any]] = [KEY.as_dict(private=False)]
        self.make_token: Callable[[dict[str, Any], dict[str, Any]], str] = signed
        self.instead: dict[str, Callable[[], Response]] = {}
        self.asked: dict[str, str] = {}
        self.redeemed: dict[str, str] = {}

    def close(self) -> None:
        self._server.shutdown()

    def _wsgi(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        request = Request(environ)
        path = request.path.strip("/")
        answer = (
            self.instead[path]()
            if path in self.instead
            else getattr(self, f"_{path.split('/')[-1].split('-')[0]}")(request)
        )
        return answer(environ, start)

    def _openid(self, request: Request) -> Response:
        whole = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "pushed_authorization_request_endpoint": f"{self.issuer}/par",
            "end_session_endpoint": f"{self.issuer}/logout",
            "authorization_response_iss_parameter_supported": True,
        }
        return as_json(without_absent({**whole, **self.metadata}))

    def _jwks(self, request: Request) -> Response:
        return as_json({"keys": self.keys})

    def _par(self, request: Request) -> Response:
        self.asked = request.form.to_dict()
        return as_json({"request_uri": f"urn:{secrets.token_hex(8)}", "expires_in": 60}, 201)

    def _token(self, request: Request) -> Response:
        self.redeemed = request.form.to_dict()
        return as_json({"id_token": self.id_token(), "token_type": "Bearer"})

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.asked.get("client_id"),
            "sub": self.sub,
            "sid": "sid-1",
            "pid": self.pid,
            "acr": "idporten-loa-high",
            "nonce": self.asked.get("nonce"),
            "iat": now,
            "exp": now + 120,
        }
        header = {"alg": "RS256", "kid": "right", "typ": "JWT"}
        return self.make_token(without_absent({**header, **self.header}), without_absent({**claims, **self.claims}))

    def logout_token(self, **changed: Any) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "helsevei-test",
            "sid": "sid-1",
            "jti": secrets.token_hex(8),
            "iat": now,
            "exp": now + 120,
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        header = {"alg": "RS256", "kid": "right", "typ": "logout+jwt"}
        return signed(without_absent({**header, **self.header}), without_absent({**claims, **changed}))

    def callback(self) -> dict[str, Any]:
        """What the browser brings back."""
        right = {"code": "a-code", "state": self.asked.get("state"), "iss": self.issuer}
        return without_absent({**right, **self.answer})


def as_json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")


def question_in(location: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(location).query)
