"""The description of a page for search engines is JSON, and stays inside its script element."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest

from builder.render import Text, structured_data
from tests.builder.render.some_pages import SITE, article, renderer, service

HOSTILE = [
    "</script><script>alert(1)</script>",
    "</SCRIPT ><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>-->",
    "Sitat \" og \\ og '",
    "Linje\u2028skille\u2029her",
    "&quot;&lt;/script&gt;",
    "{{7*7}}${7*7}",
]


def described(title: str = "Astma", **options: Any) -> Any:
    return json.loads(structured_data.of_edition(article(title, **options), SITE))


def test_an_article_is_described_whole() -> None:
    """Who answers for it, who assured it, when, and what it builds on."""
    lung, doctors = (
        {"@type": "Organization", "name": "Tekst", "url": f"https://prove.example/nb/partners/{slug}.html"}
        for slug in ("lungesenteret", "legelaget")
    )
    assert described(text="Tekst") == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": "Astma",
        "description": "Tekst",
        "inLanguage": "nb",
        "url": "https://prove.example/nb/astma.html",
        "isPartOf": {"@type": "WebSite", "name": "Prøveportalen", "url": "https://prove.example/"},
        "publisher": {"@type": "Organization", "name": "Prøveetaten"},
        "about": [{"@type": "Thing", "name": "Tekst"}],
        "keywords": "Tekst, pust",
        "sourceOrganization": lung,
        "dateModified": "2026-03-01",
        "lastReviewed": "2026-03-02",
        "reviewedBy": [doctors],
        "citation": ["Tekst", "Tekst"],
    }


def test_a_translation_names_its_source() -> None:
    assert described(text="Tekst", translated=True)["translationOfWork"] == {
        "@type": "WebPage",
        "url": "https://prove.example/en/asthma.html",
        "name": "Tekst",
    }


def test_a_service_is_no_medical_page() -> None:
    assert json.loads(structured_data.of_edition(service(), SITE))["@type"] == "WebPage"


@pytest.mark.parametrize("title", HOSTILE)
def test_f22_no_title_ends_the_script(title: str) -> None:
    """F22, M31, M32: no sign in it can end the element or a line, and the reader's program gets the title back."""
    text = structured_data.of_edition(article(title, translated=True), SITE)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"] == title


class Scripts(HTMLParser):
    """The text of each script element that has any, by its type; our own lie in files."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._type: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        is_ours = (dict(attributes).get("src") or "").startswith("/assets/")
        self._type = (dict(attributes).get("type") or "") if tag == "script" and not is_ours else None

    def handle_data(self, data: str) -> None:
        if self._type is not None:
            self.found.append((self._type, data))
            self._type = None


@pytest.mark.parametrize("title", HOSTILE)
def test_f22_the_page_holds_just_one_script_and_it_is_the_description(title: str) -> None:
    """F22: whatever the title says, a browser finds one script in the page, of a type that it does not run.

    The others are empty: they are fetched from our own host.
    """
    html, *_ = renderer().render(article(title), Text(title, title))
    ((kind, text),) = [found for found in Scripts(html.data.decode()).found if found[1].strip()]
    assert kind == "application/ld+json"
    assert json.loads(text)["name"] == title
