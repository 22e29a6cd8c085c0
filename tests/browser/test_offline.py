"""Reading without network, in a browser and with a server that is really gone."""

import shutil
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab
from werkzeug.serving import BaseWSGIServer, make_server

from builder.render.theme import OWN_THEME
from builder.serving import release_app
from tests.conftest import TODAY
from tests.portal import SITE, Portal

ARTICLES = ("astma", "feber", "gikt", "hoste")
SAVED = SITE + "saved: [service:innboks, article:feber, article:hoste]\n"


class Host:
    """A server that can be taken away and come back at the same address."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.port = 0
        self.come_back()

    def come_back(self) -> None:
        self.server: BaseWSGIServer = make_server("127.0.0.1", self.port, release_app(self.portal.root), threaded=True)
        self.port = self.server.port
        Thread(target=self.server.serve_forever, daemon=True).start()

    def go_away(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def host(portal: Portal) -> Iterator[Host]:
    portal.write("content/site.yml", SAVED)
    for content_id in ARTICLES:
        portal.article(content_id, content_id.capitalize())
    portal.build(TODAY)
    host = Host(portal)
    yield host
    host.go_away()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Tab:
    return context.new_page()


BEGINS = '{"files": {"terms": "0a1b2c3d4e"}}'
"""What a search begins with names the folder of its parts, which are kept as long as it is."""
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    }
    return found.sort();
}"""


def kept(tab: Tab) -> list[str]:
    return tab.evaluate(KEPT)


WAIT = """async ([path, isKept, part]) => {
    const isSo = async () => {
        const found = await caches.match(path);
        return Boolean(found) === isKept && (!part || (await found.text()).includes(part));
    };
    while (!(await isSo())) await new Promise((resume) => setTimeout(resume, 20));
}"""


def wait_until_kept(tab: Tab, path: str, part: str = "") -> None:
    tab.evaluate(WAIT, [path, True, part])


def wait_until_gone(tab: Tab, path: str) -> None:
    tab.evaluate(WAIT, [path, False, ""])


def read(tab: Tab, host: Host, path: str) -> None:
    """Open a page and stay until the browser has kept it."""
    tab.goto(host.address + path)
    wait_until_kept(tab, path)


def keep_the_most_important(tab: Tab, host: Host) -> None:
    read(tab, host, "/nb/saved.html")
    tab.get_by_role("button", name="Lagre de viktigste sidene").click()
    tab.get_by_text("Sidene er lagret.").wait_for()


def test_a_page_read_once_opens_without_network(tab: Tab, host: Host) -> None:
    """In its own style, with the time it was kept told in its own language; online nothing is told."""
    read(tab, host, "/nb/astma.html")
    assert not tab.locator("[data-kept]").is_visible()
    host.go_away()
    tab.goto(f"{host.address}/nb/astma.html")
    assert tab.locator("h1").inner_text() == "Astma"
    assert tab.evaluate("document.styleSheets[0].cssRules.length") > 5
    told = tab.locator("[data-kept]").inner_text()
    assert told.startswith("Du leser en lagret kopi fra ") and str(tab.evaluate("new Date().getFullYear()")) in told
    host.come_back()


def test_a_page_not_kept_leads_to_those_that_are(tab: Tab, host: Host) -> None:
    """The reader is told why, and finds a list."""
    read(tab, host, "/nb/astma.html")
    wait_until_kept(tab, "/nb/saved.html")
    host.go_away()
    tab.goto(f"{host.address}/nb/gikt.html")
    tab.get_by_text("Du er uten nett, og siden du ba om, er ikke lagret").wait_for()
    tab.get_by_role("link", name="Astma – Prøveportalen").click()
    assert tab.locator("h1").inner_text() == "Astma"
    host.come_back()


def test_the_most_important_pages_are_kept_with_one_action(tab: Tab, host: Host) -> None:
    """Those the portal names, and the ways in; each opens without network."""
    keep_the_most_important(tab, host)
    host.go_away()
    for path in ("/nb/", "/nb/services/innboks.html", "/nb/feber.html", "/nb/hoste.html", "/nb/a-z/"):
        tab.goto(host.address + path)
        tab.locator("[data-kept]").wait_for()
    host.come_back()


def test_kept_pages_follow_the_releases(tab: Tab, host: Host, portal: Portal) -> None:
    """Only what changed is fetched anew; every kept page has its own style; old files go with the last page they serve."""
    keep_the_most_important(tab, host)
    before = [path for path in kept(tab) if path.endswith(".css")]
    portal.article("feber", "Feber hos alle")
    restyle(portal)
    portal.build(TODAY)
    keep_the_most_important(tab, host)
    after = [path for path in kept(tab) if path.endswith(".css")]
    assert (len(before), len(after)) == (1, 1) and before != after
    host.go_away()
    tab.goto(f"{host.address}/nb/feber.html")
    assert tab.locator("h1").inner_text() == "Feber hos alle"
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(1, 2, 3)"
    host.come_back()


def restyle(portal: Portal) -> None:
    """Give the portal a theme of its own, which differs from ours in a colour."""
    theme = portal.root / "site/theme"
    shutil.copytree(OWN_THEME, theme)
    with (theme / "styles/type.css").open("a") as style:
        style.write("body { color: rgb(1, 2, 3) !important }")


def test_an_old_page_keeps_its_old_style(tab: Tab, host: Host, portal: Portal) -> None:
    """A page kept from an earlier release never meets a style made for a later one."""
    read(tab, host, "/nb/astma.html")
    read(tab, host, "/nb/gikt.html")
    restyle(portal)
    portal.build(TODAY)
    tab.goto(f"{host.address}/nb/gikt.html")
    wait_until_kept(tab, "/nb/gikt.html", tab.evaluate("new URL(document.styleSheets[0].href).pathname"))
    host.go_away()
    tab.goto(f"{host.address}/nb/gikt.html")
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(1, 2, 3)"
    tab.goto(f"{host.address}/nb/astma.html")
    assert tab.evaluate("document.styleSheets[0].cssRules.length") > 5
    host.come_back()


def test_a_reader_can_remove_everything(tab: Tab, host: Host) -> None:
    """Then nothing is left, and nothing is kept until the reader asks for it again."""
    read(tab, host, "/nb/astma.html")
    read(tab, host, "/nb/saved.html")
    tab.get_by_role("button", name="Fjern alt, og ikke lagre mer").click()
    tab.get_by_text("Alt er fjernet").wait_for()
    assert kept(tab) == []
    tab.goto(f"{host.address}/nb/gikt.html")
    tab.wait_for_timeout(300)
    assert kept(tab) == []
    assert tab.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0


def test_questions_errors_and_data_are_not_kept(tab: Tab, host: Host) -> None:
    """What a reader asked for stays out of the device's memory, and so does what is no page."""
    read(tab, host, "/nb/astma.html")
    for path in ("/nb/gikt.html?q=hemmelig", "/nb/there-is-none.html", "/nb/hoste.json"):
        tab.goto(host.address + path)
    read(tab, host, "/nb/feber.html")
    pages = [path for path in kept(tab) if "/assets/" not in path]
    assert pages == ["/nb/astma.html", "/nb/feber.html", "/nb/saved.html"]


FILL = """async (count) => {
    const read = await caches.open((await caches.keys()).find((name) => name.endsWith("read")));
    const page = () => new Response("<p>", { headers: { "Content-Type": "text/html" } });
    for (let number = 1; number <= count; number++) await read.put(`/nb/side-${number}.html`, page());
}"""


def test_no_more_pages_are_kept_than_sixty(tab: Tab, host: Host) -> None:
    """The one read longest ago goes first; the page about kept pages stays."""
    read(tab, host, "/nb/astma.html")
    tab.evaluate(FILL, 60)
    read(tab, host, "/nb/gikt.html")
    wait_until_gone(tab, "/nb/side-1.html")
    pages = [path for path in kept(tab) if path.startswith("/nb/")]
    assert pages == sorted(["/nb/gikt.html", "/nb/saved.html", *(f"/nb/side-{number}.html" for number in range(2, 61))])


def test_what_a_search_needs_is_kept_with_the_chosen_pages(tab: Tab, host: Host, portal: Portal) -> None:
    """Parts of an index are named by their content; what a search begins with comes from the network if there is one."""
    start, part = "/index/nb/start.json", "/index/nb/0/a1b2c3d4e.json"
    read(tab, host, "/nb/saved.html")
    tab.reload()
    tab.evaluate(
        """async ([start, begins, part]) => {
            const put = async (name, path, text) =>
                (await caches.open((await caches.keys()).find((one) => one.endsWith(name)) ?? `/ ${name}`)).put(path, new Response(text));
            await put("chosen", start, begins);
            await put("files", part, "part");
        }""",
        [start, BEGINS, part],
    )
    host.go_away()
    got = "(path) => fetch(path).then((answer) => answer.text())"
    assert (tab.evaluate(got, start), tab.evaluate(got, part)) == (BEGINS, "part")
    host.come_back()


def test_a_search_is_answered_without_network(tab: Tab, host: Host) -> None:
    """From the parts of the index that were fetched before, and from all of it once the pages are chosen."""
    read(tab, host, "/nb/astma.html")
    read(tab, host, "/nb/search.html")
    search(tab, "astma")
    host.go_away()
    tab.goto(f"{host.address}/nb/search.html")
    assert search(tab, "astma").startswith("Treff på «astma»: ")
    host.come_back()
    keep_the_most_important(tab, host)
    host.go_away()
    tab.goto(f"{host.address}/nb/search.html")
    assert search(tab, "gikt").startswith("Treff på «gikt»: ")
    host.come_back()


def search(tab: Tab, query: str) -> str:
    """What the reader is told in the end."""
    tab.fill("#q", query)
    tab.keyboard.press("Enter")
    tab.wait_for_function("query => told.textContent.includes(`«${query}»:`)", arg=query)
    return tab.inner_text("#told")
