"""The first choice is made on its page; whoever has chosen before is shown what a new choice does, and decides then."""

from shell_app.access.people import Consent
from shell_app.records import people
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import BITTE, LITEN, act_for, handle_of, token_of

PAGE = "/mine/nb/how-to-use"


def level(browser: Browser) -> Consent:
    with browser.portal.database.reading() as connection:
        known = people.find(connection, handle_of(browser, LITEN))
    assert known
    return known.person.consent


def test_a_lower_choice_is_shown_before_it_is_made(browser: Browser) -> None:
    """portal.md A170: gained, lost and deleted are read first, wherever one chooses."""
    browser.sign_in(LITEN)
    assert level(browser) is Consent.FULL
    answer = browser.post(PAGE, {"csrf_token": token_of(browser), "read": "yes", "level": "basis"})
    assert answer.headers["Location"] == "/mine/nb/privacy-settings/use/planned?level=basis"
    assert level(browser) is Consent.FULL
    assert "Dette mister du med en gang" in browser.get(answer.headers["Location"]).text


def test_nothing_is_chosen_here_for_another(browser: Browser) -> None:
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    form = {"csrf_token": token_of(browser), "read": "yes", "level": "basis"}
    assert browser.post(PAGE, form).status_code == 404
    assert level(browser) is Consent.FULL


def test_who_withdraws_reads_what_is_kept_and_for_how_long(browser: Browser) -> None:
    """What is said is what happens: the services' data go, and what one wrote about oneself waits for two years."""
    browser.sign_in(LITEN)
    for address in ("use", "use/planned?level=none"):
        assert "beholdes i to år" in browser.get(f"/mine/nb/privacy-settings/{address}").text
    assert "beholdes i to år" not in browser.get("/mine/nb/privacy-settings/use/planned?level=basis").text
