"""One's own front page: the services with the reason where one is shut, and the menu's place for the settings."""

import re

import pytest

from shell_app.access.decision import Reason
from shell_app.access.wording import ANSWERS
from shell_app.pages import words
from tests.shell_app.browser import Browser
from tests.shell_app.door_table import BITTE, INACTIVE, LITEN
from tests.shell_app.test_doors import act_for

SETTINGS = ["contact-information", "privacy-settings", "proxies", "use-and-access", "notice-settings"]
CHILD_OF_12 = "23911491176"


def test_a_service_that_is_shut_says_why_in_the_readers_language(browser: Browser) -> None:
    """portal.md A73, A74: it is there, marked, with the reason and the way out; an open one says nothing."""
    browser.sign_in(INACTIVE)
    for code in ("nb", "nn", "en"):
        page = browser.get(f"/mine/{code}/").text
        said = words(code).gettext
        assert said("Not open to you") in page and said("Why do I not see this?") in page
        assert said(ANSWERS[Reason.INACTIVE].why) in page and said(ANSWERS[Reason.INACTIVE].way_out) in page
    browser.sign_in(LITEN)
    assert words("nb").gettext("Why do I not see this?") not in browser.get("/mine/nb/").text


def test_of_anothers_services_only_those_that_open_are_shown(browser: Browser) -> None:
    """What is shut, and why, is nobody else's business: parents of a child of 12 do not read its inbox here."""
    browser.sign_in(LITEN)
    shown = {}
    for child in (BITTE, CHILD_OF_12):
        assert act_for(browser, child) == 303
        page = browser.get("/mine/nb/").text
        shown[child] = "Innboks" in page.partition('<ul class="quick">')[2].partition("</main>")[0]
        assert words("nb").gettext("Why do I not see this?") not in page
    assert shown == {BITTE: True, CHILD_OF_12: False}


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_the_header_has_five_controls_and_the_menu_five_pages(browser: Browser, code: str) -> None:
    """portal.md A71, A125–A127: search, notices, one's name, the way out and the menu; the settings in their order."""
    browser.sign_in(LITEN)
    top = browser.get(f"/mine/{code}/").text.partition("<main")[0]
    said = words(code).gettext
    controls = ("Search", "Notices", "Sign out", "Menu")
    assert [each for each in controls if f">{said(each)}<" not in top] == [] and "<span>Liten Danser</span>" in top
    menu = top.partition(said("Profile and settings"))[2]
    assert re.findall(rf'href="/mine/{code}/([a-z-]+)"', menu)[:5] == SETTINGS
