"""What is another's and what is not there answer alike, byte for byte (goals.md S5, S16)."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from shell_app.records import passkeys, permissions, proxies, sessions
from shell_app.records.handles import new_handle
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import GIVER, LITEN, LITEN_FURU, RASK, STOR, handle_of, token_of

NONCE = re.compile(r"nonce-[\w-]+|nonce=\"[\w-]+\"")
ADDRESSES: dict[str, tuple[str, str, str]] = {
    "conversation": ("GET", "/mine/nb/inbox/{id}", ""),
    "document": ("GET", "/mine/nb/inbox/{id}/{id}", ""),
    "download": ("GET", "/mine/nb/inbox/{id}/{id}/download", ""),
    "put away": ("POST", "/mine/nb/inbox/{id}", "do=erase"),
    "answer": ("POST", "/mine/nb/inbox/{id}/answer", "do=send"),
    "decline": ("POST", "/mine/nb/inbox/{id}/decline", ""),
    "proxy": ("GET", "/mine/nb/proxies/{id}", ""),
    "confirm proxy": ("POST", "/mine/nb/proxies/{id}/confirm", ""),
    "end proxy": ("POST", "/mine/nb/proxies/{id}/end", ""),
    "end sign-in": ("POST", "/mine/nb/use-and-access/sign-ins", "sign_in"),
    "end permission": ("POST", "/mine/nb/use-and-access/permissions", "permission"),
    "end passkey": ("POST", "/mine/nb/use-and-access/passkeys/end", "passkey"),
    "remove entry": ("POST", "/mine/nb/contact-information/remove", "entry"),
    "act for": ("POST", "/mine/act-for", "person"),
}
"""Every door that takes the id of something somebody owns: method, address, and the field that has the id."""
OURS = {"language", "code", "name", "place", "group", "setting", "provider"}
"""What else can stand in an address: names that the portal gave, and that everybody may know."""
BY_MACHINES = {"fhir.one", "fhir.document"}
PROTECTED, NOBODY = "17878535006", "12838000000"


def another(browser: Browser, what: str) -> str:
    """The id of a thing that is somebody else's than Stor's."""
    liten, giver = handle_of(browser, LITEN), handle_of(browser, GIVER)
    now = browser.portal.clock.now()
    threads, kept = METADATA.tables["threads"], METADATA.tables["attachments"]
    with browser.portal.database.writing() as connection:
        find: dict[str, Callable[[], str]] = {
            "document": lambda: connection.scalar(select(kept.c.id).limit(1)) or "",
            "download": lambda: connection.scalar(select(kept.c.id).limit(1)) or "",
            "proxy": lambda: proxies.give(
                connection, giver, liten, proxies.Terms("use", ("journal",), date(2026, 1, 1)), now
            ),
            "end sign-in": lambda: (
                sessions.begin(connection, sessions.SignedIn(liten, "i", "s", "d"), now),
                sessions.open_ones(connection, liten, now)[0].handle,
            )[1],
            "end permission": lambda: permissions.give(connection, liten, "tool", "resepter", now),
            "end passkey": lambda: (
                passkeys.keep(connection, liten, b"c", b"k", 0, "d", now),
                passkeys.of(connection, liten)[0].id,
            )[1],
            "remove entry": lambda: "y" * 22,
            "act for": lambda: giver,
        }
        find["confirm proxy"] = find["end proxy"] = find["proxy"]
        thread = select(threads.c.id).where(threads.c.subject == liten).limit(1)
        return find.get(what, lambda: connection.scalar(thread) or "")()


def answer(browser: Browser, what: str, id: str) -> tuple[int, str, list[str]]:
    """What a door of the table answers, without the id itself, which the page's links repeat."""
    method, address, field = ADDRESSES[what]
    name, _, value = field.partition("=")
    form = {"csrf_token": token_of(browser), **({name: value or id} if name else {})}
    there = address.replace("{id}", id)
    return told(browser.get(there) if method == "GET" else browser.post(there, form), id, token_of(browser))


def told(got: TestResponse, *repeated: str) -> tuple[int, str, list[str]]:
    """Status, text and headers, but for what is new in every answer and what it repeats."""
    text = NONCE.sub("", got.text)
    for each in repeated:
        text = text.replace(each, "")
    headers = [f"{key}: {NONCE.sub('', text)}" for key, text in got.headers if key not in ("Date", "Request-Id")]
    return got.status_code, text, headers


@pytest.mark.parametrize("what", ADDRESSES)
def test_anothers_and_nobodys_answer_alike(browser: Browser, what: str) -> None:
    """A stranger's own id, and two that nobody has: 404 with the same bytes and headers."""
    browser.sign_in(STOR)
    foreign = another(browser, what)
    got = [answer(browser, what, id) for id in (foreign, "x" * len(foreign), new_handle())]
    assert {status for status, _, _ in got} == {404}
    assert len({text for _, text, _ in got}) == 1
    assert got[0][2] == got[1][2], "of one length"


def test_every_address_with_an_id_in_it_is_asked(shell: Flask) -> None:
    """A new one joins the table above, or this fails."""
    doors = shell.url_map.bind("localhost")
    asked = {doors.match(address.replace("{id}", "x"), method)[0] for method, address, _ in ADDRESSES.values()}
    with_ids = {rule.endpoint for rule in shell.url_map.iter_rules() if rule.arguments - OURS}
    assert with_ids - asked == BY_MACHINES


def test_whom_one_may_not_act_for_is_as_one_who_is_not_there(browser: Browser) -> None:
    """A stranger, one's own child at a protected address, the other parent there, and nobody: in all that can be told
    apart from outside."""
    browser.sign_in(STOR)
    handles = [handle_of(browser, number) for number in (LITEN, LITEN_FURU, PROTECTED)]
    got = [answer(browser, "act for", id) for id in ("x" * len(handles[0]), *handles)]
    assert got[0][0] == 404
    assert got[1:] == got[:1] * 3


@pytest.mark.parametrize(
    ("number", "family_name"),
    [(LITEN, "Furu"), (PROTECTED, "Furu"), ("24910894540", "Myr"), ("09890995532", "Bjørk")],
    ids=["another name", "protected address", "under age", "dead"],
)
def test_who_cannot_hold_a_proxy_is_as_one_who_is_not_there(browser: Browser, number: str, family_name: str) -> None:
    """And nothing is written of them: that takes longer, and the time would tell."""
    browser.sign_in(RASK)
    everybody = select(METADATA.tables["people"])
    with browser.portal.database.reading() as connection:
        before = connection.execute(everybody).all()
    wish = {"kind": "use", "family-name": family_name, "areas": "services", "csrf_token": token_of(browser)}
    got = [
        told(browser.post("/mine/nb/proxies/give", {**wish, "number": each}), each, token_of(browser))
        for each in (NOBODY, number)
    ]
    assert got[0][0] == 422
    assert got[0] == got[1]
    with browser.portal.database.reading() as connection:
        assert connection.execute(everybody).all() == before
