"""Pages made larger by those who see little: the whole page to 400 %, or the text alone to 200 %."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.sample_site import Page, SampleSite
from tests.browser.test_every_kind_of_page import LEADS_ON, WIDER

LANGUAGES = ("nb", "nn", "se", "en", "ar", "uk")
FULLEST = ("front", "translation", "services", "proof")

ENLARGED = {
    "400 %, all of it": (320, 256, "100%"),
    "200 %, text alone": (1280, 800, "200%"),
    "200 %, text alone, on a phone": (390, 800, "200%"),
}
"""The width and height left in CSS pixels, and the size of the text. 1280 × 1024 at 400 % is 320 × 256."""

CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
    const isForEyes = element.checkVisibility() && element.clientWidth > 1 && style.clipPath === "none";
    return hides && isForEyes && element.textContent.trim() &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 100))"""
"""What hides some of its own text."""

IN_THE_WAY = """() => [...document.querySelectorAll("body *")].filter((element) =>
    ["fixed", "sticky"].includes(getComputedStyle(element).position) && element.checkVisibility()
    && element.getBoundingClientRect().height > innerHeight / 4 && element.getBoundingClientRect().width > innerWidth / 2
).map((element) => element.outerHTML.slice(0, 100))"""
"""What stays in the window while the rest is scrolled, and takes much of its width and height."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def enlarge(tab: Tab, how: str) -> None:
    width, height, size = ENLARGED[how]
    tab.set_viewport_size({"width": width, "height": height})
    tab.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)


def faults(tab: Tab, page: Page) -> list[str]:
    """In each of the ways a page is enlarged."""
    found = []
    for how in ENLARGED:
        enlarge(tab, how)
        if (wider := tab.evaluate(WIDER)) > 0:
            found.append(f"{page.path}, {how}: {wider} pixels too wide")
        found += [f"{page.path}, {how}: cut off: {html}" for html in tab.evaluate(CUT_OFF)]
        found += [f"{page.path}, {how}: in the way: {html}" for html in tab.evaluate(IN_THE_WAY)]
    return found


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["sample", "whole"])
def test_enlarged_pages_are_read_without_scrolling_sideways_and_whole(
    tab: Tab, address: str, sample: SampleSite, whole: bool
) -> None:
    """Every kind of page in all six languages, the one with everything an editor can write among them; or each kind in
    one language that is read from the left, and those with most in them from the right."""
    pages = sorted(page for page in sample.one_of_each(*LANGUAGES) if page.kind not in LEADS_ON)
    if not whole:
        kinds = dict.fromkeys(page.kind for page in pages)
        turns = [[page for page in pages if page.kind == kind and page.language != "ar"] for kind in kinds]
        fullest = [page for page in pages if page.language == "ar" and page.kind in FULLEST]
        pages = [choice[place % len(choice)] for place, choice in enumerate(turns)] + fullest
    found = []
    for page in pages:
        tab.goto(address + page.address)
        found += faults(tab, page)
    assert found == []


def test_the_open_menu_is_read_whole_at_400_percent(tab: Tab, address: str) -> None:
    """Its last letter can be scrolled to, in a window of 320 × 256 pixels."""
    tab.goto(f"{address}/nb/")
    enlarge(tab, "400 %, all of it")
    tab.locator("details.menu > summary").click()
    last = tab.locator("details.menu .letters a").last
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 256
    assert tab.evaluate(WIDER) <= 0


def test_a_page_that_does_not_give_way_would_be_noticed(tab: Tab, address: str, sample: SampleSite) -> None:
    """With a line that cannot break, a box that hides its text and a bar that stays."""
    page = next(page for page in sample.one_of_each("nb") if page.kind == "notfound")
    tab.goto(address + page.address)
    tab.evaluate(
        """() => {
            const put = (style) => {
                const box = Object.assign(document.createElement("p"), { textContent: "A text of some words. ".repeat(9) });
                Object.assign(box.style, style);
                document.body.append(box);
            };
            put({ whiteSpace: "nowrap" });
            put({ overflow: "hidden", height: "1rem" });
            put({ position: "fixed", insetBlockEnd: "0", height: "10rem", width: "100%" });
        }"""
    )
    found = " ".join(faults(tab, page))
    assert all(complaint in found for complaint in ("too wide", "cut off", "in the way"))
