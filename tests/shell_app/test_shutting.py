"""The emergency block: what it ends, what it shows, who opens it again and who does not (portal.md R22)."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from development.town import TownContacts, TownRegister, town
from shell_app import shutting
from shell_app.access.people import local_date
from shell_app.application import create_app
from shell_app.config import Config
from shell_app.notify.wording import text
from shell_app.people.notice_choices import NoticeChoices
from shell_app.portal import EXTENSION
from shell_app.records import people, security, sessions, uses
from shell_app.records.database import Database
from shell_app.reopening import open_for
from shell_app.usage_log.proof import verify
from tests.shell_app.auth.authenticator import Authenticator
from tests.shell_app.auth.test_passkeys import CHALLENGE, come, make, options_of, token_of
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.notify.world import DAY, World
from tests.shell_app.rogue import Rogue
from tests.shell_app.settings.some_people import NOON, three_people
from tests.shell_app.test_doors import GIVER, HOLDER, LITEN, RASK, STOR, act_for, handle_of

PAGE = "/mine/nb/use-and-access/emergency-block"
MONTH = timedelta(days=30)


@pytest.fixture
def browser(config: Config, time: Time, settled: Any, tmp_path: Any, rogue: Rogue) -> Iterator[Browser]:
    """On a host with a name: browsers allow passkeys at no other."""
    (tmp_path / "portal.db").write_bytes(settled.read_bytes())
    named = replace(config, address="http://localhost")
    app = create_app(named, TownRegister(town(), local_date(time.now())), time.now, TownContacts(town()))
    yield Browser(app, rogue)
    app.extensions[EXTENSION].database.close()


def sign_in(browser: Browser, time: Time, number: str = LITEN) -> None:
    """By eID, the provider's clock being moved like ours."""
    now = int(time.now().timestamp())
    browser.rogue.claims = {"iat": now, "exp": now + 120}
    assert browser.sign_in(number).status_code == 303


def shut(browser: Browser) -> None:
    answer = browser.post(PAGE, {"csrf_token": token_of(browser)})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}/done")
    assert "Portalen din er sperret" in browser.get(f"{PAGE}/done").text


def open_by(browser: Browser, device: Authenticator, **wrong: Any) -> int:
    """From the page that says it is shut; without a form there, with the answer to a question of elsewhere."""
    page = browser.get(PAGE).text
    challenge = CHALLENGE.search(page)
    options = options_of(page if challenge else browser.get("/mine/nb/passkey").text)
    form = {"challenge": challenge[1] if challenge else "", "answer": device.use(options, **wrong)}
    return browser.post(f"{PAGE}/open", {"csrf_token": token_of(browser), **form}).status_code


def is_shut(browser: Browser, number: str = LITEN) -> bool:
    with browser.portal.database.reading() as connection:
        known = people.find(connection, handle_of(browser, number))
    assert known
    return known.person.shut_at is not None


def test_all_sign_ins_end_and_a_new_one_shows_that_it_is_shut_and_nothing_else(browser: Browser, time: Time) -> None:
    """Not the name, nor whom one may act for, nor anything behind any door."""
    thief = Browser(browser.shell, browser.rogue)
    sign_in(browser, time)
    sign_in(thief, time)
    shut(browser)
    for each in (browser, thief):
        assert each.get("/mine/nb/").status_code == 401
    sign_in(thief, time)
    for address in (
        "",
        "inbox",
        "proxies",
        "use-and-access/log.json",
        "how-to-use",
        "notices",
        "use-and-access/sign-ins",
    ):
        answer = thief.get(f"/mine/nb/{address}")
        assert (answer.status_code, answer.headers.get("Location")) == (303, PAGE), address
    pages = [thief.get(address) for address in (PAGE, "/mine/nb/nothing", "/mine/nb/search.html")]
    assert [each.status_code for each in pages] == [200, 404, 404]
    assert "Denne portalen er sperret" in pages[0].text and "klokka" in pages[0].text
    assert not any(re.search("Danser|Varsler|på vegne av", each.text) for each in pages)
    answer = thief.post("/mine/act-for", {"csrf_token": token_of(thief), "person": handle_of(thief, RASK)})
    assert answer.headers["Location"] == PAGE
    assert thief.post("/mine/sign-out", {"csrf_token": token_of(thief)}).status_code == 303


def test_a_holder_of_a_proxy_is_themselves_again_and_a_shut_holder_acts_for_nobody(
    browser: Browser, time: Time
) -> None:
    """Either way; when it is opened again the proxy is what it was."""
    holder = Browser(browser.shell, browser.rogue)
    sign_in(holder, time, HOLDER)
    assert act_for(holder, GIVER) == 303
    assert holder.get("/mine/nb/inbox").status_code == 200
    sign_in(browser, time, GIVER)
    shut(browser)
    assert "på vegne av" not in holder.get("/mine/nb/").text
    assert act_for(holder, GIVER) == 404
    with browser.portal.database.writing() as connection:
        assert shutting.open_again(connection, handle_of(browser, GIVER), browser.portal.clock.now())
    assert act_for(holder, GIVER) == 303


@pytest.mark.parametrize(("age", "opens"), [(MONTH, True), (MONTH - timedelta(seconds=5), False)])
def test_an_eid_and_an_old_passkey_open_it_and_a_young_one_does_not(
    browser: Browser, time: Time, age: timedelta, opens: bool
) -> None:
    """A thief of the eID can make a passkey: only one of a month before the shutting is worth anything."""
    device = Authenticator()
    sign_in(browser, time)
    assert make(browser, device) == 303
    time.moved = age
    sign_in(browser, time)
    assert ("Disse passnøklene kan åpne portalen" in browser.get(PAGE).text) == opens
    shut(browser)
    time.moved += MONTH
    sign_in(browser, time)
    assert open_by(browser, device) == (303 if opens else 422)
    assert is_shut(browser) != opens
    assert browser.get("/mine/nb/inbox").status_code == (200 if opens else 303)


def test_neither_the_eid_nor_the_passkey_opens_it_alone(browser: Browser, time: Time) -> None:
    """Whoever came in by passkey is asked for the eID; the eID without the passkey's answer is refused."""
    device = Authenticator()
    sign_in(browser, time)
    assert make(browser, device) == 303
    time.moved = MONTH
    sign_in(browser, time)
    shut(browser)
    assert come(browser, device) == 303
    page = browser.get(PAGE).text
    assert "data-options" not in page and "Logg inn med elektronisk ID" in html.unescape(page)
    assert open_by(browser, device) == 403
    sign_in(browser, time)
    assert browser.post(f"{PAGE}/open", {"csrf_token": token_of(browser)}).status_code == 422
    for wrong in ({"verified": False}, {"origin": "https://evil.example"}, {"challenge": "AAAA"}):
        assert open_by(browser, device, **wrong) == 422
    assert is_shut(browser)
    assert browser.security_rows()[-1] == ("opening-refused", "passkey-wrong")


def test_anothers_passkey_or_an_ended_one_does_not_open_it(browser: Browser, time: Time) -> None:
    own, others = Authenticator(), Authenticator()
    for number, device in ((RASK, others), (LITEN, own)):
        sign_in(browser, time, number)
        assert make(browser, device) == 303
    time.moved = MONTH
    sign_in(browser, time)
    shut(browser)
    sign_in(browser, time)
    assert open_by(browser, others, owner=b"") == 422
    from shell_app.records import passkeys

    with browser.portal.database.writing() as connection:
        mine = handle_of(browser, LITEN)
        passkeys.end(connection, mine, passkeys.of(connection, mine)[0].id, time.now())
    assert open_by(browser, own) == 422
    assert is_shut(browser)


def test_personnel_open_it_and_the_citizen_reads_who_and_why(browser: Browser, time: Time) -> None:
    """access-rules.md T11: with a case, in the log, and never one's own or that of somebody close."""
    sign_in(browser, time)
    shut(browser)
    config = browser.portal.config
    for clerk, case, why in (
        (LITEN, "sak 7", "close to you"),
        (RASK, "sak 7", "close to you"),
        (STOR, "  ", "which case"),
        ("31889639093", "sak 7", "not known"),
    ):
        with pytest.raises(SystemExit, match=why):
            open_for(config, LITEN, clerk, case)
    assert is_shut(browser)
    assert "It is open" in open_for(config, LITEN, STOR, "sak 7")
    with pytest.raises(SystemExit, match="not shut"):
        open_for(config, LITEN, STOR, "sak 7")
    sign_in(browser, time)
    log = browser.get("/mine/nb/use-and-access/log.json").json
    rows = [row["fields"][5:7] + row["fields"][9:10] for row in log["rows"] if row["fields"][5] == "emergency-block"]
    assert rows == [["emergency-block", "shut", ""], ["emergency-block", "opened", "sak 7"]]
    assert "Akuttsperre" in browser.get("/mine/nb/use-and-access").text


def test_each_is_one_row_in_either_log_and_the_chain_is_whole(database: Database) -> None:
    """On both databases; a second time nothing happens and nothing is written."""
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        tokens = [sessions.begin(connection, sessions.SignedIn(each, "i", "s", "d"), NOON) for each in (ada, ada, bo)]
        assert shutting.shut(connection, ada, NOON) and not shutting.shut(connection, ada, NOON)
        assert [bool(sessions.find(connection, token, NOON)) for token in tokens] == [False, False, True]
        assert shutting.open_again(connection, ada, NOON, bo, "sak 7")
        assert not shutting.open_again(connection, ada, NOON, bo, "sak 7")
        rows = uses.rows_of(connection, ada)
        assert [(row.use.basis, row.use.action, row.use.actor) for row in rows] == [
            ("self", "shut", ada),
            ("personnel", "opened", bo),
        ]
        assert list(verify(ada, rows, [], {})) == []
        assert security.noted(connection) == [("emergency-block", "shut"), ("emergency-block", "opened")]


def test_it_is_told_by_sms_and_e_mail_whatever_has_been_chosen(database: Database) -> None:
    """To the person alone: neither to devices, which may be the thief's, nor to those who hold a proxy."""
    world = World(database)
    world.choose(world.ada, NoticeChoices("sms", "few"))
    world.device(world.ada, "https://push.example/1")
    world.proxy()
    world.choose(world.bo, NoticeChoices("email", about=frozenset({world.ada})))
    with database.writing() as connection:
        shutting.shut(connection, world.ada, DAY)
    assert sorted(world.turn()) == [("email", "ada@example.org"), ("nord", "+4740000001")]
    world.sent.clear()
    world.tell()
    assert world.turn() == [], "of anything else nobody is told while it is shut"
    with database.writing() as connection:
        shutting.open_again(connection, world.ada, DAY)
    assert {to for _, to in world.turn()} == {"ada@example.org", "+4740000001"}
    assert text("nb", "shut") != text("nb", "opened") != text("nb")
