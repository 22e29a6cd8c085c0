"""A passkey in a real browser: made after an eID sign-in, used to unlock and to come in, and ended."""

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page
from werkzeug.serving import make_server

from development.serving import whole_portal
from tests.browser.sample_site import SampleSite
from tests.browser.test_settings import signed_in
from tests.browser.test_shell import AXE, faults

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named(sample: SampleSite) -> Iterator[str]:
    """The whole portal at a name: browsers allow passkeys at no bare address."""
    rooms: list[Any] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: rooms[0](environ, start), threaded=True)
    address = f"http://localhost:{server.port}"
    rooms.append(whole_portal(sample.root, address))
    Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()


def with_device(page: Page) -> tuple[CDPSession, str]:
    """A virtual authenticator in the page's browser."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return devices, made["authenticatorId"]


def test_a_passkey_is_made_used_and_ended(browser: Browser, named: str) -> None:
    """Under the page's own policy, with what the device shows: no fault in the console, none that axe finds."""
    context = browser.new_context(base_url=named)
    page = context.new_page()
    told: list[str] = []
    page.on(
        "console",
        lambda message: told.append(message.text) if message.type == "error" and "401" not in message.text else None,
    )
    with_device(page)
    signed_in(page)
    page.goto("/mine/nb/use-and-access/passkeys")
    page.get_by_role("button", name="Lag en passnøkkel på denne enheten").click()
    page.get_by_text("Passnøkkelen er laget").wait_for()
    page.get_by_role("button", name="Logg ut").click()
    page.goto("/mine/nb/proxies")
    page.get_by_role("link", name="Bruk passnøkkelen din").click()
    page.get_by_role("button", name="Bruk passnøkkelen").click()
    page.wait_for_url("**/mine/nb/proxies")
    page.get_by_text("Du kom inn med passnøkkel").wait_for()
    page.goto("/mine/nb/use-and-access/passkeys")
    page.get_by_role("button", name="Avslutt passnøkkelen").click()
    page.get_by_role("heading", name="Du er ikke logget inn").wait_for()
    page.goto("/mine/nb/passkey")
    page.get_by_role("button", name="Bruk passnøkkelen").click()
    page.get_by_text("Vi kjenner ikke denne passnøkkelen").wait_for()
    assert [each for each in told if "403" not in each] == []
    context.close()


def test_a_device_that_does_not_know_who_is_there_makes_none(browser: Browser, named: str) -> None:
    """The page says so and the eID is beside it."""
    context = browser.new_context(base_url=named)
    page = context.new_page()
    devices, device = with_device(page)
    signed_in(page)
    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto("/mine/nb/use-and-access/passkeys")
    page.get_by_role("button", name="Lag en passnøkkel på denne enheten").click()
    page.get_by_text("Enheten laget ingen passnøkkel").wait_for()
    context.close()


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
def test_everyone_can_use_the_pages_about_passkeys(browser: Browser, named: str) -> None:
    context = browser.new_context(base_url=named, bypass_csp=True)
    page = context.new_page()
    page.goto("/mine/nn/passkey")
    found = faults(page)
    signed_in(page)
    for code, width in (("nb", 320), ("nn", 1280), ("en", 320)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/mine/{code}/use-and-access/passkeys")
        found += faults(page)
    assert found == []
    context.close()
