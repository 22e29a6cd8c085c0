"""The signed-in half in a real browser: the way in and out, on the served portal, with axe as the judge."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
PAGES = (
    "/mine/nb/",
    "/mine/nn/how-to-use",
    "/mine/en/use-and-access",
    "/mine/nb/use-and-access/sign-ins",
    "/mine/nb/nothing",
    "/mine/signed-out",
)


def faults(page: Page) -> list[str]:
    """What axe finds."""
    page.evaluate(AXE.read_text())
    return page.evaluate("axe.run().then((found) => found.violations.map((each) => `${document.title}: ${each.id}`))")


def test_in_and_out_of_the_portal(browser: Browser, whole: str) -> None:
    """From the link on an open page to one's own; after signing out, going back shows nothing (threats.md A20)."""
    page = browser.new_page(base_url=whole)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto("/nb/")
    page.get_by_role("link", name="Logg inn").first.click()
    page.get_by_role("button", name="BankID").first.click()
    page.get_by_role("button", name="Liten Danser").click()
    assert page.url == f"{whole}/mine/nb/"
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Bitte Danser").click()
    page.get_by_text("Du handler på vegne av Bitte Danser").wait_for()
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("link").click()
    page.get_by_role("heading", name="Du er logget ut").wait_for()
    page.goto("/mine/nb/")
    page.get_by_role("heading", name="Du er ikke logget inn").wait_for()
    assert "Danser" not in page.content()
    assert told == []
    page.close()


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
def test_axe_finds_nothing_on_the_signed_in_pages(browser: Browser, whole: str) -> None:
    """On the provider's pages neither. The policy is set aside for the judge alone."""
    context = browser.new_context(base_url=whole, bypass_csp=True)
    page = context.new_page()
    page.goto("/mine/sign-in?language=nb")
    found = faults(page)
    page.get_by_role("button", name="BankID").first.click()
    found += faults(page)
    page.get_by_role("button", name="Liten Danser").click()
    for address in PAGES:
        page.goto(address)
        found += faults(page)
    assert found == []
    context.close()


def test_why_a_service_is_shut_can_be_opened_and_leads_on(browser: Browser, whole: str) -> None:
    """portal.md A55, A74: the card's own link lies beneath."""
    page = browser.new_page(base_url=whole)
    page.goto("/mine/sign-in?language=nb")
    page.get_by_role("button", name="BankID").first.click()
    page.get_by_role("button", name="Grunn Ferskvann").click()
    page.locator("details.all > summary").click()
    page.locator("details.why summary").first.click()
    page.get_by_role("link", name="Les mer om ungdomstilgang").first.click()
    page.get_by_role("heading", level=1, name="Ungdomstilgang").wait_for()
    page.close()
