"""The server's search page: for readers without scripts, for links that carry a question, and for programs."""

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from msgspec.structs import replace
from werkzeug.test import TestResponse

from development.town import TownContacts, TownRegister, town
from shell_app.application import create_app
from shell_app.clock import system_time
from shell_app.config import Config
from shell_app.portal import EXTENSION
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from tests.portal import SITE
from tests.portal import Portal as SmallPortal
from tests.shell_app.conftest import ADDRESS

SETTINGS = """\
search: "/{language}/search.html"
settings:
  privacy-settings:
    address: "/mine/{language}/privacy-settings"
    name: {nb: Personverninnstillinger, en: Privacy settings}
    keywords: {nb: [samtykke]}
"""


@dataclass
class Server:
    """A shell over a small portal whose release may change."""

    portal: SmallPortal
    shell: Flask

    def get(self, address: str) -> TestResponse:
        return self.shell.test_client().get(address, base_url=ADDRESS)

    def found(self, query: str, language: str = "nb", **more: str) -> list[str]:
        answer = self.shell.test_client().get(
            f"/{language}/search.json", base_url=ADDRESS, query_string={"q": query, **more}
        )
        return [result["href"] for result in answer.json["results"]]


ENGINES = pytest.mark.parametrize("server", ["whoosh", "files"], indirect=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal's folder, published once."""
    portal = SmallPortal(tmp_path_factory.mktemp("searched") / "portal").with_sample()
    portal.write("content/site.yml", SITE + SETTINGS)
    portal.build()
    return portal.root


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path, published: Path, config: Config) -> Iterator[Server]:
    """With the engine an operator has chosen, on a portal of its own."""
    shutil.copytree(published, tmp_path / "portal", symlinks=True)
    portal = SmallPortal(tmp_path / "portal")
    engine = getattr(request, "param", "files")
    chosen = replace(config, site=portal.root / "site", search=engine, search_folder=tmp_path / "kept")
    database = Database(chosen.database)
    migrate(database)
    database.close()
    shell = create_app(chosen, TownRegister(town(), system_time().date()), contacts=TownContacts(town()))
    yield Server(portal, shell)
    shell.extensions[EXTENSION].database.close()


@ENGINES
def test_a_page_without_scripts_has_the_results_and_the_question(server: Server) -> None:
    """The words sought are marked, the partner is named, and the field holds what was asked."""
    page = server.get("/nb/search.html?q=astmaen").text
    assert '<h2><a href="/nb/astma.html" hreflang="nb"><mark>Astma</mark></a></h2>' in page
    assert 'value="astmaen"' in page and "Treff på «<bdi>astmaen</bdi>»: <bdi>1</bdi>" in page
    assert 'Artikkel · <bdi lang="nb"' not in page and "Artikkel · <bdi>" in page
    assert '<form class="search" role="search" action="/nb/search.html" method="get"' in page


@ENGINES
def test_services_and_settings_are_found_too(server: Server) -> None:
    """Settings in a language the reader reads, by their keywords as well."""
    assert server.found("innboks") == ["/nb/services/innboks.html"]
    assert server.found("samtykke") == ["/mine/nb/privacy-settings"]
    assert server.found("privacy", "en") == ["/mine/en/privacy-settings"]
    assert server.found("samtykke", kind="setting") == ["/mine/nb/privacy-settings"]


@ENGINES
def test_results_are_narrowed_and_the_choice_stays_in_the_form(server: Server) -> None:
    """By kind, topic, partner and language; what nobody has narrows to nothing."""
    assert server.found("luftveier astma", kind="topic") == ["/nb/topics/luftveier.html"]
    assert server.found("astma", partner="lungesenteret", topic="luftveier") == ["/nb/astma.html"]
    assert server.found("astma", partner="'; --") == []
    page = server.get("/nb/search.html?q=astma&kind=article").text
    assert '<option value="article" selected>' in page and '<details class="narrow" open>' in page


def test_who_finds_nothing_is_helped_on(server: Server) -> None:
    """With the index of letters, the hubs and what was perhaps meant."""
    page = server.get("/nb/search.html?q=xqzwvk").text
    assert "Vi fant ingenting på «<bdi>xqzwvk</bdi>»" in page
    assert 'href="/nb/a-z/"' in page and 'href="/nb/topics/"' in page
    slip = server.get("/nb/search.html?q=innbosk").text
    assert 'Mente du <a href="/nb/search.html?q=innboks" dir="auto">innboks</a>?' in slip


def test_what_is_asked_is_text_and_no_markup(server: Server) -> None:
    """In the field, in the sentence and in the link to what was meant."""
    page = server.get("/nb/search.html?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E+[count]").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_suggestions_come_as_json(server: Server) -> None:
    """For the field, when a script asks while somebody types."""
    assert server.get("/nb/search.json?begun=inn").json == ["Innboks"]
    assert server.get("/nb/search.json?begun=").json == []


def test_every_language_of_the_release_is_searched_and_no_other(server: Server) -> None:
    """Also one the signed-in half has no words in; the page leads to the same question in the others."""
    page = server.get("/en/search.html?q=astma").text
    assert '<html lang="en"' in page and 'href="/nb/search.html?q=astma"' in page
    for address in (
        "/de/search.html?q=a",
        "/nothing/search.html?q=a",
        "/mine/search.html?q=a",
        "/%ff/search.json?q=a",
        "/../search.html?q=a",
    ):
        assert server.get(address).status_code == 404, address


@ENGINES
def test_the_index_changes_with_the_release(server: Server) -> None:
    """Without a restart: the next question is answered by what the link leads to now, and by the old after a rollback."""
    assert server.found("kikhoste") == []
    before = (server.portal.root / "site/current").readlink()
    server.portal.article("kikhoste", "Kikhoste")
    server.portal.build()
    assert server.found("kikhoste") == ["/nb/kikhoste.html"]
    link = server.portal.root / "site/current"
    link.unlink()
    link.symlink_to(before)
    assert server.found("kikhoste") == []


def test_a_release_without_an_index_has_no_search_page(server: Server) -> None:
    server.portal.write("content/site.yml", SITE + "search_index: no\n")
    server.portal.build()
    assert server.get("/nb/search.html?q=astma").status_code == 404


def test_nobody_is_known_and_nothing_is_kept(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """No cookie, no line in any log, nothing in a cache, and no word of it to the page a result leads to."""
    caplog.set_level(logging.DEBUG)
    answer = server.get("/nb/search.html?q=klamydia")
    assert "Set-Cookie" not in answer.headers
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "klamydia" not in caplog.text
    assert '<meta name="robots" content="noindex">' in answer.text


def test_a_fault_tells_the_log_no_question(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """A release that was damaged: the page says so, the log says what, and neither names what was sought."""
    for folder in (server.portal.root / "site").glob("releases/*/public/index/nb/[2-7a-z]"):
        shutil.rmtree(folder)
    answer = server.get("/nb/search.html?q=klamydia")
    assert answer.status_code == 500 and "klamydia" not in answer.text
    assert "klamydia" not in caplog.text


@ENGINES
def test_what_is_put_into_a_sentence_keeps_its_direction_to_itself(server: Server) -> None:
    """A query that looks like a gap of ours is no gap."""
    text = server.get("/nb/search.html?q=astma+[count]").text
    assert "«<bdi>astma [count]</bdi>»: <bdi>" in text
