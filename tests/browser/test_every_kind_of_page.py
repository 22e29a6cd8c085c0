"""Every kind of page, in every language, light and dark, on small and large screens: a sample of it, or the whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.sample_site import KINDS, Page, SampleSite

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = ("nb", "nn", "se", "en", "ar", "uk", "ur")
"""Those of the portal, and one without interface words, read from the right."""
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
LEADS_ON = {"root", "moved"}
"""They lead elsewhere at once; what they look like while they do is looked at with their leading taken out."""

WATCH = """
self.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


ALONE = "try { localStorage.setItem('keep-pages', 'no') } catch {}"
"""The reader has said no to a service worker, which would answer in the server's place."""


class Look(NamedTuple):
    """A page as it is looked at."""

    page: Page
    width: int
    scheme: Any

    def __str__(self) -> str:
        return f"{self.page.path} {self.width} {self.scheme}"


class Seen(NamedTuple):
    """What was found. `asked` are the addresses the browser asked for, `told` what it complained of."""

    look: Look
    asked: list[str]
    told: list[str]
    refused: list[str]
    faults: list[str]
    wider: int


def looks(sample: SampleSite, whole: bool) -> list[Look]:
    """Everything; or each kind in three languages, the widths and colours taking turns."""
    pages = sample.one_of_each(*LANGUAGES, "")
    assert {page.kind for page in pages} == KINDS
    if whole:
        return [Look(page, width, scheme) for page in pages for width in WIDTHS for scheme in SCHEMES]
    turns = cycle((width, scheme) for scheme in SCHEMES for width in WIDTHS)
    by_kind: dict[str, list[Page]] = {}
    for page in sorted(pages):
        by_kind.setdefault(page.kind, []).append(page)
    chosen = [pages[(place + step) % len(pages)] for place, pages in enumerate(by_kind.values()) for step in (0, 2, 4)]
    return [Look(page, *next(turns)) for page in dict.fromkeys(chosen)]


TOO_EARLY = "was preloaded using link preload but not used within a few seconds"
"""What the browser says of any page on a machine slow enough, and of the page looked at before this one."""


def look_at(tab: Tab, address: str, look: Look) -> Seen:
    asked: list[str] = []
    told: list[str] = []

    def note_request(request: Any) -> None:
        asked.append(request.url)

    def note_message(message: Any) -> None:
        if message.type in ("error", "warning") and TOO_EARLY not in message.text:
            told.append(message.text)

    tab.on("request", note_request)
    tab.on("console", note_message)
    tab.set_viewport_size({"width": look.width, "height": 800})
    tab.emulate_media(color_scheme=look.scheme)
    with staying(tab, look.page.kind in LEADS_ON):
        tab.goto(address + look.page.address)
        seen = Seen(look, asked, told, tab.evaluate("refused"), faults(tab), tab.evaluate(WIDER))
    tab.remove_listener("request", note_request)
    tab.remove_listener("console", note_message)
    return seen


def faults(tab: Tab) -> list[str]:
    """What axe finds, serious or slight."""
    result: Any = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {node['html'][:200]}" for one in result["violations"] for node in one["nodes"]]


@contextmanager
def staying(tab: Tab, leads_on: bool) -> Iterator[None]:
    """A page that leads on is shown without leading on."""

    def answer(route: Any) -> None:
        if route.request.resource_type != "document":
            return route.continue_()
        answered = route.fetch()
        route.fulfill(response=answered, body=answered.text().replace('http-equiv="refresh"', 'name="leads-on"'))

    if leads_on:
        tab.route("**/*", answer)
    yield
    if leads_on:
        tab.unroute("**/*")


WIDER = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module", params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["sample", "whole"])
def everything(request: pytest.FixtureRequest, browser: Browser, address: str, sample: SampleSite) -> list[Seen]:
    """Each page opened once, and what was found there."""
    if not AXE.exists():
        pytest.skip("no axe-core; run: make tests/node_modules/.made")
    context = browser.new_context()
    context.add_init_script(ALONE)
    context.add_init_script(WATCH)
    context.add_init_script(path=AXE)
    tab = context.new_page()
    found = [look_at(tab, address, look) for look in looks(sample, request.param)]
    context.close()
    return found


def test_everyone_can_use_it(everything: list[Seen]) -> None:
    """axe finds nothing to complain of, contrast included."""
    assert {str(seen.look): seen.faults for seen in everything if seen.faults} == {}


def test_axe_would_complain(browser: Browser) -> None:
    """Of a page without language, name and landmarks, with text that can hardly be seen."""
    with browser.new_context() as context:
        tab = context.new_page()
        tab.set_content("<html><body><img src=x><p style='color:#ccc'>Pale text</p></body></html>")
        tab.add_script_tag(path=AXE)
        found = {fault.partition(":")[0] for fault in faults(tab)}
    assert found >= {"html-has-lang", "image-alt", "color-contrast"}


def test_nobody_has_to_scroll_sideways(everything: list[Seen]) -> None:
    """At 320 pixels, which is 400 % on an ordinary screen, nor at any other width."""
    assert {str(seen.look): seen.wider for seen in everything if seen.wider > 0} == {}
    assert 320 in {seen.look.width for seen in everything}


def test_no_other_host_is_asked(everything: list[Seen], address: str) -> None:
    """Not for a font, not for a picture, not for a count of readers."""
    assert [one for seen in everything for one in seen.asked if not one.startswith(f"{address}/")] == []


def test_the_policy_has_nothing_to_refuse(everything: list[Seen]) -> None:
    """No page does what it may not, and the browser has nothing to complain of."""
    assert {str(seen.look): seen.refused for seen in everything if seen.refused} == {}
    told = {str(seen.look): seen.told for seen in everything if seen.told and seen.look.page.kind != "notfound"}
    assert told == {}


def test_a_violation_would_be_noticed(browser: Browser, address: str) -> None:
    """A style, a script and a picture that the policy refuses."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.goto(f"{address}/nb/")
    tab.evaluate(
        """() => {
            const script = document.createElement("script");
            try { script.textContent = "1"; } catch {}
            document.body.setAttribute("style", "color: red");
            document.body.append(Object.assign(new Image(), { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" }));
        }"""
    )
    tab.wait_for_timeout(100)
    directives = {one.split(" ")[0] for one in tab.evaluate("refused")}
    context.close()
    assert directives >= {"require-trusted-types-for", "style-src-attr", "img-src"}


@pytest.fixture
def still(browser: Browser) -> Iterator[Tab]:
    """For a reader who asked for less motion and for colours of their own."""
    context = browser.new_context(reduced_motion="reduce", forced_colors="active")
    yield context.new_page()
    context.close()


MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    const seconds = `${style.animationDuration}, ${style.transitionDuration}`.split(", ").map(parseFloat);
    return Math.max(...seconds) > 0.01 || style.forcedColorAdjust === "none" || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 100))"""


def test_nothing_moves_or_keeps_its_colours_against_the_readers_wish(
    still: Tab, address: str, sample: SampleSite
) -> None:
    """Reduced motion and forced colours are respected on every kind of page."""
    found = {}
    for page in sample.one_of_each("nb"):
        if page.kind not in LEADS_ON:
            still.goto(address + page.address)
            found[page.path] = still.evaluate(MOVING)
    assert {path: moving for path, moving in found.items() if moving} == {}
    still.evaluate("document.body.append(Object.assign(document.createElement('p'), {className: 'moves'}))")
    still.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.insertRule('.moves { transition: color 1s }'); document.adoptedStyleSheets = [sheet]; }"
    )
    assert len(still.evaluate(MOVING)) == 1
