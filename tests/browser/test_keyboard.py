"""The portal with the keyboard alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.sample_site import Page, SampleSite

MOST_STOPS = 400
LEAD_ON = ("root", "moved")
LANGUAGES = ("nb", "nn", "se", "en", "ar", "uk")

STOPS = """() => {
    const can = "a[href], button, summary, input, select, textarea, [tabindex]";
    return [...document.querySelectorAll(can)].filter((element) =>
        element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true })
    ).map((element, place) => { element.dataset.stop = place; return element.tabIndex; });
}"""
"""Numbers everything that can be reached, in the order it stands in the page, and gives their tabindex."""

FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const outlined = [[element], [element, "::after"], [element.closest("li, .card") ?? element]].some((drawn) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(...drawn);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    });
    const within = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    // A card shows the focus of the link that covers it.
    return [Number(element.dataset.stop ?? -1), outlined && within];
}"""


@pytest.fixture(params=["none", "active"], ids=["own-colours", "forced-colours"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(
        viewport={"width": 1024, "height": 700}, forced_colors=request.param, service_workers="block"
    )
    yield context.new_page()
    context.close()


def walk(tab: Tab) -> list[Any]:
    """Every stop of the Tab key from the top of the page until it leaves the page again."""
    stops = []
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if focused is None or (stops and focused[0] == stops[0][0]):
            return stops
        stops.append(focused)
    raise AssertionError(f"more than {MOST_STOPS} stops, or a trap: {stops[-3:]}")


def each_kind(sample: SampleSite) -> list[Page]:
    """Each kind in one language of those it is in, the languages taking turns; the front page in bokmål and Arabic."""
    by_kind: dict[str, list[Page]] = {}
    for page in sorted(sample.one_of_each(*LANGUAGES)):
        if page.kind not in LEAD_ON:
            by_kind.setdefault(page.kind, []).append(page)
    fronts = [page for page in by_kind.pop("front") if page.language in ("nb", "ar")]
    return fronts + [pages[place % len(pages)] for place, pages in enumerate(by_kind.values())]


def faults(tab: Tab, address: str, page: Page) -> list[str]:
    tab.goto(address + page.address)
    order = tab.evaluate(STOPS)
    stops = walk(tab)
    found = []
    if any(place > 0 for place in order):
        found.append(f"{page.path}: an order of its own (tabindex)")
    if [place for place, _ in stops] != list(range(len(order))):
        found.append(f"{page.path}: reached {[place for place, _ in stops]} of {len(order)}")
    found += [f"{page.path}: stop {place} does not show its focus" for place, is_shown in stops if not is_shown]
    return found


def test_the_keyboard_reaches_everything_in_the_order_it_stands_and_shows_where_it_is(
    tab: Tab, address: str, sample: SampleSite
) -> None:
    """Every kind of page, the languages and the colours taking turns; the front page from the right too."""
    forced = tab.evaluate("matchMedia('(forced-colors: active)').matches")
    pages = [page for place, page in enumerate(each_kind(sample)) if page.kind == "front" or place % 2 == forced]
    assert {page.language for page in pages} >= {"nb", "ar"}
    assert [fault for page in pages for fault in faults(tab, address, page)] == []


@pytest.mark.slow
def test_the_keyboard_reaches_everything_on_every_kind_of_page(tab: Tab, address: str, sample: SampleSite) -> None:
    """In every language."""
    pages = [page for page in sample.one_of_each() if page.kind not in LEAD_ON]
    assert [fault for page in pages for fault in faults(tab, address, page)] == []


def test_a_stop_that_cannot_be_seen_would_be_noticed(tab: Tab, address: str, sample: SampleSite) -> None:
    """A page whose style takes the focus ring away."""
    page = next(page for page in sample.one_of_each("nb") if page.kind == "notfound")
    sheet = "const sheet = new CSSStyleSheet(); sheet.insertRule('a { outline: none !important }'); document.adoptedStyleSheets = [sheet];"
    tab.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {sheet} }});")
    assert any("does not show its focus" in fault for fault in faults(tab, address, page))
