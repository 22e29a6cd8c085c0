"""Who does not use the portal themselves is used for by those who hold their proxy, until they begin again (R14)."""

from tests.shell_app.browser import Browser
from tests.shell_app.door_table import GIVER, HOLDER, LITEN, RASK, YOUTH
from tests.shell_app.test_doors import act_for, token_of

PAGE = "/mine/nb/privacy-settings/own-use"


def press(browser: Browser, what: str) -> int:
    return browser.post(f"{PAGE}/{what}", {"csrf_token": token_of(browser)}).status_code


def test_who_stops_is_shut_out_and_their_proxy_goes_on(browser: Browser) -> None:
    """It is told before what follows and who has a proxy; then nothing of one's own opens but the way back."""
    browser.sign_in(GIVER)
    page = browser.get(PAGE).text
    assert "Samtykket ditt står ved lag" in page and "<li>Hjelpsom Solskinn</li>" in page
    assert "<li>Ærlig Solskinn</li>" not in page, "that proxy is over"
    assert press(browser, "stop") == 303
    refused = browser.get("/mine/nb/inbox")
    assert (refused.status_code, f'href="{PAGE}"' in refused.text) == (403, True)
    assert f'href="{PAGE}"' in browser.get("/mine/nb/").text
    holder = Browser(browser.shell, browser.rogue)
    holder.sign_in(HOLDER)
    assert act_for(holder, GIVER) == 303
    assert holder.get("/mine/nb/inbox").status_code == 200
    browser.sign_in(GIVER)
    assert "Du har valgt å ikke bruke portalen selv." in browser.get(PAGE).text
    assert [press(browser, "begin"), press(browser, "begin")] == [303, 404]
    assert browser.get("/mine/nb/inbox").status_code == 200


def test_who_has_given_no_proxy_is_told_so_before(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert "Ingen har fullmakt til å bruke portalen for deg." in browser.get(PAGE).text


def test_nobody_stops_for_another_and_the_young_do_not_stop(browser: Browser) -> None:
    browser.sign_in(YOUTH)
    assert (browser.get(PAGE).status_code, press(browser, "stop")) == (404, 403)
    browser.sign_in(LITEN)
    act_for(browser, RASK)
    assert (browser.get(PAGE).status_code, press(browser, "stop"), press(browser, "begin")) == (404, 404, 404)
