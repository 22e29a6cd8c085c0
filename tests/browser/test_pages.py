"""The sample portal as readers meet it: in a browser, on a small screen, without scripts, from either side."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.sample_site import SampleSite

SMALL = {"width": 320, "height": 640}


class Reader:
    """Opens the portal's pages in one tab."""

    def __init__(self, tab: Tab, address: str) -> None:
        self.tab = tab
        self.address = address

    def open(self, path: str) -> Tab:
        response = self.tab.goto(f"{self.address}/{path.removesuffix('index.html')}")
        assert response and response.ok, path
        return self.tab


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Someone with a small screen whose browser runs no scripts."""
    with browser.new_context(java_script_enabled=False, viewport=SMALL) as context:
        yield Reader(context.new_page(), address)


FIRST_LINE = """(element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const line = range.getClientRects()[0], main = document.querySelector("main").getBoundingClientRect();
    return [line.left - main.left, main.right - line.right].map(Math.round);
}"""
"""How far the first line of an element is from the left and the right edge of the page."""

LETTERS = "document.querySelectorAll('.area .letters a')"


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_page_in_a_right_to_left_language_begins_at_the_right(
    reader: Reader, sample: SampleSite, language: str
) -> None:
    """On every kind of page, though not for text marked as another language's."""
    for page in sample.one_of_each(language):
        if page.kind == "moved":
            continue  # it leads on at once
        tab = reader.open(page.path)
        assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl", page
        own = tab.query_selector("main > h1:not([dir=ltr]), article > h1")
        if own:
            left, right = own.evaluate(FIRST_LINE)
            assert right == 0 or right < left, page


def test_letters_run_from_the_side_reading_begins(reader: Reader) -> None:
    """The first is at the right in Arabic and at the left in bokmål."""
    places = f"[...{LETTERS}].slice(0, 3).map((item) => item.getBoundingClientRect().left)"
    arabic = reader.open("ar/index.html").evaluate(places)
    bokmal = reader.open("nb/index.html").evaluate(places)
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
    hidden.wait_for()


def test_the_root_leads_to_the_portal_in_its_main_language(browser: Browser, address: str) -> None:
    """By itself, without scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address)
        tab.wait_for_url(f"{address}/nb/")
        assert tab.locator("html").get_attribute("lang") == "nb"
