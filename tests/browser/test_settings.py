"""The five settings pages in a real browser: axe, narrow screens, and the log that checks itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from shell_app.access.decision import Reason
from shell_app.access.wording import ANSWERS
from shell_app.pages import words
from tests.browser.test_shell import AXE, faults

PAGES = (
    "contact-information",
    "privacy-settings",
    "privacy-settings/use",
    "privacy-settings/use/planned?level=none",
    "privacy-settings/health-personnel",
    "privacy-settings/research",
    "privacy-settings/choice/screening?value=closed",
    "proxies",
    "use-and-access",
    "use-and-access?first=never",
    "use-and-access/check",
    "use-and-access/sign-ins",
    "use-and-access/permissions",
    "notice-settings",
)
WIDER = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('main details').forEach((each) => { each.open = true })"


def signed_in(page: Page, name: str = "Liten Danser") -> Page:
    """Through the provider."""
    page.goto("/mine/sign-in?language=nb")
    page.get_by_role("button", name="BankID").first.click()
    page.get_by_role("button", name=name).click()
    return page


@pytest.fixture
def page(browser: Browser, whole: str) -> Iterator[Page]:
    context = browser.new_context(base_url=whole)
    yield signed_in(context.new_page())
    context.close()


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
def test_everyone_can_use_the_settings(browser: Browser, whole: str) -> None:
    """Everything unfolded, in three languages by turns, wide and at 320 pixels; errors too."""
    context = browser.new_context(base_url=whole, bypass_csp=True)
    page = signed_in(context.new_page())
    found: list[str] = []
    for turn, address in enumerate(PAGES):
        page.set_viewport_size({"width": (320, 1280)[turn % 2], "height": 800})
        page.goto(f"/mine/{('nb', 'nn', 'en')[turn % 3]}/{address}")
        page.evaluate(OPEN_ALL)
        found += [f"{address}: {each}" for each in faults(page)]
    page.goto("/mine/nb/contact-information")
    page.evaluate(OPEN_ALL)
    page.get_by_role("button", name="Legg til pårørende").click()
    page.get_by_role("alert").wait_for()
    found += [f"errors: {each}" for each in faults(page)]
    assert found == []
    context.close()


def test_nobody_has_to_scroll_sideways_in_the_settings(page: Page) -> None:
    """At 320 pixels, everything unfolded."""
    page.set_viewport_size({"width": 320, "height": 800})
    wide = {}
    for address in PAGES:
        page.goto(f"/mine/nb/{address}")
        page.evaluate(OPEN_ALL)
        wide[address] = page.evaluate(WIDER)
    assert {address: more for address, more in wide.items() if more > 0} == {}


def test_the_browser_checks_the_log_by_itself(page: Page) -> None:
    """Under the page's own policy: the log as it is, and a kept file that somebody has changed (goals.md S18)."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/mine/nb/use-and-access/check")
    page.get_by_role("button", name="Kontroller loggen min nå").click()
    page.wait_for_selector("#result.tip, #result.caution, #result.warning")
    assert "Loggen er hel: 1\u00a0" in page.locator("#result").inner_text()
    kept = page.evaluate("fetch(document.getElementById('check').dataset.log).then((answer) => answer.text())")
    changed = kept.replace('"self"', '"proxy"', 1)
    page.set_input_files("#kept", {"name": "log.json", "mimeType": "application/json", "buffer": changed.encode()})
    page.wait_for_selector("#result.caution")
    assert "Innslag nummer 1 er endret." in page.locator("#result").inner_text()
    assert told == []


def test_a_proxy_is_given_and_ended_with_the_keyboards_own_buttons(page: Page) -> None:
    """The form, what is shown, the list, and the end of it."""
    page.goto("/mine/nb/proxies")
    page.get_by_text("Gi fullmakt så andre kan bruke portalen på vegne av deg").click()
    page.locator("#use-number").fill("219083 16069")
    page.locator("#use-family-name").fill("Furu")
    page.get_by_label("Digitale helsetjenester").check()
    page.get_by_role("button", name="Gå videre og se hva du gir").first.click()
    page.get_by_role("heading", name="Stor Furu").wait_for()
    page.get_by_role("button", name="Gi fullmakten").click()
    page.get_by_role("link", name="Fullmakt til å bruke portalen: Stor Furu").click()
    page.get_by_role("button", name="Avslutt fullmakten").click()
    page.get_by_text("Fullmakten er avsluttet.").wait_for()
    page.get_by_text("Liten Danser → Stor Furu").wait_for()


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
def test_what_waits_for_the_giver_opens_to_the_holder_when_it_is_confirmed(browser: Browser, whole: str) -> None:
    """portal.md R9: the holder reads why on their front page, the giver confirms on a phone, with axe as the judge."""
    why = words("nb").gettext(ANSWERS[Reason.UNCONFIRMED].why)
    contexts = [browser.new_context(base_url=whole, bypass_csp=True) for _ in "ab"]
    holder, giver = signed_in(contexts[0].new_page()), signed_in(contexts[1].new_page(), "Rask Danser")
    holder.locator("details.person summary").click()
    holder.get_by_role("button", name="Rask Danser").click()
    holder.get_by_text("Du handler på vegne av Rask Danser").wait_for()
    holder.evaluate(OPEN_ALL)
    assert holder.get_by_text(why).is_visible()
    found = faults(holder)
    giver.set_viewport_size({"width": 320, "height": 800})
    giver.goto("/mine/nb/proxies")
    found += faults(giver)
    giver.get_by_role("link", name="Fullmakt til å bruke portalen: Liten Danser").click()
    found += faults(giver)
    assert giver.evaluate(WIDER) <= 0
    giver.get_by_role("button", name="Bekreft fullmakten til Liten Danser").click()
    giver.get_by_text("Fullmakten er bekreftet.").wait_for()
    found += faults(giver)
    holder.goto("/mine/nb/")
    holder.evaluate(OPEN_ALL)
    assert holder.get_by_text(why).count() == 0 and found == []
    for each in contexts:
        each.close()
