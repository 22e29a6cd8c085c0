"""The whole portal on one address: open pages, the shell, and the development's own identity provider."""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from werkzeug.serving import make_server
from werkzeug.test import Client, TestResponse

from development.identity.provider import IdentityProvider
from development.identity.views import create_identity_app
from development.serving import whole_portal
from development.town import town
from tests.portal import Portal

QUESTION = re.compile(r'name="question" value="([^"]+)"')


class Visitor:
    """A browser that stays on one address; the shell's own calls to the provider go over the real one."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address

    def get(self, path: str) -> TestResponse:
        parts = urlsplit(path)
        return self.client.get(parts.path, query_string=parts.query, base_url=self.address)

    def post(self, path: str, form: dict[str, str]) -> TestResponse:
        return self.client.post(path, data=form, base_url=self.address, headers={"Sec-Fetch-Site": "same-origin"})

    def chooser(self) -> str:
        """The question shown at the provider."""
        page = self.get(self.get("/mine/sign-in?language=nb").headers["Location"])
        found = QUESTION.search(page.text)
        assert found, page.text
        return found[1]


@pytest.fixture
def visitor(portal: Portal) -> Iterator[Visitor]:
    portal.build()
    rooms: list[object] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: rooms[0](environ, start), threaded=True)  # type: ignore[operator]
    address = f"http://127.0.0.1:{server.port}"
    rooms.append(whole_portal(portal.root, address))
    Thread(target=server.serve_forever, daemon=True).start()
    yield Visitor(Client(rooms[0]), address)  # type: ignore[arg-type]
    server.shutdown()


def test_one_address_has_the_open_pages_and_the_way_in(visitor: Visitor) -> None:
    """Read, press sign in, choose BankID, choose a person, and be there (portal.md A56–A60)."""
    assert visitor.get("/nb/").status_code == 200
    question = visitor.chooser()
    chooser = visitor.post("/development-identity/choose", {"question": question, "eid": ""})
    assert [name for name in ("BankID", "Buypass ID", "Commfides") if name in chooser.text] == [
        "BankID",
        "Buypass ID",
        "Commfides",
    ]
    people = visitor.post("/development-identity/choose", {"question": question, "eid": "bankid"})
    assert "Liten Danser" in people.text
    chosen = visitor.post(
        "/development-identity/choose", {"question": question, "eid": "bankid", "person": "14838831150"}
    )
    back = visitor.get(chosen.headers["Location"])
    assert back.headers["Location"] == "/mine/nb/"
    assert "Liten Danser" in visitor.get("/mine/nb/").text


def test_going_back_from_the_chooser_signs_nobody_in(visitor: Visitor) -> None:
    left = visitor.post("/development-identity/choose", {"question": visitor.chooser(), "step": "cancel"})
    page = visitor.get(left.headers["Location"])
    assert page.status_code == 403
    assert "Du avbrøt" in page.text


def test_the_development_keeps_what_people_did(visitor: Visitor, portal: Portal) -> None:
    """In a folder git does not see, with its key beside it for nobody else to read."""
    key = portal.root / "var" / "development" / "key"
    assert (portal.root / "var" / "development" / "portal.db").exists()
    assert key.stat().st_mode & 0o077 == 0


def test_the_provider_for_development_stays_on_this_machine() -> None:
    """It vouches for anybody: on a host that others reach it does not start."""
    with pytest.raises(ValueError, match="stays there"):
        create_identity_app(IdentityProvider("https://helsevei.example/development-identity", town(), []))


@pytest.mark.parametrize("form", [{}, {"client_id": "helsevei-development"}, {"client_id": "other"}])
def test_a_client_without_proof_gets_nothing(visitor: Visitor, form: dict[str, str]) -> None:
    for door in ("par", "token"):
        refused = visitor.post(f"/development-identity/{door}", form)
        assert (refused.status_code, refused.json["error"]) == (401, "invalid_client")  # type: ignore[index]


def test_a_question_that_was_not_pushed_is_shown_to_nobody(visitor: Visitor) -> None:
    page = visitor.get(
        "/development-identity/authorize?client_id=helsevei-development&request_uri=urn:x&response_type=code"
    )
    assert page.status_code == 400
    assert Path(page.request.path).name == "authorize"
