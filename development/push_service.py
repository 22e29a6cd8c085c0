"""A push service of this machine, and the browsers that take notices from it: what they would show is on the page.

A browser on a developer's machine may reach no push service, and what a real one is sent nobody else can read. So the
script that turns push on is served with a stand-in before it, by which a browser is given keys that are kept here.
"""

import base64
import os
from collections.abc import Iterable
from typing import Any

import http_ece
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask, Response, abort, jsonify, request

from shell_app.notify.wording import Text
from shell_app.settings.notices.push_views import SCRIPT

STAND_IN = b"""PushManager.prototype.subscribe = async () => {
  const given = await (await fetch("/development-push/subscribe", { method: "POST" })).json();
  return { toJSON: () => given };
};
"""


class PushService:
    """Keys by the name of each browser, and what came, the latest first."""

    def __init__(self, address: str, tell: Any) -> None:
        self._address, self._tell = address, tell
        self._browsers: dict[str, tuple[ec.EllipticCurvePrivateKey, bytes]] = {}
        self.received: list[dict[str, str]] = []

    def subscribe(self) -> dict[str, Any]:
        """As a browser answers its page: where it is reached, and with which keys."""
        name, key, secret = (
            f"browser-{len(self._browsers) + 1}",
            ec.generate_private_key(ec.SECP256R1()),
            os.urandom(16),
        )
        self._browsers[name] = key, secret
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": f"{self._address}/{name}", "keys": {"p256dh": _coded(point), "auth": _coded(secret)}}

    def take(self, name: str, sealed: bytes) -> bool:
        """Whether there is such a browser; what it would read is kept."""
        if name not in self._browsers:
            return False
        key, secret = self._browsers[name]
        said = msgspec.json.decode(http_ece.decrypt(sealed, private_key=key, auth_secret=secret, version="aes128gcm"))
        self.received.insert(0, said)
        self._tell(name, Text(said["title"], said["body"]))
        return True


def create_push_app(service: PushService) -> Flask:
    app = Flask("development.push_service", static_folder=None)

    @app.post("/subscribe")
    def subscribe() -> Response:
        return jsonify(service.subscribe())

    @app.get("/received")
    def received() -> Response:
        return jsonify(service.received)

    @app.post("/<name>")
    def take(name: str) -> Response:
        if not service.take(name, request.get_data()):
            abort(410)
        return Response(status=201)

    return app


def script_with_stand_in(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """The shell's script for turning push on, as it is served on a developer's machine."""
    body = STAND_IN + SCRIPT.read_bytes()
    start(
        "200 OK",
        [("Content-Type", "text/javascript"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")],
    )
    return [body]


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
