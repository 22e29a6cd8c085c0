"""«Fullmakter»: given after they were shown, received, ended by either side, remembered (portal.md A177–A186)."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from shell_app.access.people import Grant, local_date
from shell_app.records import proxies
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.test_doors import LITEN, RASK, STOR, handle_of, token_of

PAGE = "/mine/nb/proxies"
WISH = {"kind": "use", "number": STOR, "family-name": "furu", "areas": "services", "start": "", "end": ""}


def given_by(browser: Browser, number: str = LITEN) -> tuple[Grant, ...]:
    with browser.portal.database.reading() as connection:
        return proxies.given_by(connection, handle_of(browser, number))


def plan(browser: Browser, **wish: str) -> TestResponse:
    return browser.post(f"{PAGE}/give", {"csrf_token": token_of(browser), **WISH, **wish})


def carried(page: TestResponse) -> str:
    found = re.search(r'name="plan" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def confirm(browser: Browser, text: str) -> TestResponse:
    return browser.post(f"{PAGE}/given", {"csrf_token": token_of(browser), "plan": text})


def test_what_is_shown_is_what_is_given(browser: Browser) -> None:
    """First a page that gives nothing, then exactly that."""
    browser.sign_in(LITEN)
    today = local_date(browser.portal.clock.now())
    before = given_by(browser)
    page = plan(browser, end=str(today + timedelta(days=30)))
    assert page.status_code == 200 and "Stor Furu" in page.text and "Digitale helsetjenester" in page.text
    assert STOR not in page.text and given_by(browser) == before
    assert confirm(browser, carried(page)).status_code == 303
    [new] = given_by(browser)[len(before) :]
    assert (new.holder, new.kind, new.areas, new.start, new.end) == (
        handle_of(browser, STOR), "use", {"services"}, today, today + timedelta(days=30),
    )  # fmt: skip
    assert "Stor Furu" in browser.get(PAGE).text


@pytest.mark.parametrize(
    ("wish", "faults"),
    [
        ({"family-name": "Danser"}, ["use-number"]),
        ({"family-name": ""}, ["use-number"]),
        ({"number": "12345678901"}, ["use-number"]),
        ({"number": "24910894540", "family-name": "Myr"}, ["use-number"]),
        ({"number": "17878535006", "family-name": "Furu"}, ["use-number"]),
        ({"number": LITEN, "family-name": "Danser"}, ["use-number"]),
        ({"areas": ""}, ["use-areas"]),
        ({"areas": "everything"}, ["use-areas"]),
        ({"start": "2020-01-01"}, ["use-start"]),
        ({"start": "i dag"}, ["use-start"]),
        ({"start": "2099-01-02", "end": "2099-01-01"}, ["use-end"]),
        ({"kind": "collect", "number": "1"}, ["collect-number"]),
    ],
)
def test_what_stands_in_the_way_is_told_where_it_is_put_right(
    browser: Browser, wish: dict[str, str], faults: list[str]
) -> None:
    """Unknown, too young, protected and misspelt are told alike (portal.md A179, R21)."""
    browser.sign_in(LITEN)
    page = plan(browser, **wish)
    assert page.status_code == 422
    assert re.findall(r'<li><a href="#((?:use|collect)-[a-z]+)">', page.text) == faults
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert set(faults) <= set(ids)
    assert len(ids) == len(set(ids))


def test_one_to_collect_prescriptions_covers_no_area(browser: Browser) -> None:
    """portal.md A182, A183."""
    browser.sign_in(LITEN)
    assert confirm(browser, carried(plan(browser, kind="collect"))).status_code == 303
    assert (given_by(browser)[-1].kind, given_by(browser)[-1].areas) == ("collect", frozenset())


def test_a_plan_is_its_own_visitors_and_no_older_than_an_hour(browser: Browser, time: Time) -> None:
    """Changed, another's, from another sign-in, or too old: nothing is given."""
    browser.sign_in(LITEN)
    text = carried(plan(browser))
    before = given_by(browser)
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    assert confirm(other, text).status_code == 400
    assert [confirm(browser, wrong).status_code for wrong in ("", "x", text[:-4] + "AAAA", "æ")] == [400] * 4
    for _ in range(3):
        time.moved += timedelta(minutes=25)
        browser.get(PAGE)
    assert confirm(browser, text).status_code == 400
    assert given_by(browser) == before


def test_the_same_plan_twice_gives_one_proxy(browser: Browser) -> None:
    """And tells that there is one already."""
    browser.sign_in(LITEN)
    text, before = carried(plan(browser)), len(given_by(browser))
    assert [confirm(browser, text).status_code for _ in "ab"] == [303, 422]
    assert len(given_by(browser)) == before + 1


def test_either_side_ends_it_and_both_remember_who(browser: Browser) -> None:
    """The holder this time (portal.md R10, A186)."""
    browser.sign_in(LITEN)
    [grant] = given_by(browser, RASK)
    assert browser.post(f"{PAGE}/{grant.id}/end", {"csrf_token": token_of(browser)}).status_code == 303
    assert browser.post(f"{PAGE}/{grant.id}/end", {"csrf_token": token_of(browser)}).status_code == 404
    history = browser.get(PAGE).text.partition("Historikk")[2]
    assert re.search(r"Rask Danser → Liten Danser<br>.*Avsluttet .* av Liten Danser", history)
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    assert "av Liten Danser" in other.get(PAGE).text.partition("Historikk")[2]


def test_anothers_proxy_is_as_one_that_is_not_there(browser: Browser) -> None:
    browser.sign_in(STOR)
    [grant] = given_by(browser, RASK)
    for id in (grant.id, "x" * 22):
        assert browser.get(f"{PAGE}/{id}").status_code == 404
        assert browser.post(f"{PAGE}/{id}/end", {"csrf_token": token_of(browser)}).status_code == 404
    assert given_by(browser, RASK)[0].ended is None


def test_all_that_one_gave_is_ended_in_one_go_and_nothing_else(browser: Browser) -> None:
    """threats.md A05."""
    browser.sign_in(LITEN)
    confirm(browser, carried(plan(browser)))
    assert browser.post(f"{PAGE}/end-all", {"csrf_token": token_of(browser)}).status_code == 303
    assert all(each.ended for each in given_by(browser))
    assert given_by(browser, RASK)[0].ended is None


def test_the_giver_sees_what_the_holder_sees(browser: Browser) -> None:
    """What is open to the holder now, by name; the holder is told nothing of it."""
    browser.sign_in(RASK)
    [grant] = given_by(browser, RASK)
    page = browser.get(f"{PAGE}/{grant.id}").text
    assert re.findall(r"<li>([^<]+)</li>", page.partition("Det fullmektigen ser")[2].partition("</ul>")[0]) == [
        "Innboks"
    ]
    holder = Browser(browser.shell, browser.rogue)
    holder.sign_in(LITEN)
    assert "Det fullmektigen ser" not in holder.get(f"{PAGE}/{grant.id}").text
