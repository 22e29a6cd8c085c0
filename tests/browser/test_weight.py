"""What a reader on a slow network has to wait for."""

import gzip
from typing import Any

from playwright.sync_api import Browser

from tests.browser.sample_site import SampleSite

MOST_BYTES = 100 * 1024
MOST_SCRIPT = 12 * 1024
SEARCH_ENGINE = ("analysis", "reading", "planning", "finding")
MOST_SEARCH = 10 * 1024
MOST_WORKER = 12 * 1024
TEXT = ("text/", "application/json", "application/manifest+json", "application/javascript", "image/svg+xml")


def weight(response: Any) -> int:
    """Bytes on the way, compressed as a web server does where it helps."""
    body = response.body()
    is_text = response.headers.get("content-type", "").startswith(TEXT)
    return len(gzip.compress(body, 6)) if is_text else len(body)


def first_view(browser: Browser, url: str) -> dict[str, Any]:
    """Every answer to a browser that has never been here; the service worker asks for its own."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block")
    tab = context.new_page()
    answers: dict[str, Any] = {}
    tab.on("response", lambda response: answers.setdefault(response.url, response))
    tab.goto(url, wait_until="networkidle")
    weighed = {each: (weight(response), len(response.body())) for each, response in list(answers.items())}
    context.close()
    return weighed


def test_a_first_view_of_an_article_weighs_little(browser: Browser, address: str, sample: SampleSite) -> None:
    """At most 100 kB with the fonts it uses, in every language; the pictures of the article itself counted too."""
    for page in sample.one_of_each("nb", "nn", "se", "en", "ar", "uk"):
        if page.kind in ("article", "translation") and not page.path.endswith("/alt.html"):
            answers = first_view(browser, address + page.address)
            assert sum(size for size, _ in answers.values()) <= MOST_BYTES, (page.path, answers)


def test_our_scripts_are_small(browser: Browser, address: str, sample: SampleSite) -> None:
    """At most 12 kB uncompressed in a first view of any page that is for reading; the service worker at most as much
    again. Pages that search and prove fetch what they do it with."""
    for page in sample.one_of_each("nb"):
        if page.kind in ("moved", "search", "proof"):
            continue  # what has moved leads on at once
        answers = first_view(browser, address + page.address)
        assert sum(size for url, (_, size) in answers.items() if url.endswith(".js")) <= MOST_SCRIPT, page
    scripts = {each.name.partition(".")[0]: each for each in sample.public.glob("assets/search/*.js")}
    assert scripts.keys() == {*SEARCH_ENGINE, "suggesting", "page"}
    assert sum(len(gzip.compress(scripts[name].read_bytes(), 6)) for name in SEARCH_ENGINE) <= MOST_SEARCH
    assert (sample.public / "service-worker.js").stat().st_size <= MOST_WORKER
