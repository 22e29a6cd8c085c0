"""The sample portal as readers meet it: in a browser, on a small screen, without scripts, from either side."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.sample_site import KINDS, Page, SampleSite

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
SMALL = {"width": 320, "height": 640}
REFRESH = 'http-equiv="refresh"'


class Reader:
    """Opens the portal's pages in one tab."""

    def __init__(self, tab: Tab, address: str, sample: SampleSite) -> None:
        self.tab = tab
        self.address = address
        root = (sample.public / "index.html").read_text().replace(REFRESH, 'name="leads-on"')
        tab.route(f"{address}/", lambda route: route.fulfill(body=root, content_type="text/html"))

    def open(self, path: str) -> Tab:
        """The root is shown without leading on, so that it can be looked at."""
        response = self.tab.goto(f"{self.address}/{path.removesuffix('index.html')}")
        assert response and response.ok, path
        return self.tab


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str, sample: SampleSite) -> Iterator[Reader]:
    """Someone with a small screen whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=SMALL)
    yield Reader(context.new_page(), address, sample)
    context.close()


@pytest.fixture(scope="module")
def examiner(browser: Browser, address: str, sample: SampleSite) -> Iterator[Reader]:
    """A browser that runs the scripts we bring; the pages have none."""
    if not AXE.exists():
        pytest.skip("no axe-core; run: make tests/node_modules/.made")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(path=AXE)
    yield Reader(context.new_page(), address, sample)
    context.close()


def one_of_each(sample: SampleSite, *languages: str) -> list[Page]:
    pages = sample.one_of_each(*languages, "")
    assert {page.kind for page in pages} == KINDS
    return pages


def test_no_page_is_wider_than_a_small_screen(reader: Reader, sample: SampleSite) -> None:
    """Nobody has to scroll sideways at 320 pixels; wide tables scroll in boxes of their own."""
    wide = {}
    for page in one_of_each(sample, "nb", "en", "ar", "se", "ur"):
        width = reader.open(page.path).evaluate("document.scrollingElement.scrollWidth")
        if width > SMALL["width"]:
            wide[page.path] = width
    assert wide == {}


def test_everyone_can_use_every_kind_of_page(examiner: Reader, sample: SampleSite) -> None:
    """axe finds nothing to complain of, serious or slight."""
    found = []
    for page in one_of_each(sample, "nb", "en", "ar", "se"):
        found += [f"{page.path}: {fault}" for fault in complaints(examiner.open(page.path))]
    assert found == []


def complaints(tab: Tab) -> list[str]:
    result: Any = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']} ({one['impact']}): {node['html']}" for one in result["violations"] for node in one["nodes"]]


def test_axe_would_complain(examiner: Reader) -> None:
    """A page without language, name and landmarks, with text that can hardly be seen."""
    examiner.open("nb/404.html").set_content("<html><body><img src=x><p style='color:#ccc'>Pale text</p></body></html>")
    assert {fault.split(" ")[0] for fault in complaints(examiner.tab)} >= {
        "html-has-lang",
        "image-alt",
        "color-contrast",
    }


FIRST_LINE = """(element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const line = range.getClientRects()[0], main = document.querySelector("main").getBoundingClientRect();
    return [line.left - main.left, main.right - line.right].map(Math.round);
}"""
"""How far the first line of an element is from the left and the right edge of the page."""

MENU = "document.querySelectorAll('header nav li a')"


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_page_in_a_right_to_left_language_begins_at_the_right(
    reader: Reader, sample: SampleSite, language: str
) -> None:
    """On every kind of page, though not for text marked as another language's."""
    for page in sample.one_of_each(language):
        tab = reader.open(page.path)
        assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl", page
        own = tab.query_selector("main > h1:not([dir=ltr]), article > h1")
        if own:
            left, right = own.evaluate(FIRST_LINE)
            assert right == 0 or right < left, page


def test_the_menu_runs_from_the_side_reading_begins(examiner: Reader) -> None:
    """Its first item is at the right in Arabic and at the left in bokmål."""
    places = f"[...{MENU}].slice(0, 3).map((item) => item.getBoundingClientRect().left)"
    arabic = examiner.open("ar/index.html").evaluate(places)
    bokmal = examiner.open("nb/index.html").evaluate(places)
    assert arabic == sorted(arabic, reverse=True) and bokmal == sorted(bokmal)


DIGITS = """(links) => links.map((link) => {
    const text = link.firstChild, range = document.createRange();
    const left = (place) => { range.setStart(text, place); range.setEnd(text, place + 1);
                              return range.getBoundingClientRect().left; };
    const places = [...text.data].map((_, place) => left(place));
    return [text.data, places.every((x, place) => place === 0 || x >= places[place - 1])];
})"""


def test_telephone_numbers_read_the_same_in_every_script(reader: Reader) -> None:
    """The digits stand in the order they are called in, in the text and at the foot of the page."""
    numbers = reader.open("ar/alt.html").eval_on_selector_all("a[href^='tel:']", DIGITS)
    assert ["+47\u00a022\u00a059\u00a013\u00a000", True] in numbers
    assert len(numbers) > 3 and all(in_order for _, in_order in numbers), numbers


def test_the_first_tab_leads_past_the_menu(reader: Reader) -> None:
    """The link is seen once it has the focus, in both directions of reading."""
    for language in ("nb", "ar", "ur"):
        tab = reader.open(f"{language}/index.html")
        tab.keyboard.press("Tab")
        box: Any = tab.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert tab.evaluate("document.activeElement.hash") == "#main"
        assert box["left"] >= 0 and box["right"] <= SMALL["width"] and box["height"] > 20


def test_boxes_unfold_without_scripts(reader: Reader) -> None:
    """What is folded away is a click or a key away."""
    tab = reader.open("nb/alt.html")
    hidden = tab.locator("article details p")
    assert not hidden.is_visible()
    tab.locator("article summary").press("Enter")
    assert hidden.is_visible()


def test_the_root_leads_to_the_portal_in_its_main_language(browser: Browser, address: str) -> None:
    """By itself, without scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address)
        tab.wait_for_url(f"{address}/nb/")
        assert tab.locator("html").get_attribute("lang") == "nb"
