"""Documents that citizens send along, and drafts that keep themselves: nothing is lost, and nothing is taken that is not what it says."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from shell_app.enclosing import LARGEST
from shell_app.records import messages
from shell_app.records.inbox_values import Opened, Sought, Written
from tests.shell_app.browser import Browser
from tests.shell_app.fhir.calling import Machine
from tests.shell_app.services.test_inbox_writing import PAGE, count, sheet
from tests.shell_app.test_doors import BITTE, LITEN, act_for, handle_of

WRITE = f"{PAGE}/write/demosykehuset"
PDF, PNG = b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n...."
DOCUMENT = re.compile(r'href="(/mine/nb/inbox/[\w-]+/[\w-]+)">')
TAKE_OUT = re.compile(r'value="(take-out [\w-]+)"')


def hand_in(
    browser: Browser, form: dict[str, str], *documents: tuple[str, bytes], address: str = WRITE
) -> TestResponse:
    """A form with files, as a browser sends it."""
    fields: dict[str, Any] = {**form, "documents": [(BytesIO(content), name) for name, content in documents]}
    headers = {"Sec-Fetch-Site": "same-origin"}
    return browser.client.post(address, data=fields, base_url=browser.portal.config.address, headers=headers)


def test_a_document_goes_with_the_message_to_the_place_and_to_no_other(
    browser: Browser, shell: Flask, tmp_path: Path
) -> None:
    """It has the same page and download as those that come, and the place fetches its very bytes."""
    browser.sign_in(LITEN)
    form = {**sheet(browser, WRITE), "title": "Utslett", "body": "Se bildet"}
    sent = hand_in(browser, form, ("bilder/arm.PNG", PNG), ("søknad.pdf", PDF))
    page = browser.get(sent.headers["Location"]).text
    assert "arm.png" in page and "søknad.pdf" in page
    first, second = DOCUMENT.findall(page)
    assert "PNG" in browser.get(first).text and browser.get(f"{second}/download").data == PDF
    machine, other = Machine(shell, tmp_path / "senders"), Machine(shell, tmp_path / "senders", "elvebredden")
    written = machine.get("/mine/fhir/Communication").get_json()["entry"][-1]["resource"]
    attached = [each["contentAttachment"] for each in written["payload"][1:]]
    assert [(each["title"], each["contentType"], each["size"]) for each in attached] == [
        ("arm.png", "image/png", len(PNG)),
        ("søknad.pdf", "application/pdf", len(PDF)),
    ]
    where = attached[1]["url"].partition("//")[2].partition("/")
    got = machine.get(f"/{where[2]}")
    assert (got.data, got.mimetype) == (PDF, "application/pdf")
    foreign, missing = other.get(f"/{where[2]}"), other.get("/mine/fhir/Binary/none")
    assert (foreign.status_code, foreign.data) == (404, missing.data)


def test_what_cannot_be_sent_along_is_told_by_name_and_the_rest_is_kept(browser: Browser) -> None:
    browser.sign_in(LITEN)
    form = {**sheet(browser, WRITE), "title": "Papirer", "body": "Her"}
    wrong = (
        ("bilde.heic", b"\0\0\0\x18ftypheic"),
        ("tom.txt", b""),
        ("stor.pdf", PDF + b" " * LARGEST),
        ("sant.png", PNG),
    )
    page = hand_in(browser, form, *wrong)
    assert page.status_code == 422 and count(browser, "submissions") == 0
    for said in (
        "«bilde.heic» er av en type som ikke tas imot",
        "«tom.txt» er tom",
        "«stor.pdf» er for stort: et dokument kan være på 4 MB",
    ):
        assert page.text.count(said) == 2, "in the summary and at the field"
    kept = browser.get(f"{WRITE}?draft={form['draft']}").text
    assert "sant.png" in kept and "tom.txt" not in kept
    many = hand_in(browser, form, *((f"{number}.txt", b"x") for number in range(5)))
    assert many.status_code == 422 and "Det er plass til 5 dokumenter i en melding" in many.text


def test_a_document_of_a_draft_is_removed_or_goes_when_it_is_sent(browser: Browser) -> None:
    browser.sign_in(LITEN)
    form = {**sheet(browser, WRITE), "title": "Brev", "body": "Begynt"}
    kept = hand_in(browser, {**form, "do": "keep"}, ("a.txt", b"a"), ("b.txt", b"b"))
    page = browser.get(kept.headers["Location"]).text
    browser.post(WRITE, {**form, "do": TAKE_OUT.findall(page)[0]})
    sent = browser.post(WRITE, form)
    assert re.findall(r">([ab]\.txt)<", browser.get(sent.headers["Location"]).text.replace("</svg>", ">")) == ["b.txt"]
    assert count(browser, "draft_documents") == count(browser, "drafts") == 0
    before = count(browser, "attachments")
    again = hand_in(browser, form, ("c.txt", b"c"))
    assert again.headers["Location"] == sent.headers["Location"]
    assert (count(browser, "attachments"), count(browser, "drafts"), count(browser, "draft_documents")) == (
        before,
        0,
        0,
    )


def test_a_place_that_takes_no_documents_gets_none(browser: Browser) -> None:
    browser.sign_in(LITEN)
    address = f"{PAGE}/write/demostad"
    form = {**sheet(browser, address), "title": "Hei", "body": "Hei"}
    assert 'type="file"' not in browser.get(address).text
    assert "her tas det ikke imot dokumenter" in hand_in(browser, form, ("a.txt", b"a"), address=address).text


def test_too_much_at_once_is_refused_with_the_way_out(browser: Browser) -> None:
    """Forms without documents stay as small as before."""
    browser.sign_in(LITEN)
    form = {**sheet(browser, WRITE), "title": "Mye", "body": "Mye"}
    page = hand_in(browser, form, *((f"{number}.pdf", PDF + b" " * LARGEST) for number in range(6)))
    assert (
        page.status_code == 413
        and "Ingenting ble sendt." in page.text
        and "Velg færre eller mindre dokumenter" in page.text
    )
    assert hand_in(browser, form, ("a.pdf", PDF + b" " * LARGEST), address=f"{PAGE}/{'x' * 22}").status_code == 413


def test_what_a_parent_sends_along_the_child_does_not_get(browser: Browser) -> None:
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    bitte = handle_of(browser, BITTE)
    form = {**sheet(browser, WRITE), "title": "Om henne", "body": "Se her"}
    sent = hand_in(browser, form, ("hemmelig.txt", b"x"))
    thread, document = DOCUMENT.findall(browser.get(sent.headers["Location"]).text)[0].split("/")[-2:]
    with browser.portal.database.reading() as connection:
        assert messages.document(connection, thread, document) is not None
        assert messages.document(connection, thread, document, from_parents=False) is None
        assert messages.find(connection, bitte, thread, Sought(("message",), from_parents=False)) is None


def test_a_draft_keeps_itself_and_what_is_sent_is_no_draft_again(browser: Browser) -> None:
    """The page's script saves while one writes; one that comes late does not bring back what was sent."""
    browser.sign_in(LITEN)
    form = {**sheet(browser, WRITE), "title": "Hei", "body": "Begynt", "do": "save"}
    told = browser.post(WRITE, form).get_json()["told"]
    assert re.fullmatch(r"Lagret som kladd klokka \d\d:\d\d\.", told)
    page = browser.get(f"{WRITE}?draft={form['draft']}").text
    assert "Begynt" in page and told in page and "write.js" in page
    browser.post(WRITE, {**form, "do": "send"})
    assert browser.post(WRITE, form).get_json() == {"told": ""} and count(browser, "drafts") == 0


def test_what_a_parent_writes_moves_nothing_in_the_childs_list(browser: Browser) -> None:
    """Neither its place, nor its day, nor out of the archive; the parents see it first (R20)."""
    browser.sign_in(LITEN)
    bitte, now = handle_of(browser, BITTE), browser.portal.clock.now()

    def at(days: int, **given: Any) -> Written:
        return Written("Demostad kommune", "Hei", now - timedelta(days=days), **given)

    child, parents = Sought(("message",), from_parents=False), Sought(("message",))
    with browser.portal.database.writing() as connection:
        old = messages.begin(connection, bitte, Opened("message", "Gammel", "demostad"), [at(9)])
        new = messages.begin(connection, bitte, Opened("message", "Ny", "demostad"), [at(5)])
        messages.archive(connection, old, True)
        messages.add(connection, bitte, old, [at(1, own=True, basis="parent")])
        assert [one.id for one in messages.page(connection, bitte, Sought(("message",), archived=True), 9)] == [old]
        messages.archive(connection, old, False)
        seen = messages.page(connection, bitte, child, 9)
        assert [(one.id, one.last_at, one.total) for one in seen] == [(new, at(5).at, 1), (old, at(9).at, 1)]
        since = (now - timedelta(days=2)).date()
        assert messages.page(connection, bitte, Sought(("message",), first=since, from_parents=False), 9) == []
        assert [one.id for one in messages.page(connection, bitte, parents, 9)] == [old, new]
        messages.add(connection, bitte, old, [at(0)])
        assert [one.id for one in messages.page(connection, bitte, child, 9)] == [old, new]
