"""From a sender's message to a notice in the browser, the bell, the conversation and the log, in a real browser."""

import base64
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select
from werkzeug.serving import make_server

from development.serving import whole_portal
from shell_app.records import people
from shell_app.records.database import Database
from shell_app.records.inbox_values import Opened, Written
from shell_app.records.sealing import Keyring
from shell_app.records.tables import METADATA
from shell_app.services.inbox.posting import Arrival, arrive
from tests.browser.test_settings import signed_in
from tests.browser.test_shell import AXE, faults
from tests.conftest import TODAY
from tests.portal import Portal

LITEN = "14838831150"
DELIVERIES = METADATA.tables["deliveries"]
SHOWN = "navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map((one) => [one.title, one.body, one.data]))"
WIDER = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ("notices", "notice-settings", "notice-settings/sent")


class Kept:
    """What the served portal keeps, looked at from outside."""

    def __init__(self, portal: Portal) -> None:
        folder = portal.root / "var" / "development"
        self.database = Database(f"sqlite:///{folder / 'portal.db'}")
        self.keyring = Keyring(base64.b64decode((folder / "key").read_bytes()))

    def arrive(self, title: str) -> None:
        """As a sender's message does."""
        now = datetime.now(UTC)
        with self.database.writing() as connection:
            known = people.find_by_number(connection, self.keyring, LITEN)
            assert known
            written = Written("Elvebredden legesenter", "Hei. Prøvene dine er fine.", now)
            arrive(
                connection,
                "innboks",
                Arrival(known.id, Opened("message", title), written, "messages", "treatment"),
                now,
            )

    def push(self) -> Any:
        with self.database.reading() as connection:
            wanted = select(DELIVERIES).where(DELIVERIES.c.channel == "push").order_by(DELIVERIES.c.due_at.desc())
            return connection.execute(wanted.limit(1)).one_or_none()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """A small portal: the pages about notices are the shell's, and the same in all."""
    portal = Portal(tmp_path_factory.mktemp("notices") / "portal").with_sample()
    portal.build(TODAY)
    return portal


@pytest.fixture(scope="module")
def served(small: Portal) -> Iterator[str]:
    rooms: list[Any] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: rooms[0](environ, start), threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    rooms.append(whole_portal(small.root, address))
    Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()


@pytest.fixture
def context(browser: Browser, served: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=served)
    context.grant_permissions(["notifications"], origin=served)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def until(page: Page, what: Any, longest: float = 30) -> Any:
    """Wait, while the browser goes on telling what happens in it."""
    end = time.monotonic() + longest
    while not (found := what()) and time.monotonic() < end:
        page.wait_for_timeout(200)
    assert found
    return found


def give_to_worker(page: Page, origin: str, told: dict[str, str]) -> None:
    """What a push service does: wake the worker with what was sent."""
    registrations: list[dict[str, Any]] = []
    session = page.context.new_cdp_session(page)
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    until(page, lambda: registrations)
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": registrations[-1]["registrationId"], "data": json.dumps(told)},
    )


def test_from_a_message_to_the_notice_the_bell_the_conversation_and_the_log(
    context: BrowserContext, served: str, small: Portal
) -> None:
    """Push is turned on by the page's own button; what is sent is decrypted, shown by the worker, and told to have
    arrived; the notice says nothing of what came."""
    page, kept = signed_in(context.new_page()), Kept(small)
    page.goto("/mine/nb/notice-settings")
    page.get_by_role("button", name="Slå på pushvarsler i denne nettleseren").click()
    page.get_by_text("Pushvarsler er slått på i denne nettleseren.").wait_for()
    page.locator("#push .here").wait_for()
    bell = page.get_by_role("button", name="Varsler")
    bell.click()
    page.get_by_role("heading", name="Varsler").wait_for()
    kept.arrive("Svar på blodprøve i dag")
    received = until(page, lambda: page.request.get(f"{served}/development-push/received").json())[0]
    assert received["title"] == "Det venter noe nytt på deg" and "prøve" not in json.dumps(received).lower()
    page.goto("/development-post/")
    page.get_by_role("heading", name="Push: browser-1").wait_for()
    page.goto("/mine/nb/")
    assert page.locator(".tool .count").inner_text() == "1"
    give_to_worker(page, served, received)
    shown = until(page, lambda: page.evaluate(SHOWN))
    assert shown == [[received["title"], received["body"], "/mine/nb/notices"]]
    until(page, lambda: kept.push().arrived_at)
    page.get_by_role("button", name="Varsler").click()
    assert page.locator("main li .tag").first.inner_text() == "Ny" and page.locator(".tool .count").count() == 0
    page.locator("main li a").first.click()
    page.get_by_role("link", name="Svar på blodprøve i dag").click()
    page.get_by_text("Prøvene dine er fine.").wait_for()
    page.goto("/mine/nb/use-and-access")
    page.locator("table").get_by_text("Innboks").first.wait_for()
    page.goto("/mine/nb/notice-settings/sent")
    page.locator("table").get_by_text("Vist på enheten din").wait_for()
    page.goto("/mine/nb/notice-settings")
    page.get_by_role("button", name="Slå av").click()
    page.get_by_text("Pushvarsler er slått av der.").wait_for()


def test_the_bell_works_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = signed_in(context.new_page())
    page.get_by_role("button", name="Varsler").click()
    assert page.url.endswith("/mine/nb/notices") and page.locator("main li").count() > 0
    context.close()


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_everyone_can_use_the_pages_about_notices(browser: Browser, served: str, colours: Any) -> None:
    """In nb, nn and en, at 320 and 1280 pixels; nothing to scroll sideways."""
    context = browser.new_context(base_url=served, bypass_csp=True, color_scheme=colours)
    page: Page = signed_in(context.new_page())
    page.goto("/mine/nb/notices")
    page.get_by_role("button", name="Varsler").click()
    found: list[str] = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for language in ("nb", "nn", "en"):
            for address in PAGES:
                page.goto(f"/mine/{language}/{address}")
                found += [f"{address} {language} {width}: {each}" for each in faults(page)]
                found += [f"{address} {language}: wider"] if page.evaluate(WIDER) > 0 else []
    assert found == []
    context.close()
