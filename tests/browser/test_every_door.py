"""Every page behind a door of the table, in a real browser with axe as the judge: a new door joins by itself."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page

from shell_app.pages import SPOKEN
from tests.browser.test_settings import OPEN_ALL, WIDER, signed_in
from tests.browser.test_shell import AXE, faults
from tests.shell_app.door_table import TABLE

UNREAD = {"auth.ended_in_frame"}
"""An empty answer in the provider's hidden frame."""
ADDRESSES = sorted(
    {
        address
        for name, (method, address, got) in TABLE.items()
        if (method, got["full"]) == ("GET", 200)
        if name not in UNREAD
    }
)
ELSEWHERE = [*ADDRESSES[::3], "/mine/nb/inbox/write/demosykehuset", "/mine/nb/privacy-settings/use/planned?level=basis"]
"""Read in nynorsk and English by turns, wide."""
OF_CONSEQUENCE = (
    "use-and-access/emergency-block",
    "use-and-access/emergency-block/done",
    "use-and-access/check",
    "privacy-settings/health-personnel",
    "privacy-settings/choice/prescriptions-personnel?value=closed&about=7654321",
    "privacy-settings/choice/one-prescription?value=closed&about=?",
    "privacy-settings/use/planned?level=none",
)
"""Where one shuts, closes, withdraws or checks: read in every language of the shell."""
LOOKS = ((390, "light"), (1100, "dark"), (390, "dark"), (1100, "light"))
"""Widths and colours, which take turns."""

pytestmark = pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")


@pytest.fixture
def page(browser: Browser, whole: str) -> Iterator[Page]:
    """Liten Danser's; the policy is set aside for the judge alone."""
    context = browser.new_context(base_url=whole, bypass_csp=True, accept_downloads=True)
    yield signed_in(context.new_page())
    context.close()


def wrong(page: Page, address: str) -> list[str]:
    """What axe finds, everything unfolded, and what is wider than the screen; of what is no page nothing is asked."""
    asked = page.request.get(address)
    if "text/html" not in asked.headers["content-type"]:
        return []
    page.goto(address)
    page.evaluate(OPEN_ALL)
    wide = page.evaluate(WIDER)
    return [f"{address}: {each}" for each in faults(page)] + ([f"{address}: {wide} px too wide"] if wide > 0 else [])


def test_everyone_can_use_every_page_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 760})
    assert len(ADDRESSES) > 30
    assert [each for address in ADDRESSES for each in wrong(page, address)] == []


def test_everyone_can_use_them_in_other_languages_and_wide(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    found = []
    for turn, address in enumerate(ELSEWHERE):
        found += wrong(page, address.replace("/nb/", ("/nn/", "/en/")[turn % 2]))
    assert found == []


def test_everyone_can_use_what_has_consequences_in_every_language(page: Page) -> None:
    """Narrow and wide, light and dark by turns; the log's check with what it found."""
    found = []
    those = [(code, address) for address in OF_CONSEQUENCE for code in SPOKEN]
    for (code, address), (width, scheme) in zip(those, cycle(LOOKS)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += wrong(page, f"/mine/{code}/{address}")
        if address.endswith("/check"):
            page.locator("#check-now").click()
            page.locator("#result.tip").wait_for()
            found += faults(page)
    assert found == []


def test_everyone_can_shut_their_portal_and_read_that_it_is_shut(browser: Browser, whole: str) -> None:
    """portal.md R22: by one press, on a phone; the next sign-in reads that and nothing else, in three languages."""
    context = browser.new_context(base_url=whole, bypass_csp=True, viewport={"width": 320, "height": 760})
    page = signed_in(context.new_page(), "Stille Ferskvann")
    page.goto("/mine/nb/use-and-access/emergency-block")
    page.get_by_role("button", name="Sperr portalen min nå").click()
    page.get_by_role("heading", name="Portalen din er sperret").wait_for()
    page.goto("/mine/sign-in?language=nb")  # the provider still knows who it is
    page.get_by_role("heading", name="Denne portalen er sperret").wait_for()
    assert page.get_by_text("Ferskvann").count() == 0
    found = [
        each for code in ("nb", "nn", "en") for each in wrong(page, f"/mine/{code}/use-and-access/emergency-block")
    ]
    assert found == []
    page.get_by_role("button", name="Sign out").click()
    context.close()
