"""No text an editor or partner writes makes a reader's browser run or fetch anything (bad-input.md M01–M05, F22).

The pages are opened without any policy that would stop a script: what is held back is held back by us.
"""

from collections.abc import Iterator
from html import escape
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route
from playwright.sync_api import Page as Tab

from builder.markdown.html import Anchor, Picture, Resolved, body_html
from builder.render import Text
from tests.browser.probes import FORMS, collected, our_own
from tests.builder.render.some_pages import article, hub, missing, overview, partner, renderer, service

HOME = "https://probe.test/"
RESOLVED = Resolved({"article:a": Anchor("#a")}, {"b.png": Picture("#b", 4, 3, "B")}, {"e": "[113](tel:113)"}, {})
A_PAGE = 4_000
"""Texts that are looked at in one page."""

WATCH = (
    """for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...given) => ran(name + given);"""
)
CLICK_ALL = """async () => {
    const seen = new Set();
    for (const link of document.querySelectorAll("a, area, button, summary, input, select, [tabindex]")) {
        const kind = link.tagName + link.getAttribute("href");
        if (seen.has(kind)) continue;
        seen.add(kind);
        link.focus();
        link.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
        link.click();
        await new Promise((resume) => setTimeout(resume, 0));
    }
    return seen.size;
}"""
LIVE = """() => [...document.querySelectorAll("*")].flatMap((element) => {
    const found = [...element.attributes].filter((one) => /^on|^style$|^formaction$/.test(one.name)).map((one) => one.name);
    const isOurs = element.type === "application/ld+json" || element.matches("head > script[src^='/assets/']:empty");
    if (!isOurs && /^(script|iframe|object|embed|form|base|style)$/i.test(element.tagName)) found.push(element.tagName);
    if (element.protocol && !/^(https?|mailto|tel):$/.test(element.protocol)) found.push(element.protocol);
    return found;
})"""
"""Whatever in the page, as the browser itself has read it, could run or send something, but for the portal's own scripts."""


class Watch:
    """Opens pages and counts what they run and fetch."""

    def __init__(self, context: BrowserContext) -> None:
        self.runs: list[str] = []
        self.fetched: list[str] = []
        self.html = ""
        self.tab = self._watched(context)

    def _watched(self, context: BrowserContext) -> Tab:
        tab = context.new_page()
        tab.expose_function("ran", lambda what: self.runs.append(what))
        tab.add_init_script(WATCH)
        tab.on("pageerror", lambda error: self.runs.append(str(error)))
        tab.on("console", lambda message: message.type == "log" and self.runs.append(message.text))
        tab.route("**/*", self._answer)
        return tab

    def _answer(self, route: Route) -> None:
        """Our page, and for all else an answer that leaves the reader where they are."""
        if route.request.url == HOME:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
            return
        if not route.request.is_navigation_request() or route.request.frame != self.tab.main_frame:
            self.fetched.append(route.request.url)
        route.fulfill(status=204)

    def show(self, html: str) -> None:
        self.html = html
        self.tab.goto(HOME)

    def click_through(self, html: str) -> int:
        """Show a page, click everything in it, and tell how much that was."""
        self.show(html)
        clicked = self.tab.evaluate(CLICK_ALL)
        self.tab.wait_for_timeout(20)
        assert self.tab.url.partition("#")[0] == HOME
        return clicked


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    context = browser.new_context(bypass_csp=True)
    yield Watch(context)
    context.close()


def page_of(texts: list[str]) -> str:
    shown = "".join(f"<section class=text>{body_html(text, RESOLVED).html}</section>\n" for text in texts)
    return (
        f'<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>a</title></head><body>{shown}</body></html>'
    )


def run_all(watch: Watch, texts: list[str]) -> int:
    clicked = 0
    for start in range(0, len(texts), A_PAGE):
        part = texts[start : start + A_PAGE]
        clicked += watch.click_through(page_of(part))
        assert watch.tab.evaluate("document.querySelectorAll('section.text').length") == len(part)
        assert watch.tab.evaluate(LIVE) == []
    return clicked


def test_no_probe_of_ours_runs_wherever_it_stands(watch: Watch) -> None:
    """Every probe in every place of a text where it can stand; every link is clicked."""
    assert len(our_own()) >= 60
    texts = [form.replace("{}", probe) for probe in our_own() for form in FORMS]
    assert run_all(watch, texts) >= 5
    assert (watch.runs, watch.fetched) == ([], [])


def test_no_collected_payload_runs(watch: Watch, tmp_path: Path) -> None:
    """Thousands that others have gathered, as text and as the address of a link."""
    payloads = collected(tmp_path)
    if not payloads:
        pytest.skip("the collections of hostile texts do not lie beside the repository")
    assert len(payloads) > 7_000
    run_all(watch, [text for payload in payloads for text in (payload, f"[klikk](<{payload}>)")])
    assert (watch.runs, watch.fetched) == ([], [])


def test_no_title_or_name_runs(watch: Watch) -> None:
    """Whole pages of each kind, in which every text around the body is a probe, in frames side by side."""
    kinds = cycle((article, service, hub, partner, missing, overview))
    frames = []
    for probe, kind in zip(our_own(), kinds, strict=False):
        page = renderer().render(kind(probe), Text("", "Tekst."))[0].data.decode()
        frames.append(f'<iframe srcdoc="{escape(page)}"></iframe>')
    watch.show("<!DOCTYPE html>" + "".join(frames))
    live = [frame.evaluate(LIVE) for frame in watch.tab.frames[1:]]
    assert live == [[]] * len(our_own())
    theirs = [address for address in watch.fetched if "/assets/" not in address]
    assert (watch.runs, theirs) == ([], [])


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>a</a>",
        "<input autofocus onfocus=alert(1)>",
        "<p tabindex=0 onmouseover=prompt(1)>a</p>",
        "<script>nothing.here()</script>",
    ],
)
def test_what_does_run_is_counted(watch: Watch, html: str) -> None:
    """The same page with one live thing in it."""
    watch.click_through(page_of(["Tekst."]).replace("</body>", f"{html}</body>"))
    assert len(watch.runs) > 0
    assert watch.tab.evaluate(LIVE) != [] or "tabindex" in html
