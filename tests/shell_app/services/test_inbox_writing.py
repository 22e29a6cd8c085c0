"""«Skriv ny melding» and the answers in a conversation (portal.md A67, R4, R20, R25): nothing is lost, nothing is sent twice."""

import re
from datetime import timedelta

from sqlalchemy import func, select

from shell_app.records import messages
from shell_app.records.inbox_values import KINDS, Opened, Sought, Written
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.test_doors import BASIS, BITTE, LITEN, act_for, handle_of, token_of

PAGE = "/mine/nb/inbox"
SHEET = re.compile(r'name="draft" value="([A-Za-z0-9_-]{22})"')


def sheet(browser: Browser, address: str = f"{PAGE}/write/demosykehuset") -> dict[str, str]:
    """A form as it came, to be filled in."""
    found = SHEET.search(browser.get(address).text)
    assert found, address
    return {"csrf_token": token_of(browser), "draft": found[1], "do": "send"}


def said(browser: Browser, address: str) -> list[str]:
    thread = address.partition("?")[0].rpartition("/")[2]
    with browser.portal.database.reading() as connection:
        return [one.body for one in messages.messages_of(connection, thread)]


def letter_with_time(browser: Browser, hours: int) -> str:
    now = browser.portal.clock.now()
    opened = Opened("letter", "Innkalling til kontroll", "demosykehuset", time_at=now + timedelta(hours=hours))
    with browser.portal.database.writing() as connection:
        return messages.begin(
            connection, handle_of(browser, LITEN), opened, [Written("Demosykehuset", "Velkommen", now)]
        )


def count(browser: Browser, table: str) -> int:
    with browser.portal.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0


def test_one_writes_to_those_one_belongs_to_and_to_nobody_else(browser: Browser) -> None:
    browser.sign_in(LITEN)
    page = browser.get(f"{PAGE}/write").text
    assert re.findall(r'href="/mine/nb/inbox/write/([a-z]+)"', page) == ["demosykehuset", "demostad", "elvebredden"]
    assert [
        browser.get(f"{PAGE}/write/{place}").status_code for place in ("fjordsykehuset", "demoregisteret", "none")
    ] == [404] * 3


def test_a_message_sent_three_times_is_one_message(browser: Browser) -> None:
    """A second click, and going back to the form and sending it again: one conversation, one receipt each time."""
    browser.sign_in(LITEN)
    form = {**sheet(browser), "title": "Om  timen\tmin", "body": "Hei!\r\n\r\nKan jeg \x00spise før?  "}
    before = count(browser, "threads")
    answers = [browser.post(f"{PAGE}/write/demosykehuset", form) for _ in range(3)]
    assert {(each.status_code, each.headers["Location"]) for each in answers} == {(303, answers[0].headers["Location"])}
    assert count(browser, "threads") == before + 1 and count(browser, "drafts") == 0
    page = browser.get(answers[0].headers["Location"]).text
    assert "Kvittering: Meldingen din er sendt til Demosykehuset" in page and "<h1>Om timen min</h1>" in page
    assert said(browser, answers[0].headers["Location"]) == ["Hei!\n\nKan jeg spise før?"]
    assert "Demosykehuset" in browser.get(f"{PAGE}?words=spise").text


def test_what_is_wrong_is_told_and_what_was_written_is_kept(browser: Browser) -> None:
    browser.sign_in(LITEN)
    form = {**sheet(browser), "title": "x" * 101, "body": "å" * 8001}
    page = browser.post(f"{PAGE}/write/demosykehuset", form)
    assert page.status_code == 422 and page.text.count("å" * 8001) == 1
    assert (
        "Emnet er for langt: skriv det med høyst 100 tegn" in page.text
        and "den har 8001 tegn, og det er plass til 8000" in page.text
    )
    assert "å" * 8001 in browser.get(f"{PAGE}/write/demosykehuset?draft={form['draft']}").text
    empty = browser.post(f"{PAGE}/write/demosykehuset", {**form, "title": " ", "body": "\n"})
    assert "Skriv hva det gjelder" in empty.text and "Skriv meldingen din" in empty.text
    assert browser.post(f"{PAGE}/write/demosykehuset", {**form, "title": "Kort", "body": "Kort"}).status_code == 303
    assert count(browser, "drafts") == 0


def test_a_draft_is_kept_found_again_and_thrown_away(browser: Browser) -> None:
    """It is whose wrote it: acting for a child one does not see it."""
    browser.sign_in(LITEN)
    form = {**sheet(browser), "title": "", "body": "Begynt", "do": "keep"}
    kept = browser.post(f"{PAGE}/write/demosykehuset", form)
    assert "Kladden din er lagret." in browser.get(kept.headers["Location"]).text
    assert f"draft={form['draft']}" in browser.get(f"{PAGE}/write").text
    act_for(browser, BITTE)
    assert form["draft"] not in browser.get(f"{PAGE}/write").text
    assert "Begynt" not in browser.get(f"{PAGE}/write/demosykehuset?draft={form['draft']}").text
    browser.post("/mine/act-for", {"csrf_token": token_of(browser)})
    gone = browser.post(f"{PAGE}/write/demosykehuset", {**form, "csrf_token": token_of(browser), "do": "discard"})
    assert "Kladden er kastet." in browser.get(gone.headers["Location"]).text and count(browser, "drafts") == 0


def test_what_was_written_when_the_sign_in_ran_out_comes_back(browser: Browser, time: Time) -> None:
    """It is given to the one who sent it, and to nobody else's page."""
    browser.sign_in(LITEN)
    form = {**sheet(browser), "title": "Lang", "body": "En lang <melding>"}
    time.moved = timedelta(minutes=31)
    page = browser.post(f"{PAGE}/write/demosykehuset", form)
    assert page.status_code == 401 and "En lang &lt;melding&gt;</textarea>" in page.text
    foreign = browser.post(f"{PAGE}/write/demosykehuset", form, Sec_Fetch_Site="cross-site")
    assert foreign.status_code == 403 and "En lang" not in foreign.text


def test_an_answer_goes_into_the_conversation(browser: Browser) -> None:
    browser.sign_in(LITEN)
    thread = letter_with_time(browser, 100)
    form = {**sheet(browser, f"{PAGE}/{thread}"), "body": "Takk"}
    for _ in range(2):
        sent = browser.post(f"{PAGE}/{thread}/answer", form)
    assert sent.headers["Location"] == f"{PAGE}/{thread}?done=sent" and said(browser, thread) == ["Velkommen", "Takk"]
    kept = browser.post(f"{PAGE}/{thread}/answer", {**sheet(browser, f"{PAGE}/{thread}"), "body": "Mer", "do": "keep"})
    assert ">Mer</textarea>" in browser.get(kept.headers["Location"]).text


def test_that_the_time_does_not_suit_is_said_once(browser: Browser) -> None:
    """R25: freely until a day before, then with a word about the fee, and not when it has begun."""
    browser.sign_in(LITEN)
    early, late, over = (letter_with_time(browser, hours) for hours in (25, 23, -1))
    assert "uten gebyr til det er 24 timer igjen" in browser.get(f"{PAGE}/{early}").text
    assert "du må kanskje betale gebyr" in browser.get(f"{PAGE}/{late}").text
    assert f"{over}/decline" not in browser.get(f"{PAGE}/{over}").text
    for _ in range(2):
        told = browser.post(f"{PAGE}/{early}/decline", {"csrf_token": token_of(browser)})
        assert "har fått beskjed om at tiden ikke passer" in browser.get(told.headers["Location"]).text
    assert len(said(browser, early)) == 2 and count(browser, "submissions") == 1
    assert browser.post(f"{PAGE}/{over}/decline", {"csrf_token": token_of(browser)}).status_code == 404


def test_with_basis_one_may_not_write_and_is_told_why(browser: Browser) -> None:
    """R4."""
    browser.sign_in(BASIS)
    page = browser.get(f"{PAGE}/write")
    assert page.status_code == 403 and "Tjenesten krever et annet samtykke enn det du har gitt." in page.text
    assert f"{PAGE}/write" not in browser.get(PAGE).text


def test_what_a_parent_writes_the_parents_see_and_the_child_does_not(browser: Browser) -> None:
    """R20: neither in the list, nor found by its words, nor within a conversation that the place began."""
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    sent = browser.post(
        f"{PAGE}/write/demostad", {**sheet(browser, f"{PAGE}/write/demostad"), "title": "Om henne", "body": "Bekymret"}
    )
    assert "Om henne" in browser.get(PAGE).text and "Bekymret" in browser.get(sent.headers["Location"]).text
    childs = Sought(KINDS, from_parents=False)
    bitte, now = handle_of(browser, BITTE), browser.portal.clock.now()
    with browser.portal.database.writing() as connection:
        assert (
            messages.page(connection, bitte, childs, 9)
            == messages.page(connection, bitte, Sought(KINDS, "bekymret", from_parents=False), 9)
            == []
        )
        both = messages.begin(
            connection, bitte, Opened("message", "Fra skolen", "demostad"), [Written("Demostad kommune", "Hei", now)]
        )
        messages.add(connection, bitte, both, [Written("Liten Danser", "Hemmelig", now, own=True, basis="parent")])
        assert [one.body for one in messages.messages_of(connection, both, from_parents=False)] == ["Hei"]
        found = messages.page(connection, bitte, Sought(KINDS, "hemmelig", from_parents=False), 9)
    assert found == []


def test_what_was_done_is_told_with_the_way_to_undo_it(browser: Browser) -> None:
    browser.sign_in(LITEN)
    now = browser.portal.clock.now()
    with browser.portal.database.writing() as connection:
        thread = messages.begin(
            connection, handle_of(browser, LITEN), Opened("message", "Bort"), [Written("Testkontoret", "Hei", now)]
        )
    for wish, undo in (("archive", "take-back"), ("erase", "restore")):
        done = browser.post(f"{PAGE}/{thread}", {"csrf_token": token_of(browser), "do": wish})
        assert f'value="{undo}">Angre</button>' in browser.get(done.headers["Location"]).text
        browser.post(f"{PAGE}/{thread}", {"csrf_token": token_of(browser), "do": undo})
        assert f"{PAGE}/{thread}" in browser.get(PAGE).text
