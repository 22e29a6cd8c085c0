"""Our client before a provider that others wrote: npm's oidc-provider, with PAR, PKCE and private_key_jwt demanded."""

import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

import msgspec
import pytest
from flask import Flask
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from development.town import TownRegister, town
from shell_app.access.people import local_date
from shell_app.application import create_app
from shell_app.auth.client import new_question
from shell_app.auth.refusal import Refused
from shell_app.clock import system_time
from shell_app.config import Config
from tests.shell_app.browser import Browser

JUDGE = Path(__file__).with_name("judge.mjs")
MODULES = Path(__file__).parents[2] / "node_modules"
INPUT = re.compile(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"')

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (MODULES / "oidc-provider").is_dir()), reason="needs Node.js and `npm ci` in tests/"
)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Judged:
    """The shell on a port of its own, facing the judge, and a browser's way between them."""

    def __init__(self, shell: Flask, issuer: str) -> None:
        self.issuer = issuer
        self.browser = Browser(shell, None)  # type: ignore[arg-type]
        self._open = build_opener(HTTPCookieProcessor(CookieJar()), Stay()).open

    def way_back(self, address: str) -> dict[str, str]:
        """Follow the judge's redirects until it leads back to us; what it brings."""
        for _ in range(8):
            location = self.fetch(address)[0]
            assert location, f"{address} leads nowhere"
            address = location if location.startswith("http") else self.issuer + location
            if not address.startswith(self.issuer):
                return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        raise AssertionError("the judge never leads back")

    def fetch(self, address: str, form: dict[str, str] | None = None) -> tuple[str | None, str]:
        try:
            answer: Any = self._open(address, urlencode(form).encode() if form else None)
        except HTTPError as error:
            answer = error
        return answer.headers.get("Location"), answer.read().decode()


class Stay(HTTPRedirectHandler):
    """Redirects are followed by hand."""

    def redirect_request(self, *given: Any) -> None:
        return None


@pytest.fixture
def judged(config: Config, settled: Path, tmp_path: Path) -> Iterator[Judged]:
    ours, theirs = free_port(), free_port()
    address, issuer = f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{theirs}"
    given = {
        "port": theirs,
        "client_id": config.client_id,
        "key": RSAKey.import_key(json.loads(config.client_key)).as_dict(private=False),
        "callback": f"{address}/mine/signed-in",
        "goodbye": f"{address}/mine/signed-out",
        "logout_door": f"{address}/mine/signed-out-by-provider",
        "pid": "14838831150",
    }
    judge = subprocess.Popen(
        ["node", JUDGE, json.dumps(given)], stdout=subprocess.PIPE, stderr=(tmp_path / "judge.log").open("w"), text=True
    )
    assert judge.stdout and "ready" in judge.stdout.readline(), (tmp_path / "judge.log").read_text()
    shutil.copy(settled, tmp_path / "portal.db")
    config = msgspec.structs.replace(config, address=address, issuer=issuer, patience=5.0)
    shell = create_app(config, TownRegister(town(), local_date(system_time())))
    server = make_server("127.0.0.1", ours, shell, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Judged(shell, issuer)
    server.shutdown()
    judge.terminate()
    judge.wait()


def test_the_judge_lets_our_client_in_and_out(judged: Judged) -> None:
    """Question, sign-in, code, id token; and its back-channel logout ends our session."""
    browser = judged.browser
    answer = judged.way_back(browser.begin().headers["Location"])
    assert sorted(answer) == ["code", "iss", "state"]
    back = browser.come_back(answer)
    assert (back.status_code, browser.security_rows()) == (303, [])
    assert "Liten Danser" in browser.get("/mine/nb/").text
    leaving = browser.post("/mine/sign-out", {"csrf_token": browser.form_token()}).headers["Location"]
    assert browser.open_sessions() == 0
    again = judged.way_back(browser.begin().headers["Location"])
    assert browser.come_back(again).status_code == 303
    form = {name: unescape(value) for name, value in INPUT.findall(judged.fetch(leaving)[1])}
    judged.fetch(f"{judged.issuer}/session/end/confirm", {**form, "logout": "yes"})
    assert browser.open_sessions() == 0


def test_the_judge_refuses_another_verifier_and_a_code_used_before(judged: Judged) -> None:
    """So PKCE and single use are the judge's demands, and not ours alone."""
    browser = judged.browser
    portal, now = browser.portal, browser.portal.clock.now()
    question, other = new_question("/", "nb", now), new_question("/", "nb", now)
    code = judged.way_back(portal.client.push(portal.provider, question, portal.config.acr, now))["code"]
    with pytest.raises(Refused, match="provider-refused-code"):
        portal.client.redeem(portal.provider, code, other, now)
    code = judged.way_back(portal.client.push(portal.provider, question, portal.config.acr, now))["code"]
    assert portal.client.redeem(portal.provider, code, question, now).count(".") == 2
    with pytest.raises(Refused, match="provider-refused-code"):
        portal.client.redeem(portal.provider, code, question, now)
