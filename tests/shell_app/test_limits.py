"""How often is often enough: counted in the database, told in plain words, and over when the time is over (A22)."""

from datetime import timedelta

import pytest

from shell_app.limits import LIMITS
from shell_app.records import tries
from shell_app.records.database import Database
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.settings.some_people import NOON
from tests.shell_app.test_doors import LITEN, RASK, token_of

HOUR = timedelta(hours=1)


def guess(browser: Browser) -> int:
    form = {"csrf_token": token_of(browser), "number": "02898612069", "family-name": "Galt", "areas": "services"}
    return browser.post("/mine/nb/proxies/give", form).status_code


def test_guessing_whom_a_number_belongs_to_ends(browser: Browser, time: Time) -> None:
    """After 20 tries in an hour, also for the right one; another person is not held up, and the next hour is free."""
    browser.sign_in(LITEN)
    assert {guess(browser) for _ in range(LIMITS["holder"].times)} == {422}
    browser.sign_in(LITEN)
    assert guess(browser) == 429
    told = browser.post("/mine/nb/proxies/give", {"csrf_token": token_of(browser)})
    assert "Det var for ofte" in told.text and 0 < int(told.headers["Retry-After"]) <= 3601
    assert browser.security_rows().count(("limited", "holder")) == 1
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    assert guess(other) == 422
    time.moved = HOUR
    now = int(time.now().timestamp())
    browser.rogue.claims = {"iat": now, "exp": now + 120}
    browser.sign_in(LITEN)
    assert guess(browser) == 422


@pytest.mark.parametrize(
    ("kind", "method", "address"),
    [
        ("sign-in", "GET", "/mine/sign-in"),
        ("sign-in", "GET", "/mine/signed-in"),
        ("passkey", "POST", "/mine/nb/passkey"),
    ],
)
def test_before_anybody_is_known_the_address_is_counted(browser: Browser, kind: str, method: str, address: str) -> None:
    """With its last try gone there is no way in from there; from another address there is."""
    limit, now = LIMITS[kind], browser.portal.clock.now()
    for who in ("127.0.0.1", "10.0.0.9"):
        for moment in (now, now + limit.span):
            with browser.portal.database.writing() as connection:
                for _ in range(limit.times if who == "127.0.0.1" else 1):
                    tries.count(connection, kind, browser.portal.keyring.mark(f"{kind} {who}"), limit.span, moment)
    sent = {"base_url": browser.portal.config.address, "headers": {"Sec-Fetch-Site": "same-origin"}, "method": method}
    assert browser.client.open(address, **sent).status_code == 429
    assert browser.client.open(address, **sent, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code != 429


def test_both_databases_count_alike(database: Database) -> None:
    """In spans of time that do not move; what is over is forgotten."""
    with database.writing() as connection:
        got = [tries.count(connection, "holder", b"a" * 32, HOUR, NOON)[0] for _ in range(3)]
        assert got == [1, 2, 3]
        assert tries.count(connection, "holder", b"b" * 32, HOUR, NOON) == (1, NOON + HOUR)
        assert tries.count(connection, "search", b"a" * 32, HOUR, NOON)[0] == 1
        assert tries.count(connection, "holder", b"a" * 32, HOUR, NOON + HOUR)[0] == 1
        tries.forget(connection, NOON + HOUR)
        assert tries.count(connection, "holder", b"a" * 32, HOUR, NOON)[0] == 1
        assert tries.count(connection, "holder", b"a" * 32, HOUR, NOON + HOUR)[0] == 2
