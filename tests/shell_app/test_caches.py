"""A cache in front that is eager to keep everything gets nothing private: nginx judges (goals.md S13, threats.md A19)."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import LITEN

USER = "user root;" if os.geteuid() == 0 else ""
"""Else nginx would go over to somebody who may not write into the test's folder."""
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SETTINGS = """
{user} daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}
http {{
  access_log off; proxy_temp_path {folder}/t1; client_body_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  proxy_cache_path {folder}/cache keys_zone=all:1m;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{shell};
      proxy_cache all; proxy_cache_key $uri; proxy_cache_valid any 10m; add_header X-Cache $upstream_cache_status;
    }}
  }}
}}
"""
"""Whoever asked, and whatever came back, is kept under the path alone, for ten minutes."""
PAGES = ("/mine/nb/", "/mine/nb/inbox", "/mine/nb/contact-information", "/mine/nb/use-and-access")
TAILS = ("x.css", ";.css", "/x.js", "%2f..%2fx.png", "?v=1", "%00.css", "/..;/x.svg", "%3f.jpg", ".css", "//")
DECEPTIONS = [
    page.rstrip("/") + ("" if tail[0] in "/;?%.".replace("x", "") else "/") + tail for page in PAGES for tail in TAILS
]
CANARIES = ("Liten Danser", "solsvingen", "+46 70")


@pytest.fixture
def cache(shell: Flask, tmp_path: Path) -> Iterator[int]:
    """The port of nginx with its cache on, in front of the shell."""
    if not Path(NGINX).exists():
        pytest.skip("nginx is not installed; tests/install-system-packages.sh installs it")
    server = make_server("127.0.0.1", 0, shell, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "nginx"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    (folder / "nginx.conf").write_text(SETTINGS.format(user=USER, folder=folder, port=port, shell=server.port))
    running = subprocess.Popen([NGINX, "-e", folder / "errors", "-c", folder / "nginx.conf"], stderr=subprocess.PIPE)
    for _ in range(100):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield port
    running.terminate()
    running.wait()
    server.shutdown()


def fetch(port: int, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=headers)
    got = connection.getresponse()
    text = got.read().decode(errors="replace")
    connection.close()
    return got.status, text, dict(got.getheaders())


def test_nothing_private_stays_in_a_cache(cache: int, browser: Browser, tmp_path: Path) -> None:
    """Somebody signed in is lured to forty addresses; whoever asks for the same afterwards is told nothing of them."""
    browser.sign_in(LITEN)
    cookie = f"__Host-helsevei={browser.cookie()}"
    seen = [fetch(cache, path, Cookie=cookie)[1] for path in (*PAGES, *DECEPTIONS)]
    assert sum("Liten Danser" in page for page in seen) >= len(PAGES), "the lure must have shown something"
    for path in (*PAGES, *DECEPTIONS):
        _, text, headers = fetch(cache, path)
        assert [canary for canary in CANARIES if canary in text] == [], path
        assert headers.get("X-Cache") != "HIT", path
        assert headers.get("Cache-Control", "no-store") == "no-store", path
    kept = [file for file in (tmp_path / "nginx" / "cache").rglob("*") if file.is_file()]
    assert [file for file in kept if any(canary.encode() in file.read_bytes() for canary in CANARIES)] == []


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "Forwarded", "Origin"]
)
def test_no_header_that_a_cache_does_not_look_at_shows_in_an_answer(cache: int, header: str) -> None:
    """threats.md A19: nothing for others to find."""
    for path in ("/mine/nb/", "/mine/signed-out", "/mine/nb/passkey"):
        status, text, headers = fetch(cache, path, **{header: "evil.example"})
        assert "evil.example" not in text + repr(headers), (status, path)
