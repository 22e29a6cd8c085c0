"""The open pages that explain a rule are linked where the shell says it, in a portal that has them (A55, A120)."""

from pathlib import Path

import pytest

from shell_app.records.tables import METADATA
from tests.portal import SITE
from tests.portal import Portal as SmallPortal
from tests.shell_app.browser import Browser
from tests.shell_app.door_table import LITEN, YOUTH

GUIDES = "guides: {on_behalf_of_children: article:astma, youth_access: service:innboks}\n"
TOO_YOUNG = "11821892017"


@pytest.fixture(scope="module", params=[GUIDES, ""], ids=["guides", "no guides"])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    portal = SmallPortal(tmp_path_factory.mktemp("guides") / "portal").with_sample()
    portal.write("content/site.yml", SITE + request.param)
    portal.build()
    return portal.root / "site"


@pytest.fixture
def has_guides(request: pytest.FixtureRequest) -> bool:
    return bool(request.node.callspec.params["release"])


def test_the_menu_leads_to_what_parents_may_do(browser: Browser, has_guides: bool) -> None:
    """To the page in the reader's language, else in one they read; where there is no such page no link."""
    browser.sign_in(LITEN)
    for code, words, link in (
        ("nb", "på vegne av barn", 'href="/nb/astma.html"'),
        ("nn", "på vegner av barn", 'href="/nb/astma.html" hreflang="nb"'),
        ("en", "on behalf of children", 'href="/en/astma.html"'),
    ):
        page = browser.get(f"/mine/{code}/").text
        menu = page.partition('<details class="menu person">')[2].partition("</details>")[0]
        assert (words in menu, f"<a {link}>" in menu) == (has_guides, has_guides)


def test_young_people_are_led_to_what_they_may_do(browser: Browser, has_guides: bool) -> None:
    """Where they are too young to come in, where a page is shut to them, and where a service lacks consent."""
    refused = browser.sign_in(TOO_YOUNG).text
    browser.sign_in(YOUTH)
    with browser.portal.database.writing() as connection:
        connection.execute(METADATA.tables["people"].update().values(parents_consent=False))
    shut, front = browser.get("/mine/nb/proxies").text, browser.get("/mine/nb/").text
    led = ["Les mer om ungdomstilgang" in page for page in (refused, shut, front)]
    assert led == [has_guides, has_guides, has_guides]
