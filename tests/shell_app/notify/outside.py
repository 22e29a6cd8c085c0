"""What lies outside for the tests of sending: an SMTP server, SMS gateways, and a push service with its browsers."""

import base64
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread
from typing import Any

import http_ece
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shell_app.records.devices import Subscription


class Browser:
    """A browser that takes push notices: it alone has the key that opens them."""

    def __init__(self, address: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = Subscription(address, coded(point), coded(self.secret))

    def open(self, sealed: bytes) -> Any:
        return json.loads(http_ece.decrypt(sealed, private_key=self.key, auth_secret=self.secret, version="aes128gcm"))


class Asked(dict[str, Any]):
    """One request to a server: path, headers with small letters, body."""


class HttpServer:
    """Answers each POST with the next status of `answers`, the last for ever."""

    def __init__(self) -> None:
        self.answers, self.asked = [201], list[Asked]()
        self.slow = 0.0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.asked.append(Asked(path=self.path, headers=headers, body=body))
                time.sleep(outer.slow)
                status = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Post:
    """A real SMTP server; `answer` is what it says to a message."""

    def __init__(self) -> None:
        self.mail: list[Any] = []
        self.answer = "250 OK"
        self.port = _free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mail.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def close(self) -> None:
        self._controller.stop()


@contextmanager
def server() -> Iterator[HttpServer]:
    running = HttpServer()
    try:
        yield running
    finally:
        running.close()


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
