"""Every door of the shell × every kind of visitor, in one table that a new door must join (goals.md S4)."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from shell_app.guard import Door, Undecided, doors, set_guard
from shell_app.records import people
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.door_table import (
    BASIS,
    BITTE,
    GIVER,
    HOLDER,
    INACTIVE,
    KINDS,
    LITEN,
    LITEN_FURU,
    NOBODY_YET,
    RASK,
    STOR,
    TABLE,
    WHEN_SHUT,
    WITH_EID,
    YOUTH,
    expected_of,
)
from tests.shell_app.rogue import Rogue


def come_as(kind: str, browser: Browser, time: Time) -> Browser:
    """Anew: what was shut at the door before is open."""
    with browser.portal.database.writing() as connection:
        people_now = METADATA.tables["people"]
        is_inactive = people_now.c.number_mark == browser.portal.keyring.mark(INACTIVE)
        connection.execute(people_now.update().values(shut_at=None, inactive=is_inactive))
    number = {"newcomer": NOBODY_YET, "basis": BASIS, "youth": YOUTH, "inactive": INACTIVE, "proxy": HOLDER}.get(
        kind, LITEN
    )
    if kind != "visitor":
        browser.sign_in(number)
    if kind == "expired":
        time.moved = timedelta(minutes=31)
    if kind == "parent":
        act_for(browser, BITTE)
    if kind == "proxy":
        assert act_for(browser, GIVER) == 303
    if kind == "passkey":
        with browser.portal.database.writing() as connection:
            connection.execute(METADATA.tables["sessions"].update().values(passkey="one"))
    if kind == "shut":
        with browser.portal.database.writing() as connection:
            people.shut(connection, handle_of(browser, LITEN), browser.portal.clock.now())
    return browser


def handle_of(browser: Browser, number: str) -> str:
    people = METADATA.tables["people"]
    mark = browser.portal.keyring.mark(number)
    with browser.portal.database.reading() as connection:
        return connection.scalar(select(people.c.id).where(people.c.number_mark == mark)) or ""


def act_for(browser: Browser, number: str) -> int:
    token = browser.form_token("/mine/nb/how-to-use")
    return browser.post("/mine/act-for", {"csrf_token": token, "person": handle_of(browser, number)}).status_code


def token_of(browser: Browser) -> str:
    return browser.portal.keyring.form_token(browser.cookie() or "")


@pytest.mark.parametrize("kind", [*KINDS, "passkey", "proxy", "shut"])
def test_every_kind_of_visitor_at_every_door(browser: Browser, time: Time, kind: str) -> None:
    got, said = {}, {}
    for endpoint, (method, address, _) in TABLE.items():
        browser.client = browser.shell.test_client()
        time.moved = timedelta()
        come_as(kind, browser, time)
        answer = browser.get(address) if method == "GET" else browser.post(address, {"csrf_token": token_of(browser)})
        got[endpoint], said[endpoint] = answer.status_code, expected_of(endpoint, kind)
    assert got == said


def test_the_table_has_every_door(shell: Flask) -> None:
    """A new view joins the table above, or this fails."""
    found = doors(shell)
    assert set(TABLE) == set(found)
    assert {name for name, access in found.items() if access.eid} == WITH_EID
    assert {name for name, access in found.items() if access.when_shut} == set(WHEN_SHUT)
    assert {name for name, access in found.items() if access.door is Door.PROVIDER} == {
        "auth.ended_in_frame",
        "auth.ended_by_token",
        "notify.arrived",
        "notify.sms_receipt",
    }
    assert {name for name, access in found.items() if access.door is Door.PASSKEY} == {"passkey.enter"}


def test_a_view_that_says_nothing_keeps_the_shell_from_starting() -> None:
    app = Flask("forgetful")
    app.add_url_rule("/", "forgotten", lambda: "open")
    with pytest.raises(Undecided, match="forgotten"):
        set_guard(app)


PROVED_OTHERWISE = (
    "auth.ended_by_token",
    "fhir.token",
    "fhir.hand_in",
    "fhir.what_is_closed",
    "notify.arrived",
    "notify.sms_receipt",
)
CHANGES = [name for name, (method, _, _) in TABLE.items() if method == "POST" and name not in PROVED_OTHERWISE]


@pytest.mark.parametrize("endpoint", CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "", "Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "", "Origin": "null"},
        {"Sec_Fetch_Site": ""},
    ],
    ids=lambda headers: " ".join(f"{name}={value or 'absent'}" for name, value in headers.items()),
)
def test_a_form_from_elsewhere_changes_nothing(browser: Browser, endpoint: str, headers: dict[str, str]) -> None:
    """goals.md S12, even with the right token."""
    browser.sign_in(LITEN)
    assert browser.post(TABLE[endpoint][1], {"csrf_token": token_of(browser)}, **headers).status_code == 403
    assert browser.open_sessions() == 1


@pytest.mark.parametrize("endpoint", CHANGES)
@pytest.mark.parametrize("token", ["", "0" * 64, "æ", "another's"])
def test_a_form_without_this_sessions_token_changes_nothing(
    browser: Browser, rogue: Rogue, endpoint: str, token: str
) -> None:
    other = Browser(browser.shell, rogue)
    other.sign_in(RASK)
    browser.sign_in(LITEN)
    given = token_of(other) if token == "another's" else token
    assert browser.post(TABLE[endpoint][1], {"csrf_token": given}).status_code == 403
    assert browser.open_sessions() == 2


@pytest.mark.parametrize("endpoint", [name for name, (method, _, _) in TABLE.items() if method == "GET"])
def test_looking_changes_nothing(browser: Browser, time: Time, endpoint: str) -> None:
    """Every GET leaves the database as it was, but for when one was last seen, the rows of a use and of a refusal, and how
    often one has asked."""
    browser.sign_in(LITEN)

    def kept() -> list[object]:
        tables = [table for table in METADATA.sorted_tables if table.name not in ("security_events", "uses", "tries")]
        with browser.portal.database.reading() as connection:
            return [
                tuple(row)
                for table in tables
                for row in connection.execute(select(*[c for c in table.c if c.name != "last_seen_at"]))
            ]

    before = kept()
    browser.get(TABLE[endpoint][1])
    assert kept() == before


@pytest.mark.parametrize("address", ["/mine/nb/nothing", "/mine/nb/innboks/7", "/mine/xx/", "/mine/"])
def test_what_is_not_there_is_told_in_plain_words(browser: Browser, address: str) -> None:
    browser.sign_in(LITEN)
    page = browser.get(address)
    assert page.status_code == 404
    assert "Vi finner ikke siden" in page.text


def test_whom_one_may_not_act_for_is_as_one_who_is_not_there(browser: Browser) -> None:
    """goals.md S5: a stranger, a child one may not represent, and a name nobody has answer alike but for their nonce."""
    browser.sign_in(STOR)
    answers = []
    for person in (handle_of(browser, LITEN), handle_of(browser, LITEN_FURU), "x" * 22, "../../etc", "٣"):
        answer = browser.post("/mine/act-for", {"csrf_token": token_of(browser), "person": person})
        nonce = answer.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
        answers.append((answer.status_code, answer.text.replace(nonce, "").replace(token_of(browser), "")))
    assert {status for status, _ in answers} == {404}
    assert len({text for _, text in answers}) == 1


def test_every_answer_tells_the_browser_to_be_careful(browser: Browser) -> None:
    """goals.md 2.5, on errors too; a nonce of its own each time."""
    browser.sign_in(LITEN)
    nonces = set()
    for address in ("/mine/nb/", "/mine/nb/", "/mine/nothing", "/mine/signed-out", "/mine/sign-in"):
        headers = browser.get(address).headers
        policy = headers["Content-Security-Policy"]
        nonces.add(policy.split("'nonce-")[1].split("'")[0])
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == (
            "no-store",
            "nosniff",
            "no-referrer",
        )
        assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert len(nonces) == 5


def test_only_a_signed_in_pages_forms_lead_to_the_provider(browser: Browser, rogue: Rogue) -> None:
    """Browsers follow a form's redirects only where the policy lets it lead: signing out ends at the provider."""
    assert "form-action 'self';" in browser.get("/mine/signed-out").headers["Content-Security-Policy"]
    browser.sign_in(LITEN)
    assert f"form-action 'self' {rogue.issuer};" in browser.get("/mine/nb/").headers["Content-Security-Policy"]


def test_a_fault_inside_shows_nothing_of_itself(browser: Browser, release: Path) -> None:
    """threats.md A39: the door shuts."""
    browser.sign_in(LITEN)
    with browser.portal.database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET consent = 'nonsense'")
    page = browser.get("/mine/nb/")
    assert (page.status_code, "Noe er galt hos oss" in page.text) == (500, True)
    assert "nonsense" not in page.text and "Liten" not in page.text
