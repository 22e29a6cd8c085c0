"""The menu and the switch of languages, by keyboard and without scripts; the page of components."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from builder.render.theme import Theme
from tests.builder.render.some_pages import renderer

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
FOCUS = "document.activeElement.textContent.trim()"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


def test_the_menu_opens_and_closes_by_keyboard(tab: Tab, address: str) -> None:
    """Enter opens it, Escape closes it and the focus is where it was (portal.md A33)."""
    tab.goto(f"{address}/nb/")
    tab.locator("details.menu > summary").press("Enter")
    tab.locator(".sheet .letters a").first.wait_for()
    tab.keyboard.press("Tab")
    assert tab.evaluate(FOCUS) == "Tjenester"
    tab.keyboard.press("Escape")
    assert not tab.locator(".sheet").is_visible() and tab.evaluate(FOCUS) == "Meny"


def test_going_on_past_the_menu_closes_it(tab: Tab, address: str) -> None:
    """It never covers what has the focus; opening the languages closes it too."""
    tab.goto(f"{address}/nb/")
    tab.locator("details.menu > summary").press("Enter")
    tab.locator("nav.languages summary").focus()
    assert not tab.locator(".sheet").is_visible()
    tab.keyboard.press("Enter")
    tab.locator("nav.languages a[hreflang=ar]").wait_for()


def test_menu_services_and_languages_open_without_scripts(browser: Browser, address: str) -> None:
    """What scripts add is comfort."""
    with browser.new_context(java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto(f"{address}/nb/")
        for opener, shown in (
            ("details.menu > summary", ".sheet a[hreflang=se]"),
            ("nav.languages summary", "nav.languages a[hreflang=uk]"),
            ("details.all > summary", ".services a[href$='varsle-om-alvorlig-hendelse.html']"),
        ):
            bare.locator(opener).press("Enter")
            bare.locator(shown).wait_for()
            bare.locator(opener).press("Enter")
        assert (
            bare.locator("button[data-does]").count() == 0 or not bare.locator("button[data-does]").first.is_visible()
        )


def test_a_page_s_address_can_be_shared(tab: Tab, address: str) -> None:
    """Where the browser has no sheet for sharing, the address is copied, and a screen reader is told."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.add_init_script("delete Navigator.prototype.share")
    tab.goto(f"{address}/nb/alt.html")
    tab.locator("button[data-does=share]").click()
    tab.locator("[role=status]", has_text="Adressen er kopiert").wait_for(state="attached")
    assert tab.evaluate("navigator.clipboard.readText()") == "https://helsevei.example/nb/alt.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_every_component(browser: Browser, scheme: Any) -> None:
    """axe finds nothing on the page that shows them all."""
    if not AXE.exists():
        pytest.skip("no axe-core; run: make tests/node_modules/.made")
    files = {artifact.path: artifact.data for artifact in Theme().asset_artifacts()}
    files["gallery"] = renderer().gallery("en")
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "gallery": "text/html"}
    with browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 700}) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.route(
            "**/*",
            lambda route: route.fulfill(
                body=files.get(route.request.url.partition("://x.example/")[2], b""),
                content_type=kinds.get(route.request.url.rpartition(".")[2].rpartition("/")[2], "font/woff2"),
            ),
        )
        page.goto("https://x.example/gallery")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
        result: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [fault["id"] for fault in result["violations"]] == []
