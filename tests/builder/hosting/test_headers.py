"""What is sent with every file: by our own server, by nginx with the release's settings, and as `_headers` tells."""

import gzip
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from builder.render.hosting import FOR_EVER, HEADERS, POLICY
from builder.serving import release_app
from tests.portal import Portal

Ask = Callable[..., HTTPResponse]

NGINX = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {site}/current/public;
        include {site}/current/nginx.conf;
    }}
}}
"""


@pytest.fixture
def published(portal: Portal) -> Portal:
    portal.write("content/moved.yml", "- {old: article:astma-hos-barn, now: article:astma}\n")
    portal.build()
    return portal


@pytest.fixture
def ours(published: Portal) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, release_app(published.root), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.port
    server.shutdown()


@pytest.fixture
def nginx(published: Portal, tmp_path: Path) -> Iterator[int]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        pytest.skip("no nginx; tests/install-system-packages.sh installs it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "nginx.conf"
    settings.write_text(NGINX.format(folder=tmp_path, port=port, site=published.root / "site"))
    tested = subprocess.run([program, "-t", "-q", "-c", settings], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    running = subprocess.Popen([program, "-c", settings], stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    yield port
    running.terminate()
    running.wait()


@pytest.fixture(params=["ours", "nginx"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Asks one of the two servers for an address."""
    port = request.getfixturevalue(request.param)

    def asking(address: str, **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse()

    return asking


def asset(portal: Portal, pattern: str) -> str:
    return "/assets/" + next((portal.public / "assets").glob(pattern)).name


def test_every_answer_is_guarded(ask: Ask, published: Portal) -> None:
    """Pages, data, styles, the service worker, and what is not there: each header once, as the table has it."""
    found = {}
    for address in (
        "/",
        "/nb/",
        "/nb/astma.html",
        "/nb/astma.json",
        asset(published, "portal.*.css"),
        "/service-worker.js",
        "/nb/none.html",
        "/none",
    ):
        answer = ask(address)
        found[address] = {name: answer.headers.get_all(name) for name in HEADERS}
    assert found == {address: {name: [value] for name, value in HEADERS.items()} for address in found}


def test_nothing_in_the_policy_is_unsafe() -> None:
    """And what is not named is not allowed (goals.md S11)."""
    assert "unsafe" not in POLICY and "*" not in POLICY and "data:" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    for directive in (
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
    ):
        assert directive in POLICY.split("; ")


def test_files_named_by_their_content_are_kept_and_pages_are_asked_for_again(ask: Ask, published: Portal) -> None:
    """A page that has not changed costs an answer without a body."""
    assert ask(asset(published, "portal.*.css")).headers["Cache-Control"] == FOR_EVER
    for address in ("/nb/astma.html", "/service-worker.js", "/nb/saved-pages.json", "/nb/app.webmanifest"):
        first = ask(address)
        assert first.headers["Cache-Control"] == "no-cache", address
        again = ask(address, If_None_Match=first.headers["ETag"])
        assert (again.status, again.read()) == (304, b""), address


def test_what_is_text_comes_compressed_to_who_takes_it(ask: Ask, published: Portal) -> None:
    """Pages, styles, scripts, data and feeds, and the page for a lost way; to others it comes whole."""
    style, script = asset(published, "portal.*.css"), asset(published, "portal.*.js")
    for address in (
        "/nb/astma.html",
        style,
        script,
        "/nb/astma.json",
        "/nb/sitemap.xml",
        "/sitemap.xml",
        "/nb/none.html",
    ):
        plain, packed = ask(address), ask(address, Accept_Encoding="gzip, br")
        assert (plain.headers["Content-Encoding"], packed.headers["Content-Encoding"]) == (None, "gzip"), address
        whole, small = plain.read(), packed.read()
        assert gzip.decompress(small) == whole and len(small) < len(whole), address
        assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding", address
    again = ask(
        "/nb/astma.html",
        Accept_Encoding="gzip",
        If_None_Match=ask("/nb/astma.html", Accept_Encoding="gzip").headers["ETag"],
    )
    assert (again.status, again.read()) == (304, b"")


def test_fonts_and_pictures_come_as_they_are(ask: Ask, published: Portal) -> None:
    """They are compressed in themselves."""
    for address in (
        asset(published, "icon-192.*.png"),
        "/assets/fonts/" + next((published.public / "assets/fonts").glob("*.woff2")).name,
    ):
        answer = ask(address, Accept_Encoding="gzip")
        assert (
            answer.headers["Content-Encoding"] is None
            and answer.read() == (published.public / address[1:]).read_bytes()
        )


def test_a_missing_file_is_not_kept_for_ever(ask: Ask) -> None:
    """It may come with the next release."""
    answer = ask("/assets/none.css")
    assert answer.status == 404 and "immutable" not in answer.headers.get("Cache-Control", "")


def test_who_lost_the_way_is_helped_in_the_language_of_the_address(ask: Ask) -> None:
    """And in the portal's main language elsewhere."""
    for address, language in (("/en/none.html", "en"), ("/nn/none.html", "nn"), ("/none", "nb")):
        answer = ask(address)
        assert answer.status == 404 and f'<html lang="{language}"' in answer.read().decode(), address


def test_files_are_said_to_be_what_they_are(ask: Ask) -> None:
    """Since nobody may guess."""
    kinds = {
        address: ask(address).headers["Content-Type"]
        for address in ("/nb/astma.html", "/nb/app.webmanifest", "/service-worker.js")
    }
    assert {address: kind.partition(";")[0] for address, kind in kinds.items()} == {
        "/nb/astma.html": "text/html",
        "/nb/app.webmanifest": "application/manifest+json",
        "/service-worker.js": kinds["/service-worker.js"].partition(";")[0],
    }
    assert "javascript" in kinds["/service-worker.js"]


def test_the_log_and_the_archive_are_served_from_beside_the_releases(ask: Ask, published: Portal) -> None:
    """With the same headers, to be asked for again; and nothing else that lies there."""
    site = published.root / "site"
    kept = next(site.glob("editions/*.html")).name
    files = {
        "/log/history.jsonl": "history.jsonl",
        "/log/head": "history.head",
        f"/editions/{kept}": f"editions/{kept}",
        "/editions/history.jsonl": "editions/history.jsonl",
    }
    for address, file in files.items():
        answer = ask(address)
        assert (answer.status, answer.read()) == (200, (site / file).read_bytes()), address
        assert answer.headers.get_all("Cache-Control") == ["no-cache"], address
        assert {name: answer.headers.get_all(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }, address
    assert ask(f"/editions/{kept}").headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask("/log/head").headers["Content-Type"].startswith("text/plain")
    for address in ("/editions/.complete", "/editions/../history.jsonl", "/log/cache/units.msgpack", "/editions/"):
        assert ask(address).status in (400, 404), address


def test_an_old_address_leads_on(ask: Ask) -> None:
    """By a redirect where the server knows it, else by the page that lies there."""
    answer = ask("/nb/astma-hos-barn.html")
    if answer.status == 301:
        assert answer.headers["Location"] == "/nb/astma.html"
    else:
        assert 'content="0; url=/nb/astma.html"' in answer.read().decode()


def test_hosts_for_static_sites_are_told_the_same(published: Portal) -> None:
    """`_headers` and `_redirects` lie at the root of what is published."""
    rules: dict[str, list[str]] = {}
    for line in published.page("_headers").splitlines():
        if line.startswith("/"):
            rules[line] = []
        else:
            rules[next(reversed(rules))].append(line.strip())
    assert rules["/*"] == [f"{name}: {value}" for name, value in HEADERS.items()]
    assert rules["/assets/*"] == rules["/media/*"] == [f"Cache-Control: {FOR_EVER}"]
    assert published.page("_redirects").splitlines() == [
        "/nb/astma-hos-barn.html /nb/astma.html 301",
        "/nn/astma-hos-barn.html /nb/astma.html 301",
        "/en/astma-hos-barn.html /en/astma.html 301",
    ]
