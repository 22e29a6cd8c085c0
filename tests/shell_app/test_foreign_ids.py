"""What is another's and what is not there answer alike, byte for byte (goals.md S5, S16)."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from shell_app.records import passkeys, permissions, proxies, sessions
from shell_app.records.handles import new_handle
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import GIVER, LITEN, RASK, handle_of, token_of

NONCE = re.compile(r"nonce-[\w-]+|nonce=\"[\w-]+\"")
ADDRESSES: dict[str, tuple[str, str, str]] = {
    "conversation": ("GET", "/mine/nb/inbox/{id}", ""),
    "document": ("GET", "/mine/nb/inbox/{id}/{id}", ""),
    "put away": ("POST", "/mine/nb/inbox/{id}", "do=erase"),
    "proxy": ("GET", "/mine/nb/proxies/{id}", ""),
    "end proxy": ("POST", "/mine/nb/proxies/{id}/end", ""),
    "end sign-in": ("POST", "/mine/nb/use-and-access/sign-ins", "sign_in"),
    "end permission": ("POST", "/mine/nb/use-and-access/permissions", "permission"),
    "end passkey": ("POST", "/mine/nb/use-and-access/passkeys/end", "passkey"),
    "remove entry": ("POST", "/mine/nb/contact-information/remove", "entry"),
    "act for": ("POST", "/mine/act-for", "person"),
}
"""Every door that takes the id of something somebody owns: method, address, and the field that has the id."""


def another(browser: Browser, what: str) -> str:
    """The id of a thing that is somebody else's than Rask's."""
    liten, giver = handle_of(browser, LITEN), handle_of(browser, GIVER)
    now = browser.portal.clock.now()
    threads, kept = METADATA.tables["threads"], METADATA.tables["attachments"]
    with browser.portal.database.writing() as connection:
        find: dict[str, Callable[[], str]] = {
            "document": lambda: connection.scalar(select(kept.c.id).limit(1)) or "",
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
        find["end proxy"] = find["proxy"]
        thread = select(threads.c.id).where(threads.c.subject == liten).limit(1)
        return find.get(what, lambda: connection.scalar(thread) or "")()


def answer(browser: Browser, what: str, id: str) -> tuple[int, str, list[str]]:
    """Status, text and headers, but for what is new in every answer and the id itself, which the page's links repeat."""
    method, address, field = ADDRESSES[what]
    name, _, value = field.partition("=")
    form = {"csrf_token": token_of(browser), **({name: value or id} if name else {})}
    there = address.replace("{id}", id)
    got = browser.get(there) if method == "GET" else browser.post(there, form)
    headers = [
        f"{key}: {NONCE.sub('', text)}"
        for key, text in got.headers
        if key not in ("Date", "Content-Length", "Request-Id")
    ]
    return got.status_code, NONCE.sub("", got.text).replace(id, "").replace(token_of(browser), ""), headers


@pytest.mark.parametrize("what", ADDRESSES)
def test_anothers_and_nobodys_answer_alike(browser: Browser, what: str) -> None:
    """A stranger's own id, and two that nobody has: 404 with the same bytes and headers."""
    browser.sign_in(RASK)
    foreign = another(browser, what)
    got = [answer(browser, what, id) for id in (foreign, "x" * len(foreign), new_handle())]
    assert {status for status, _, _ in got} == {404}
    assert len({text for _, text, _ in got}) == 1
    assert got[0][2] == got[1][2]
