"""A sender's machine for tests: it asks for tokens and hands in, at the shell's own door."""

from typing import Any, NamedTuple

import msgspec
from flask import Flask
from werkzeug.test import TestResponse

from development.senders import kept_keys
from development.sending import INBOX, TOKEN, Letter, assertion, communication
from shell_app.fhir.outcome import MEDIA_TYPE
from shell_app.portal import EXTENSION, Portal
from shell_app.senders.proof import ASSERTION

LETTER = Letter("demosykehuset", "14838831150", "letter", "Svar på undersøkelsen", "Alt er bra.")
KEY = "k" * 24


class Answer(NamedTuple):
    status: int
    codes: list[str]
    resource: dict[str, Any]


class Machine:
    def __init__(self, shell: Flask, folder: Any, sender: str = "demosykehuset") -> None:
        self.portal: Portal = shell.extensions[EXTENSION]
        self.client = shell.test_client()
        self.keys = kept_keys(folder)
        self.sender = sender

    def ask(self, **changed: str) -> TestResponse:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion(self.sender, self.keys[self.sender], f"{self.portal.config.address}{TOKEN}"),
            **changed,
        }
        return self.client.post(TOKEN, data=form, base_url=self.portal.config.address)

    def token(self) -> str:
        return str(self.ask().get_json()["access_token"])

    def post(self, body: bytes, key: str = KEY, **headers: str) -> TestResponse:
        sent = {"Content-Type": MEDIA_TYPE, "Idempotency-Key": key}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if "Authorization" not in sent:
            sent["Authorization"] = f"Bearer {self.token()}"
        return self.client.post(INBOX, data=body, headers=sent, base_url=self.portal.config.address)

    def hand_in(self, resource: Any = None, key: str = KEY, **headers: str) -> Answer:
        body = resource if isinstance(resource, bytes) else msgspec.json.encode(resource or communication(LETTER))
        answer = self.post(body, key, **headers)
        found = msgspec.json.decode(answer.data)
        codes = [issue["details"]["coding"][0]["code"] for issue in found.get("issue", [])]
        return Answer(answer.status_code, codes, found)

    def get(self, path: str) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token()}"}
        return self.client.get(path, headers=headers, base_url=self.portal.config.address)
