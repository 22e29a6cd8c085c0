"""Innboks as people meet it (portal.md A66–A72, R5): all pages are of a town where one has 6,123 messages."""

import re

from sqlalchemy import func, select

from shell_app.access.items import Marks
from shell_app.records import messages, uses
from shell_app.records.inbox_values import KINDS, Opened, Sought, Written
from shell_app.records.tables import METADATA
from shell_app.usage_log.reading import Sought as Found
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import BASIS, BITTE, LITEN, RASK, act_for, handle_of, token_of

PAGE = "/mine/nb/inbox"
ALL = Sought(KINDS)
THREAD = re.compile(r'href="(/mine/nb/inbox/[A-Za-z0-9_-]{22})"')


def logged(browser: Browser, subject: str) -> int:
    with browser.portal.database.reading() as connection:
        view = uses.View(handle_of(browser, subject), Found(service="innboks"))
        return uses.count(connection, view)


def given(browser: Browser, subject: str, opened: Opened, body: str = "Hei") -> str:
    who, now = handle_of(browser, subject), browser.portal.clock.now()
    with browser.portal.database.writing() as connection:
        return messages.begin(connection, who, opened, [Written("Testkontoret", body, now)])


def test_all_6123_messages_are_counted_and_reached_page_by_page(browser: Browser) -> None:
    """portal.md A69; every conversation once, by the links on the pages alone."""
    browser.sign_in(LITEN)
    page = browser.get(PAGE).text
    assert "6\u00a0123 meldinger" in page
    seen = THREAD.findall(page)
    assert len(seen) == 25
    for _ in range(2):
        older = re.search(r'rel="next" href="([^"]+)"', page)
        assert older
        page = browser.get(older[1].replace("&amp;", "&")).text
        seen += THREAD.findall(page)
    assert len(seen) == len(set(seen)) == 75
    threads = METADATA.tables["threads"]
    with browser.portal.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(threads)) == 3062


def test_each_look_is_a_row_in_the_log(browser: Browser) -> None:
    browser.sign_in(LITEN)
    before = logged(browser, LITEN)
    first = THREAD.findall(browser.get(PAGE).text)[0]
    browser.get(first)
    for document in ("none", "none/download"):
        browser.get(f"{first}/{document}")
    assert logged(browser, LITEN) == before + 4


def test_a_message_is_found_read_put_away_and_erased(browser: Browser) -> None:
    browser.sign_in(LITEN)
    thread = given(browser, LITEN, Opened("message", "Om solbriller"), "Nye <b>glass</b>\n\ner kommet")
    found = browser.get(f"{PAGE}?words=solbrille").text
    assert THREAD.findall(found) == [f"{PAGE}/{thread}"] and "Ikke lest" in found
    page = browser.get(f"{PAGE}/{thread}").text
    assert "Nye &lt;b&gt;glass&lt;/b&gt;" in page
    assert "Ikke lest" not in browser.get(f"{PAGE}?words=solbrille").text
    for wish, place in (("archive", "&archived=yes"), ("take-back", ""), ("erase", None)):
        assert browser.post(f"{PAGE}/{thread}", {"csrf_token": token_of(browser), "do": wish}).status_code == 303
        for where in ("", "&archived=yes"):
            assert bool(THREAD.findall(browser.get(f"{PAGE}?words=solbrille{where}").text)) == (where == place)
    assert browser.get(f"{PAGE}/{thread}").status_code == 404


def test_a_letter_is_downloaded_and_cannot_be_erased(browser: Browser) -> None:
    browser.sign_in(LITEN)
    letter = THREAD.findall(browser.get(f"{PAGE}?words=innkallingsbrev").text)[0]
    page = browser.get(letter).text
    own_page = re.findall(rf'href="({letter}/[^"]+)"', page)[0]
    assert "Velkommen til Demosykehuset." in browser.get(own_page).text
    document = browser.get(f"{own_page}/download")
    assert document.headers["Content-Disposition"] == "attachment; filename=innkalling.txt"
    assert document.data == b"Velkommen til Demosykehuset.\n"
    assert 'value="erase"' not in page
    assert browser.post(letter, {"csrf_token": token_of(browser), "do": "erase"}).status_code == 404


def test_anothers_conversation_is_not_there(browser: Browser) -> None:
    """Nor is one that is closed to parents, for them."""
    browser.sign_in(LITEN)
    strangers, childs = (
        given(browser, RASK, Opened("message", "Fars")),
        given(browser, BITTE, Opened("message", "Barnets")),
    )
    closed = given(browser, BITTE, Opened("message", "Fortrolig", marks=Marks(confidential=True)))
    assert browser.get(f"{PAGE}/{strangers}").status_code == 404
    assert browser.get(f"{PAGE}/{childs}").status_code == 404
    act_for(browser, BITTE)
    page = browser.get(PAGE).text
    assert "Barnets" in page and "Fortrolig" not in page
    assert [browser.get(f"{PAGE}/{each}").status_code for each in (childs, closed)] == [200, 404]


def test_nonsense_in_the_address_shows_the_list_from_its_beginning(browser: Browser) -> None:
    browser.sign_in(BASIS)
    for nonsense in (
        "after=x",
        "after=2026-99-99T99:99:99~a",
        "words=%22%27%29",
        "words=%00",
        "unread=maybe",
        "after=~",
    ):
        assert browser.get(f"{PAGE}?{nonsense}").status_code == 200, nonsense
