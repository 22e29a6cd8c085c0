"""«Bruk og tilganger»: every use is a row before anything is shown, and the citizen reads them all."""

import re
from datetime import timedelta

import pytest

from shell_app.access.people import local_date
from shell_app.anchoring import anchor_uses
from shell_app.records import people, uses
from shell_app.usage_log.entry import Use
from shell_app.usage_log.proof import Finding, verify
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import BITTE, LITEN, act_for, handle_of, token_of
from tests.shell_app.usage_log.test_proof import in_the_browser

LOG = "/mine/nb/use-and-access"


def rows(browser: Browser, number: str) -> list[tuple[str, str, str]]:
    subject = handle_of(browser, number)
    with browser.portal.database.reading() as connection:
        return [(each.actor, each.basis, each.service) for each in uses.page(connection, uses.View(subject), 5000)][
            ::-1
        ]


NUMBERS = re.compile(r"([0-9\u00a0]+)–([0-9\u00a0]+) av ([0-9\u00a0]+)")
ROW = re.compile(r'<tr><td data-head="[^"]+">([^<]+)</td>')


def place(text: str) -> tuple[int, int, int]:
    found = NUMBERS.search(text)
    assert found, text[:2000]
    first, last, total = (int(each.replace("\u00a0", "")) for each in found.groups())
    return first, last, total


def onward(text: str, way: str) -> str:
    found = re.search(rf'<a rel="{way}" href="([^"]+)"', text)
    return found[1].replace("&amp;", "&") if found else ""


def test_a_busy_citizens_log_is_counted_and_paged_to_its_end_and_back(browser: Browser) -> None:
    """portal.md A191: 1,620 rows, and one more for each look at them, which no page already turned can lose."""
    browser.sign_in(LITEN)
    page = browser.get(LOG).text
    assert "1\u00a0621 logginnslag" in page and place(page) == (1, 50, 1621)
    seen, turned = len(ROW.findall(page)), 1
    while address := onward(page, "next"):
        page = browser.get(address).text
        seen, turned = seen + len(ROW.findall(page)), turned + 1
    assert (seen, turned, place(page)) == (1621, 33, (1633, 1653, 1653)), (
        "32 looks since the first have their rows above"
    )
    while address := onward(page, "prev"):
        page = browser.get(address).text
        turned -= 1
    assert place(page)[:2] == (1, 50)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("service=helsekontakter", 270),
        ("service=nothing", 0),
        ("basis=parent", 0),
        ("first=2099-01-01", 0),
        ("last=2000-01-01", 0),
        ("service=helsekontakter&basis=self", 270),
        ("actor=nobody", 0),
    ],
)
def test_the_log_is_narrowed_by_service_person_kind_and_period(browser: Browser, query: str, total: int) -> None:
    """portal.md A190: «Finn logginnslag», all of it at once."""
    browser.sign_in(LITEN)
    assert re.search(rf"<h2>{total} logginnslag</h2>", browser.get(f"{LOG}?{query}").text)


def test_a_period_has_both_its_days(browser: Browser) -> None:
    """Three uses of a day and a bit each, counted by the day it was in Norway."""
    browser.sign_in(LITEN)
    subject = handle_of(browser, LITEN)
    day = local_date(browser.portal.clock.now()) - timedelta(days=30)
    with browser.portal.database.reading() as connection:
        expected = sum(local_date(row.use.at) == day for row in uses.rows_of(connection, subject))
    page = browser.get(f"{LOG}?first={day}&last={day}&actor={subject}")
    assert expected in (3, 4)
    assert f"<h2>{expected} logginnslag</h2>" in page.text


@pytest.mark.parametrize("query", ["first=i+går", "last=2026-13-01", "first=20261123x"])
def test_a_day_that_is_none_is_told(browser: Browser, query: str) -> None:
    browser.sign_in(LITEN)
    page = browser.get(f"{LOG}?{query}")
    assert page.status_code == 422
    assert f'<a href="#{query.partition("=")[0]}">Skriv en dag' in page.text


@pytest.mark.parametrize(
    "query", ["before=x", "before=-1", "after=9999999999", "before=٣", "after=1&before=2", "before=0"]
)
def test_a_place_that_is_none_is_the_first_page_or_an_empty_one(browser: Browser, query: str) -> None:
    browser.sign_in(LITEN)
    assert browser.get(f"{LOG}?{query}").status_code == 200


def test_parents_are_not_shown_what_is_confidential(browser: Browser) -> None:
    """access-rules.md T3, in rows, count and filter alike; the child's own eyes see it."""
    browser.sign_in(LITEN)
    child = handle_of(browser, BITTE)
    with browser.portal.database.writing() as connection:
        secret = Use(child, child, "personnel", "helsestasjon", "view", browser.portal.clock.now(), "r", "sak 1", True)
        uses.append(connection, secret)
    act_for(browser, BITTE)
    page = browser.get(LOG).text
    assert "helsestasjon" not in page and "<h2>1 logginnslag</h2>" in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nb/use-and-access", "når de er fem år gamle."),
        ("nn/use-and-access/check", "før dei var fem år gamle."),
        ("en/use-and-access/check", "were older than five years"),
        ("nb/privacy-settings/use", "beholdes i to år, i tilfelle"),
    ],
)
def test_how_long_something_is_kept_is_told_in_years(browser: Browser, address: str, said: str) -> None:
    browser.sign_in(LITEN)
    assert said in browser.get(f"/mine/{address}").text


def test_the_log_is_downloaded_with_a_proof_that_holds(browser: Browser) -> None:
    """Anchored outside the database; what is written after the anchor waits for the next (goals.md S18)."""
    here = browser.portal
    browser.sign_in(LITEN)
    browser.get(LOG)
    made = anchor_uses(here.database, here.anchors, here.clock)
    assert made and made.number == 1
    assert anchor_uses(here.database, here.anchors, here.clock) is None, "nothing has grown"
    answer = browser.get(f"{LOG}/log.json")
    log = answer.json
    assert answer.headers["Content-Disposition"] == 'attachment; filename="log.json"'
    assert (len(log["rows"]), [each["count"] for each in log["anchors"]]) == (1622, [1621])
    published = browser.get("/mine/usage-log/anchors.json?numbers=1,2,x,٣").json
    assert published == {"1": made.digest.hex()}
    assert in_the_browser([{"log": log, "published": published}]) == [[]]
    log["rows"][7]["fields"][2] = "somebody"
    assert in_the_browser([{"log": log, "published": published}]) == [[Finding("altered", 8)]]


def test_anchors_go_on_where_they_were(browser: Browser) -> None:
    """After a line was cut off, and after an anchor that the database never got."""
    here = browser.portal
    anchor_uses(here.database, here.anchors, here.clock)
    file = here.config.anchors
    first = here.anchors.last()
    file.write_bytes(file.read_bytes() + b"0000000002 2026-")
    browser.sign_in(LITEN)
    browser.get(LOG)
    second = anchor_uses(here.database, here.anchors, here.clock)
    assert first and second and (second.number, second.previous) == (2, first.digest)
    assert len(file.read_text().splitlines()) == 2
    with pytest.raises(ValueError, match="not the next"):
        here.anchors.add(second)


def test_a_permission_is_ended_once_and_by_its_own_person(browser: Browser) -> None:
    """portal.md A197, Q7."""
    browser.sign_in(LITEN)
    page = browser.get(f"{LOG}/permissions").text
    handles = re.findall(r'name="permission" value="([^"]+)"', page)
    assert len(handles) == 2 and "Pustedagboken (demo)" in page
    other = Browser(browser.shell, browser.rogue)
    other.sign_in("02898612069")
    assert (
        other.post(f"{LOG}/permissions", {"csrf_token": token_of(other), "permission": handles[0]}).status_code == 404
    )
    ended = [
        browser.post(f"{LOG}/permissions", {"csrf_token": token_of(browser), "permission": handles[0]}).status_code
        for _ in "ab"
    ]
    assert ended == [303, 404]
    assert handles[0] not in browser.get(f"{LOG}/permissions").text


def test_a_parents_use_stands_in_the_childs_log_and_not_in_their_own(browser: Browser) -> None:
    """access-rules.md T2, T3: one row for each use, with who and on what basis."""
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    before = len(rows(browser, LITEN))
    assert browser.get(LOG).status_code == 200
    assert rows(browser, BITTE) == [("Liten Danser", "parent", "use-and-access")]
    assert len(rows(browser, LITEN)) == before


def test_what_is_refused_leaves_no_use(browser: Browser) -> None:
    """And tells every reason of one's own refusal."""
    browser.sign_in("04843920050")
    page = browser.get(LOG)
    assert (page.status_code, rows(browser, "04843920050")) == (403, [])
    assert "Du har valgt" in page.text


def test_nothing_is_shown_when_the_row_cannot_be_written(browser: Browser) -> None:
    """Fail closed: the log is the last thing that happens before a value is shown (goals.md S17)."""
    browser.sign_in(LITEN)
    with browser.portal.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_more BEFORE INSERT ON uses BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    page = browser.get(LOG)
    assert page.status_code == 500
    assert "1620" not in page.text and "Liten" not in page.text


def test_the_chain_verifies(browser: Browser) -> None:
    browser.sign_in(LITEN)
    browser.get(LOG)
    with browser.portal.database.reading() as connection:
        liten = people.find_by_number(connection, browser.portal.keyring, LITEN)
        assert liten
        chain = uses.rows_of(connection, liten.id)
    assert len(chain) == 1621
    assert list(verify(liten.id, chain, [], {})) == []


def test_a_sign_in_elsewhere_is_ended_from_here(browser: Browser) -> None:
    """portal.md A196; goals.md S9: it fails at its next request."""
    browser.sign_in(LITEN)
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(LITEN)
    page = browser.get(f"{LOG}/sign-ins")
    [handle] = re.findall(r'name="sign_in" value="([^"]+)"', page.text)
    ended = browser.post(f"{LOG}/sign-ins", {"csrf_token": token_of(browser), "sign_in": handle})
    assert ended.status_code == 303
    assert other.get("/mine/nb/").status_code == 401
    assert browser.get("/mine/nb/").status_code == 200


def test_somebody_elses_sign_in_is_as_one_that_is_not_there(browser: Browser) -> None:
    other = Browser(browser.shell, browser.rogue)
    other.sign_in("02898612069")
    with browser.portal.database.reading() as connection:
        from shell_app.records import sessions

        found = sessions.find(connection, other.cookie() or "", browser.portal.clock.now())
    assert found
    browser.sign_in(LITEN)
    for handle in (found.handle, "x" * 22, ""):
        assert browser.post(f"{LOG}/sign-ins", {"csrf_token": token_of(browser), "sign_in": handle}).status_code == 404
    assert other.get("/mine/nb/").status_code == 200
