"""Passkeys: what they give, for how long, and every answer that opens nothing (portal.md A62, R28)."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from development.town import TownContacts, TownRegister, town
from shell_app.access.people import local_date
from shell_app.application import create_app
from shell_app.config import Config
from shell_app.portal import EXTENSION
from tests.shell_app.auth.authenticator import Authenticator
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.rogue import Rogue

LITEN, RASK, BITTE, YOUTH = "14838831150", "02898612069", "19862291037", "23911391589"
OPTIONS = re.compile(r'data-options="([^"]+)"')
CHALLENGE = re.compile(r'name="challenge" value="([^"]+)"')
PASSKEYS = "/mine/nb/use-and-access/passkeys"


@pytest.fixture
def browser(config: Config, time: Time, settled: Any, tmp_path: Any, rogue: Rogue) -> Iterator[Browser]:
    """On a host with a name: browsers allow passkeys at no other."""
    (tmp_path / "portal.db").write_bytes(settled.read_bytes())
    named = replace(config, address="http://localhost")
    app = create_app(named, TownRegister(town(), local_date(time.now())), time.now, TownContacts(town()))
    yield Browser(app, rogue)
    app.extensions[EXTENSION].database.close()


def options_of(page: str) -> str:
    found = OPTIONS.search(page)
    assert found, page
    return html.unescape(found[1])


def make(browser: Browser, device: Authenticator, **wrong: Any) -> int:
    page = browser.get(PASSKEYS).text
    challenge = CHALLENGE.search(page)
    assert challenge
    form = {
        "csrf_token": token_of(browser),
        "challenge": challenge[1],
        "answer": device.make(options_of(page), **wrong),
    }
    return browser.post(PASSKEYS, form).status_code


def token_of(browser: Browser) -> str:
    return browser.portal.keyring.form_token(browser.cookie() or "")


def sign_in_then(browser: Browser, time: Time) -> int:
    """By eID, the provider's clock being moved like ours."""
    now = int(time.now().timestamp())
    browser.rogue.claims = {"iat": now, "exp": now + 120}
    return browser.sign_in(LITEN).status_code


def asked(browser: Browser) -> str:
    return options_of(browser.get("/mine/nb/passkey").text)


def come(browser: Browser, device: Authenticator, **wrong: Any) -> int:
    return browser.post("/mine/nb/passkey", {"answer": device.use(asked(browser), **wrong)}).status_code


@pytest.fixture
def device(browser: Browser) -> Authenticator:
    """Liten's, made after an eID sign-in; she is still signed in."""
    browser.sign_in(LITEN)
    device = Authenticator()
    assert make(browser, device) == 303
    return device


def test_a_session_locked_for_idleness_is_unlocked_where_it_was(
    browser: Browser, device: Authenticator, time: Time
) -> None:
    """For whom one acted too; with a new token, the old one worth nothing (goals.md S6)."""
    from tests.shell_app.test_doors import act_for

    act_for(browser, BITTE)
    before = browser.cookie() or ""
    time.moved = timedelta(minutes=31)
    assert browser.get("/mine/nb/").status_code == 401
    assert come(browser, device) == 303
    assert "Du handler på vegne av Bitte Danser" in browser.get("/mine/nb/").text
    assert browser.cookie() != before
    browser.put_cookie("__Host-helsevei", before)
    assert browser.get("/mine/nb/").status_code == 401


def test_two_hours_after_the_sign_in_it_is_a_new_one(browser: Browser, device: Authenticator, time: Time) -> None:
    """Nothing lengthens a session beyond 120 minutes: what opens is another, acting for oneself."""
    from tests.shell_app.test_doors import act_for

    act_for(browser, BITTE)
    time.moved = timedelta(minutes=121)
    assert come(browser, device) == 303
    page = browser.get("/mine/nb/").text
    assert "Liten Danser" in page and "på vegne av" not in page


def test_the_page_one_wanted_is_the_one_that_opens(browser: Browser, device: Authenticator, time: Time) -> None:
    time.moved = timedelta(minutes=31)
    assert "/mine/nb/passkey?to=proxies" in browser.get("/mine/nb/proxies").text
    options = options_of(browser.get("/mine/nb/passkey?to=proxies").text)
    assert browser.post("/mine/nb/passkey", {"answer": device.use(options)}).headers["Location"] == "/mine/nb/proxies"


@pytest.mark.parametrize(("days", "status"), [(29, 303), (30, 403)])
def test_the_eid_is_asked_for_again_after_thirty_days(
    browser: Browser, device: Authenticator, time: Time, days: int, status: int
) -> None:
    time.moved = timedelta(days=days)
    assert come(browser, device) == status
    assert sign_in_then(browser, time) == 303
    time.moved += timedelta(minutes=31)
    assert come(browser, device) == 303


WRONG: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "another port": {"origin": "http://localhost:81"},
    "another host's passkey": {"rp": "evil.example"},
    "another question": {"challenge": "AAAA"},
    "an answer to another kind of question": {"kind": "webauthn.create"},
    "nobody recognised": {"verified": False},
    "a bad signature": {"signature": b"0" * 70},
    "another owner": {"owner": b"somebody else"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_answer_opens_nothing(browser: Browser, device: Authenticator, time: Time, wrong: str) -> None:
    """No session, one row in the security log; the right answer opens still."""
    time.moved = timedelta(minutes=31)
    assert come(browser, device, **WRONG[wrong]) == 403
    assert browser.security_rows()[-1] == ("sign-in-refused", "passkey-wrong")
    assert browser.get("/mine/nb/").status_code == 401
    assert come(browser, device) == 303


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "{", '{"id": 7}', "x" * 20_000, '{"id":"","rawId":"","type":"public-key","response":{}}'],
)
def test_nonsense_opens_nothing(browser: Browser, device: Authenticator, time: Time, answer: str) -> None:
    time.moved = timedelta(minutes=31)
    asked(browser)
    assert browser.post("/mine/nb/passkey", {"answer": answer}).status_code == 403
    assert browser.security_rows()[-1] in {("sign-in-refused", "passkey-wrong"), ("sign-in-refused", "passkey-unknown")}


def test_an_answer_is_worth_something_once(browser: Browser, device: Authenticator, time: Time) -> None:
    """Sent again with the browser's own cookie of then, it is refused; so is one without the cookie, and a late one."""
    time.moved = timedelta(minutes=31)
    answer, kept = device.use(asked(browser)), browser.cookie("__Host-helsevei-passkey") or ""
    assert browser.post("/mine/nb/passkey", {"answer": answer}).status_code == 303
    assert browser.post("/mine/nb/passkey", {"answer": answer}).status_code == 403
    browser.put_cookie("__Host-helsevei-passkey", kept)
    assert browser.post("/mine/nb/passkey", {"answer": answer}).status_code == 403
    late = device.use(asked(browser))
    time.moved += timedelta(minutes=5, seconds=2)
    assert browser.post("/mine/nb/passkey", {"answer": late}).status_code == 403
    assert next(code for kind, code in browser.security_rows() if kind == "sign-in-refused") == "passkey-late"


def test_a_device_that_may_have_been_copied_loses_its_passkey(
    browser: Browser, device: Authenticator, time: Time
) -> None:
    """Its count goes back: the passkey is ended, and what it had opened is shut."""
    time.moved = timedelta(minutes=31)
    assert come(browser, device, count=7) == 303
    elsewhere = Browser(browser.shell, browser.rogue)
    assert come(elsewhere, device, count=5) == 403
    assert browser.get("/mine/nb/").status_code == 401
    assert come(browser, device, count=8) == 403
    assert [code for kind, code in browser.security_rows() if kind == "sign-in-refused"] == [
        "passkey-count",
        "passkey-unknown",
    ]


def test_a_passkey_that_was_ended_opens_nothing(browser: Browser, device: Authenticator) -> None:
    """Here or elsewhere, from the next request on; that it was there stays on the page."""
    elsewhere = Browser(browser.shell, browser.rogue)
    assert come(elsewhere, device) == 303
    page = browser.get(PASSKEYS).text
    handle = re.search(r'name="passkey" value="([^"]+)"', page)
    assert handle and "Sist brukt" in page
    assert browser.post(f"{PASSKEYS}/end", {"csrf_token": token_of(browser), "passkey": handle[1]}).status_code == 303
    assert elsewhere.get("/mine/nb/").status_code == 401
    assert come(elsewhere, device) == 403
    assert "Avsluttede passnøkler" in browser.get(PASSKEYS).text


def test_nobody_ends_anothers_passkey(browser: Browser, device: Authenticator) -> None:
    """A foreign one and one that is not there answer alike."""
    handle = re.search(r'name="passkey" value="([^"]+)"', browser.get(PASSKEYS).text)
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    assert handle
    for given in (handle[1], "x" * 22):
        assert other.post(f"{PASSKEYS}/end", {"csrf_token": token_of(other), "passkey": given}).status_code == 404


def test_another_persons_passkey_does_not_unlock(browser: Browser, device: Authenticator, time: Time) -> None:
    """While somebody's session lies locked in a browser, nobody else goes on in it."""
    browser.client = browser.shell.test_client()
    browser.sign_in(RASK)
    time.moved = timedelta(minutes=31)
    assert come(browser, device) == 403
    assert browser.security_rows()[-1] == ("sign-in-refused", "passkey-other-person")


def test_what_gives_others_access_asks_for_the_eid(browser: Browser, device: Authenticator, time: Time) -> None:
    """One reads all; the rest asks for a step up, which is a new session that acts for whom one acted."""
    from tests.shell_app.test_doors import act_for

    time.moved = timedelta(minutes=31)
    come(browser, device)
    assert browser.get("/mine/nb/proxies").status_code == 200
    for address in (
        "proxies/give",
        "proxies/given",
        "privacy-settings/use",
        "privacy-settings/choice/screening",
        "privacy-settings/child",
        "contact-information/account",
        "use-and-access/passkeys",
    ):
        answer = browser.post(f"/mine/nb/{address}", {"csrf_token": token_of(browser), "value": "closed"})
        assert (answer.status_code, "elektronisk ID" in answer.text) == (403, True), address
    act_for(browser, BITTE)
    before = browser.cookie()
    assert sign_in_then(browser, time) == 303
    assert browser.cookie() != before
    assert "på vegne av Bitte Danser" in browser.get("/mine/nb/").text
    assert browser.post("/mine/nb/contact-information/account", {"csrf_token": token_of(browser)}).status_code == 303


def test_sign_in_offers_the_passkey_where_one_has_been_used(browser: Browser, device: Authenticator) -> None:
    """And nowhere else; the eID is one link away."""
    assert browser.get("/mine/sign-in?language=nb").headers["Location"] == "/mine/nb/passkey"
    assert "/mine/sign-in?language=nb&eid=yes" in html.unescape(browser.get("/mine/nb/passkey").text)
    assert browser.rogue.issuer in browser.get("/mine/sign-in?language=nb&eid=yes").headers["Location"]
    fresh = Browser(browser.shell, browser.rogue)
    assert browser.rogue.issuer in fresh.get("/mine/sign-in?language=nb").headers["Location"]


def test_young_people_and_parents_make_none(browser: Browser) -> None:
    """portal.md R28: from 16; and nobody's device opens the portal as a child."""
    from tests.shell_app.test_doors import act_for

    browser.sign_in(YOUTH)
    assert "data-options" not in browser.get(PASSKEYS).text
    assert browser.post(PASSKEYS, {"csrf_token": token_of(browser)}).status_code == 404
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    assert browser.get(PASSKEYS).status_code == 404
    assert browser.post(PASSKEYS, {"csrf_token": token_of(browser)}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"rp": "evil.example"},
        {"challenge": "AAAA"},
        {"verified": False},
        {"kind": "webauthn.get"},
    ],
    ids=str,
)
def test_a_passkey_made_wrongly_is_not_kept(browser: Browser, wrong: dict[str, Any]) -> None:
    browser.sign_in(LITEN)
    assert make(browser, Authenticator(), **wrong) == 422
    assert browser.security_rows()[-1] == ("passkey-refused", "passkey-wrong")
    assert "Du har ingen passnøkkel" in browser.get(PASSKEYS).text


def test_a_portal_without_a_name_offers_none(shell: Any, rogue: Rogue) -> None:
    """Browsers allow no passkeys at a bare address: the pages say so and offer the eID."""
    browser = Browser(shell, rogue)
    browser.sign_in(LITEN)
    assert "data-options" not in browser.get(PASSKEYS).text
    assert "data-options" not in browser.get("/mine/nb/passkey").text
