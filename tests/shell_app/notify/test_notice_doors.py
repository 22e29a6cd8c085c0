"""Where a browser and an SMS provider tell how it went: nobody is believed without proof."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import url_for
from msgspec.structs import replace
from sqlalchemy import select

from shell_app.config import Config
from shell_app.notify.carrier import BELL, CONFIRM_AT, proof
from shell_app.notify.config import Notices, Sms
from shell_app.notify.pacing import per_second
from shell_app.notify.planning import Step
from shell_app.notify.receipts import NoReceipt, read, sign
from shell_app.records import deliveries, notices
from shell_app.records.tables import METADATA
from tests.shell_app.bell.test_bell import tell
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import LITEN, handle_of

KEY = "a key shared with the provider"
ROWS, HANDINGS = METADATA.tables["deliveries"], METADATA.tables["handings"]


@pytest.fixture
def config(config: Config) -> Config:
    return replace(config, notices=Notices(sms={"first": Sms("https://sms.example", "key", "Portal", KEY)}))


def sent(browser: Browser, channel: str) -> str:
    """A delivery that has been handed over; its id."""
    tell(browser, LITEN)
    now = browser.portal.clock.now()
    with browser.portal.database.writing() as connection:
        (notice,) = notices.take_undecided(connection, now, timedelta(), 1)
        assert notices.decide(connection, notice, now)
        step = Step(handle_of(browser, LITEN), channel, "device" if channel == "push" else "+4740000001")  # type: ignore[arg-type]
        deliveries.add(connection, notice, [step], now, timedelta())
        id = connection.scalar(select(ROWS.c.id).where(ROWS.c.notice == notice)) or ""
        found = deliveries.find(connection, id)
        assert found
        deliveries.hand(connection, found, "first", "sent", now)
        deliveries.handed(connection, id, now, now) if channel == "push" else deliveries.sent(connection, id, now)
    return id


def state(browser: Browser, id: str) -> tuple[str, str, bool, bool]:
    """Its state and why, whether a browser has shown it, whether the provider has confirmed it."""
    with browser.portal.database.reading() as connection:
        row = connection.execute(select(ROWS).where(ROWS.c.id == id)).one()
        confirmed = connection.scalar(select(HANDINGS.c.confirmed_at).where(HANDINGS.c.delivery == id))
    return row.state, row.reason, row.arrived_at is not None, confirmed is not None


def test_the_addresses_that_a_push_carries_are_doors_of_the_shell(browser: Browser) -> None:
    with browser.shell.test_request_context():
        assert url_for("bell.overview", language="nb") == BELL.format(language="nb")
        assert url_for("notify.arrived") == CONFIRM_AT


def test_a_browser_tells_that_it_has_shown_a_notice_with_nobody_signed_in(browser: Browser) -> None:
    """Twice is once; another notice's proof proves nothing."""
    id, other = sent(browser, "push"), sent(browser, "push")
    right = proof(browser.portal.keyring, id)
    for wrong in ("", "0" * 64, "æ", proof(browser.portal.keyring, other)):
        assert browser.post(CONFIRM_AT, {"delivery": id, "proof": wrong}).status_code == 404
    assert state(browser, id)[:3] == ("handed", "", False)
    for _ in range(2):
        assert browser.post(CONFIRM_AT, {"delivery": id, "proof": right}).status_code == 204
    assert state(browser, id)[:3] == ("sent", "", True)
    assert state(browser, other)[:3] == ("handed", "", False)


def receipt(browser: Browser, body: bytes, signature: str, provider: str = "first") -> int:
    headers = {"Signature": signature, "Content-Type": "application/json"}
    address = f"/mine/notices/sms/{provider}"
    return browser.client.post(address, data=body, headers=headers, base_url=browser.portal.config.address).status_code


@pytest.mark.parametrize(
    ("status", "after"), [("delivered", ("sent", "", False, True)), ("failed", ("failed", "undelivered", False, False))]
)
def test_a_signed_receipt_is_believed(browser: Browser, status: str, after: tuple[str, str, bool, bool]) -> None:
    id = sent(browser, "sms")
    body = json.dumps({"reference": id, "status": status}).encode()
    for _ in range(2):
        assert receipt(browser, body, sign(KEY, body, browser.portal.clock.now())) == 204
    assert state(browser, id) == after


def test_a_receipt_that_is_not_the_providers_is_not_believed(browser: Browser) -> None:
    """Another key, another body, an old one, one from the future, no signature, an unknown provider, no JSON."""
    id, now = sent(browser, "sms"), browser.portal.clock.now()
    body = json.dumps({"reference": id, "status": "delivered"}).encode()
    right, minutes = sign(KEY, body, now), timedelta(minutes=6)
    tried = [
        (body, sign("another", body, now), "first"),
        (body + b" ", right, "first"),
        (body, sign(KEY, body, now - minutes), "first"),
        (body, sign(KEY, body, now + minutes), "first"),
        (body, "", "first"),
        (body, right.upper(), "first"),
        (body, right, "second"),
        (body, sign("", body, now), "second"),
        (b"{}", sign(KEY, b"{}", now), "first"),
        (b"\xff", sign(KEY, b"\xff", now), "first"),
    ]
    assert [receipt(browser, *each) for each in tried] == [404] * len(tried)
    assert state(browser, id) == ("sent", "", False, False)


def test_without_a_key_no_receipt_can_be_made() -> None:
    now = datetime.now(UTC)
    with pytest.raises(NoReceipt):
        read("", sign("", b"{}", now), b"{}", now)


def test_those_who_come_to_read_fill_half_of_what_sign_in_takes() -> None:
    """goals.md L6: 10 % of those told sign in within ten minutes."""
    assert [per_second(each) for each in (60, 4, 0.1)] == [300, 20, 1]
    assert all(per_second(takes) * 0.1 <= 0.5 * takes for takes in (2, 4, 60, 333))
