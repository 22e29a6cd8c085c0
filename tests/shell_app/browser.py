"""A browser for tests of the shell: it keeps cookies, and goes the whole way through a sign-in."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from shell_app.cookies import SESSION, SIGN_IN
from shell_app.portal import EXTENSION, Portal
from shell_app.records import security
from shell_app.records.tables import sessions
from tests.shell_app.rogue import Rogue

FORM_TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


class Browser:
    def __init__(self, shell: Flask, rogue: Rogue) -> None:
        self.portal: Portal = shell.extensions[EXTENSION]
        self.shell = shell
        self.rogue = rogue
        self.client = shell.test_client()
        self.host = urlsplit(self.portal.config.address).hostname or ""

    def get(self, address: str, **given: Any) -> TestResponse:
        return self.client.get(address, base_url=self.portal.config.address, **given)

    def post(self, address: str, form: dict[str, str] | None = None, **headers: str) -> TestResponse:
        """Send a form as a browser does from our own page; a header given as "" is left out."""
        sent = {"Sec-Fetch-Site": "same-origin", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client.post(
            address,
            data=form or {},
            base_url=self.portal.config.address,
            headers={name: value for name, value in sent.items() if value},
        )

    def begin(self) -> TestResponse:
        return self.get("/mine/sign-in?language=nb&eid=yes")

    def come_back(self, query: Any = None) -> TestResponse:
        return self.get("/mine/signed-in", query_string=self.rogue.callback() if query is None else query)

    def sign_in(self, number: str = "", sub: str = "") -> TestResponse:
        """All the way, as the person with this number."""
        if number:
            self.rogue.pid, self.rogue.sub = number, sub or f"sub-{number}"
        began = self.begin()
        return self.come_back() if began.status_code == 303 else began

    def form_token(self, address: str = "/mine/nb/") -> str:
        found = FORM_TOKEN.search(self.get(address).text)
        assert found, f"no form on {address}"
        return found[1]

    def cookie(self, name: str = SESSION) -> str | None:
        kept = self.client.get_cookie(name, domain=self.host)
        return kept.value if kept else None

    def question_cookie(self) -> str | None:
        return self.cookie(SIGN_IN)

    def put_cookie(self, name: str, value: str) -> None:
        self.client.set_cookie(name, value, domain=self.host)

    def open_sessions(self) -> int:
        with self.portal.database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(sessions)) or 0

    def security_rows(self) -> list[tuple[str, str]]:
        with self.portal.database.reading() as connection:
            return security.noted(connection)
