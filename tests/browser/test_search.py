"""Searching in the browser itself: nothing that is typed is sent anywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from werkzeug.serving import make_server

from builder.serving import release_app
from tests.portal import Portal

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"


class Searcher:
    """A reader with a tab, whose requests and complaints are written down."""

    def __init__(self, tab: Tab, address: str) -> None:
        self.tab = tab
        self.address = address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        self.tab.goto(f"{self.address}/{path}")

    def search(self, query: str, language: str = "nb") -> None:
        self.open(f"{language}/search.html")
        self.tab.fill("#q", query)
        self.tab.keyboard.press("Enter")
        self.wait()

    def wait(self) -> None:
        self.tab.wait_for_function("() => /[0-9“«]/.test(document.querySelector('#told')?.textContent)")

    @property
    def told(self) -> str:
        return self.tab.inner_text("#told")

    def titles(self) -> list[str]:
        return self.tab.locator("#found h2").all_inner_texts()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Searcher]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    context.set_default_timeout(30_000)
    yield Searcher(context.new_page(), address)
    context.close()


def test_a_word_is_found_in_any_of_its_forms_and_marked(reader: Searcher) -> None:
    reader.search("hjerteinfarktet")
    assert reader.titles()[0] == "Hjerteinfarkt"
    assert reader.told == f"Treff på «hjerteinfarktet»: {len(reader.titles())}"
    assert "hjerteinfarkt" in reader.tab.locator("#found mark").all_inner_texts()
    reader.tab.locator("#found a").first.click()
    assert reader.tab.inner_text("h1") == "Hjerteinfarkt"


def test_what_is_sought_leaves_the_browser_in_no_request(reader: Searcher) -> None:
    """Not from the front page, not while typing, and not in the address the next page is told of."""
    reader.open("nb/")
    reader.tab.locator("#q").press_sequentially("hjerteinfarkt")
    reader.tab.locator("#suggested li").first.wait_for()
    reader.tab.keyboard.press("Enter")
    reader.wait()
    assert reader.tab.url == f"{reader.address}/nb/search.html#q=hjerteinfarkt"
    assert reader.titles()[0] == "Hjerteinfarkt"
    assert [url for url in reader.requests if "hjerte" in url.partition("#")[0]] == []
    assert all("/index/nb/" in url or "/assets/" in url or "q=" not in url.partition("#")[0] for url in reader.requests)
    assert [one for one in reader.complaints if "Service Worker" not in one] == []


def test_what_is_put_into_a_sentence_keeps_its_direction_to_itself(reader: Searcher) -> None:
    """In Arabic a Latin query, its signs and the count would otherwise change places."""
    reader.search("hjerteinfarktet (1)!")
    isolated = reader.tab.eval_on_selector_all("#told > bdi", "all => all.map((one) => one.textContent)")
    assert isolated == ["hjerteinfarktet (1)!", str(len(reader.titles()))]


def test_a_misspelt_word_is_repaired_and_the_reader_is_told(reader: Searcher) -> None:
    reader.search("hjerteinfrakt")
    assert reader.titles()[0] == "Hjerteinfarkt"
    meant = reader.tab.locator(".meant")
    assert meant.inner_text() == "Mente du hjerteinfarkt?"
    meant.locator("a").click()
    reader.tab.wait_for_function("() => document.querySelector('#q').value === 'hjerteinfarkt'")


def test_who_finds_nothing_is_helped_on(reader: Searcher) -> None:
    """With other ways to find it, and someone to call."""
    reader.search("xqzwvk")
    assert reader.told.startswith("Vi fant ingenting på «xqzwvk».")
    assert reader.titles() == []
    otherwise = reader.tab.locator(".otherwise")
    assert otherwise.locator(".letters a").count() > 10
    otherwise.get_by_role("link", name="Innhold A–Å").wait_for()
    otherwise.locator("a[href^='tel:']").wait_for()


def test_results_are_narrowed_and_the_way_back_undoes_it(reader: Searcher) -> None:
    reader.search("lege")
    everything = reader.told
    reader.tab.locator(".narrow summary").click()
    reader.tab.select_option("#kind", "service")
    reader.tab.wait_for_function(
        "before => /[0-9]/.test(told.textContent) && told.textContent !== before", arg=everything
    )
    kinds = reader.tab.locator("#found li p:last-child").all_inner_texts()
    assert kinds and all(kind.startswith("Tjeneste") for kind in kinds)
    reader.tab.go_back()
    reader.tab.wait_for_function("before => told.textContent === before", arg=everything)
    assert reader.tab.input_value("#kind") == ""


def test_suggestions_are_chosen_with_the_keyboard(reader: Searcher) -> None:
    """As the pattern for comboboxes says: the focus stays in the field, which names the option it points at."""
    reader.open("nb/search.html")
    field = reader.tab.locator("#q")
    field.press_sequentially("hjer")
    reader.tab.locator("#suggested li").first.wait_for()
    count = reader.tab.locator("#suggested li").count()
    assert reader.tab.locator("form [role=status]").inner_text() == f"Forslag: {count}"
    assert state(field) == ("combobox", "true", None)
    field.press("ArrowUp")
    assert state(field) == ("combobox", "true", f"suggested-{count - 1}")
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert state(field) == ("combobox", "true", "suggested-0")
    assert reader.tab.locator("[aria-selected=true]").count() == 1
    field.press("Escape")
    assert (state(field), field.input_value()) == (("combobox", "false", None), "hjer")
    field.press("ArrowDown")
    reader.tab.locator("#suggested li").first.wait_for()
    title = reader.tab.locator("#suggested li").first.inner_text()
    field.press("ArrowDown")
    field.press("Enter")
    reader.wait()
    assert (field.input_value(), state(field)) == (title, ("combobox", "false", None))


def state(field: Any) -> tuple[str | None, ...]:
    return tuple(field.get_attribute(name) for name in ("role", "aria-expanded", "aria-activedescendant"))


def test_many_results_are_divided_into_pages(reader: Searcher) -> None:
    """A page is told where it is, and the focus goes to its beginning."""
    reader.search("hjelp")
    first = reader.titles()
    reader.tab.get_by_role("link", name="Neste side").click()
    reader.tab.wait_for_function("() => /Side 2 av/.test(document.querySelector('.pagination')?.textContent)")
    assert not set(first) & set(reader.titles())
    assert reader.tab.evaluate("document.activeElement.id") == "told"


@pytest.mark.parametrize(("language", "query"), [("nb", "hjerte"), ("ar", "السكري"), ("se", "váibmu")])
def test_everyone_can_use_the_results_and_the_suggestions(reader: Searcher, language: str, query: str) -> None:
    """axe finds nothing to complain of, and nothing is wider than the screen."""
    if not AXE.exists():
        pytest.skip("no axe-core; run: make tests/node_modules/.made")
    reader.tab.add_init_script(path=AXE)
    reader.search(query, language)
    reader.tab.locator(".narrow summary").click()
    found = complaints(reader.tab)
    reader.tab.fill("#q", "")
    reader.tab.locator("#q").press_sequentially(query[:4])
    reader.tab.locator("#suggested li").first.wait_for()
    assert found + complaints(reader.tab) == []
    assert reader.tab.evaluate("document.scrollingElement.scrollWidth") == 390


def complaints(tab: Tab) -> list[str]:
    result: Any = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {node['html']}" for one in result["violations"] for node in one["nodes"]]


def test_without_scripts_the_page_leads_on_and_asks_for_nothing_it_cannot_answer(
    browser: Browser, tmp_path: Path
) -> None:
    """Where no server searches."""
    portal = Portal(tmp_path / "portal").with_sample()
    portal.build()
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    with served(release_app(portal.root)) as address:
        tab.goto(f"{address}/nb/search.html")
        assert not tab.locator("#q").is_visible()
        assert tab.locator("noscript p").inner_text().startswith("Søket trenger JavaScript")
        tab.locator(".otherwise").wait_for()
    context.close()


@contextmanager
def served(app: Any) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


LANGUAGES = ["nb", "nn", "en", "se", "ar", "uk"]


def test_without_scripts_the_server_answers_at_the_same_address(browser: Browser, whole: str) -> None:
    """From the front page's field, page by page, in every language; nothing is too wide."""
    context = browser.new_context(java_script_enabled=False, base_url=whole, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto("/nb/")
    tab.fill("#q", "hjelp")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/nb/search.html?q=hjelp")
    assert tab.inner_text("#told").startswith("Treff på «hjelp»: ")
    first = tab.locator("#found h2").all_inner_texts()
    tab.get_by_role("link", name="Neste side").click()
    assert tab.locator("#found h2").first.inner_text() not in first
    tab.locator("nav.languages a[hreflang=en]").click()
    tab.wait_for_url("**/en/search.html?q=hjelp")
    assert (tab.locator("html").get_attribute("lang"), tab.input_value("#q")) == ("en", "hjelp")
    for language in LANGUAGES:
        tab.goto(f"/{language}/search.html?q=hjerteinfarkt&partner=")
        assert tab.locator("#found li").count() > 0, language
        assert tab.evaluate("document.scrollingElement.scrollWidth") == 390, language
    context.close()


def test_everyone_can_use_the_servers_page(browser: Browser, whole: str) -> None:
    """With scripts: axe finds nothing in any language, and what is typed is suggested for."""
    if not AXE.exists():
        pytest.skip("no axe-core; run: make tests/node_modules/.made")
    context = browser.new_context(base_url=whole, bypass_csp=True, service_workers="block")
    context.add_init_script(path=AXE)
    tab = context.new_page()
    found = []
    for address in [f"/{language}/search.html?q=hjerteinfarkt" for language in LANGUAGES] + [
        "/nb/search.html?q=xqzwvk&kind=article"
    ]:
        tab.goto(address)
        found += complaints(tab)
    assert found == []
    tab.goto("/nb/search.html?q=feber")
    tab.fill("#q", "")
    tab.locator("#q").press_sequentially("hjer")
    tab.locator("#suggested li").first.wait_for()
    assert complaints(tab) == []
    tab.locator("#suggested li").first.click()
    tab.wait_for_url("**/nb/search.html?q=Hje*")
    context.close()


def test_a_question_in_the_address_is_answered_and_moved_out_of_what_is_sent(reader: Searcher) -> None:
    """For links from elsewhere that end in ?q=."""
    reader.open("nb/search.html?q=feber&kind=article")
    reader.wait()
    assert reader.tab.url == f"{reader.address}/nb/search.html#q=feber&kind=article"
    assert reader.tab.input_value("#kind") == "article"
