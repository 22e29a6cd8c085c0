"""Going over to act for another: the token, the banner, the end of the bond, and the names in the menu."""

import pytest

from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import BITTE, LITEN, STOR, act_for, token_of


def test_going_over_to_another_changes_the_token_and_shows_whom_one_acts_for(browser: Browser) -> None:
    """goals.md S6; portal.md A9: a banner with the name on every page while acting."""
    browser.sign_in(LITEN)
    before = browser.cookie()
    assert act_for(browser, BITTE) == 303
    assert browser.cookie() != before
    page = browser.get("/mine/nb/").text
    assert "Du handler på vegne av Bitte Danser" in page and "(Bitte Danser) – " in page.partition("</title>")[0]
    browser.post("/mine/act-for", {"csrf_token": token_of(browser)})
    assert "på vegne av" not in browser.get("/mine/nb/").text


def test_a_bond_that_ends_leaves_one_acting_for_oneself(browser: Browser) -> None:
    """access-rules.md T5: from the next request."""
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    guardianships = METADATA.tables["guardianships"]
    with browser.portal.database.writing() as connection:
        connection.execute(guardianships.delete())
    assert "på vegne av" not in browser.get("/mine/nb/").text


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (LITEN, ["Nysgjerrig Danser", "Spretten Danser", "Bitte Danser", "Rask Danser"]),
        ("30848714085", ["Grunn Ferskvann", "Blank Ferskvann", "Klar Ferskvann"]),
        (STOR, []),
        ("17878535006", []),
        ("22859337019", ["Taus Myr", "Ivrig Myr", "Nyfødt Myr"]),
        ("26828136150", ["Eldre Solskinn"]),
        ("07877119100", []),
    ],
)
def test_the_name_menu_has_those_one_may_act_for_and_nobody_else(
    browser: Browser, number: str, names: list[str]
) -> None:
    """portal.md A117–A121: children by age and address, proxies by time; nobody at a protected address."""
    browser.sign_in(number)
    menu = browser.get("/mine/nb/").text.partition('<details class="menu person">')[2].partition("</details>")[0]
    everybody = {
        "Liten",
        "Rask",
        "Bitte",
        "Spretten",
        "Nysgjerrig",
        "Klar",
        "Grunn",
        "Blank",
        "Skjult",
        "Taus",
        "Ivrig",
        "Fri",
        "Snart",
        "Myndig",
        "Nyfødt",
        "Eldre",
        "Minnet",
    }
    shown = {name for name in everybody if f"> {name} " in menu or f">{name} " in menu}
    me = {"14838831150": {"Liten"}, "17878535006": {"Skjult"}}.get(number, set())
    assert shown - me == {name.split()[0] for name in names}
    assert ("Foreldre har begrenset tilgang" in menu) == bool(names), "A119"


def test_a_page_that_is_not_there_shows_for_whom_one_acts_too(browser: Browser) -> None:
    """portal.md A9: on every page; and the log of another's is refused in the same clothes."""
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    for address in ("/mine/nb/nothing", "/mine/nb/proxies"):
        page = browser.get(address)
        assert page.status_code == 404
        assert "Du handler på vegne av Bitte Danser" in page.text
