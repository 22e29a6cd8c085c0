"""Calls the identity provider: no redirects, short waits, small answers, JSON alone (threats.md A32)."""

from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3

from shell_app.auth.refusal import Refused, Unavailable
from shell_app.auth.strict_json import NotStrict, read_object
from shell_app.config import LOOPBACK

LARGEST = 256 * 1024
PIECE = 16 * 1024


class Answered:
    """What came back: the status, and the JSON object."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.body = body


class Exchange:
    """Requests to one provider. `patience` is how many seconds a whole answer may take."""

    def __init__(self, *, local: bool, patience: float) -> None:
        self._local = local
        self._patience = patience
        self._pool = urllib3.PoolManager(
            retries=False, timeout=urllib3.Timeout(connect=min(2.0, patience), read=patience), maxsize=8
        )

    def get(self, url: str) -> Answered:
        return self._ask("GET", url, None)

    def post(self, url: str, form: dict[str, str]) -> Answered:
        return self._ask("POST", url, form)

    def _ask(self, method: str, url: str, form: dict[str, str] | None) -> Answered:
        self._allow(url)
        until = monotonic() + self._patience
        headers = {"Accept": "application/json"}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            response = self._pool.request(
                method,
                url,
                body=urlencode(form) if form else None,
                headers=headers,
                redirect=False,
                preload_content=False,
            )
            try:
                body = self._read(response, until)
            finally:
                response.close()
        except urllib3.exceptions.HTTPError:
            raise Unavailable("provider-unreachable") from None
        return self._judge(response.status, response.headers.get("Content-Type", ""), body)

    def _allow(self, url: str) -> None:
        """TLS to everybody but ourselves, and no other way of reading an address than ours."""
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (self._local and parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not safe or parts.username or parts.fragment:
            raise Refused("provider-address")

    def _read(self, response: urllib3.BaseHTTPResponse, until: float) -> bytes:
        body = b""
        for piece in response.stream(PIECE):
            body += piece
            if len(body) > LARGEST:
                raise Refused("provider-answer-too-large")
            if monotonic() > until:
                raise Unavailable("provider-too-slow")
        return body

    def _judge(self, status: int, kind: str, body: bytes) -> Answered:
        if status >= 500 or status == 429:
            raise Unavailable("provider-failed")
        if 300 <= status < 400:
            raise Refused("provider-redirects")
        if kind.partition(";")[0].strip() not in ("application/json", "application/jwk-set+json"):
            raise Refused("provider-answer-not-json")
        try:
            return Answered(status, read_object(body))
        except NotStrict:
            raise Refused("provider-answer-not-json") from None
