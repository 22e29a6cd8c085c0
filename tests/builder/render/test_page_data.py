"""The JSON beside each page: the same facts, under keys that programs can rely on."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from builder.domain.pages import (
    AnyPage,
    FrontPage,
    IndexEntry,
    IndexPages,
    LanguageChoice,
    LanguagesPage,
    NotFoundPage,
    SearchPage,
    TeaserBox,
)
from builder.render import Text, page_data
from tests.builder.render.some_pages import SITE, article, head, hub, missing, overview, partner, ref, renderer, service

EVERY_PAGE = {"address", "language", "title", "demonstration", "languages", "kind"}
EDITION = EVERY_PAGE | {
    *("content_id", "state", "summary", "words", "keywords", "topics", "related", "delivered_by", "assured_by"),
    *(
        "reviewed",
        "review_due",
        "overdue",
        "changed",
        "references",
        "translation",
        "rules",
        "pictures",
        "facts",
        "fingerprint",
        "proof",
        "credits",
        "approvals",
        "assured_before",
        "earlier_texts",
        "keys",
        "file",
        "source",
    ),
}


def data(page: AnyPage, text: str = "") -> Any:
    files = {artifact.path: artifact.data for artifact in renderer().render(page, Text(text, text))}
    return json.loads(next(data for path, data in files.items() if path.endswith(".json")))


def test_an_article_tells_all_it_says_and_who_answers_for_it() -> None:
    """Every promised key is there, and the text as its partner delivered it."""
    found = data(article("Astma", "Tekst"), "---\ntitle: Astma\n---\nTekst")
    assert set(found) == EDITION
    assert {key: found[key] for key in EVERY_PAGE} == {
        "address": "https://prove.example/nb/astma.html",
        "language": "nb",
        "title": "Astma",
        "demonstration": True,
        "languages": {"nb": "/nb/astma.html", "ar": "/ar/astma.html"},
        "kind": "article",
    }
    assert found["delivered_by"] == {"title": "Tekst", "address": "/nb/partners/lungesenteret.html"}
    assert found["assured_by"] == [{"title": "Tekst", "address": "/nb/partners/legelaget.html", "role": "Tekst"}]
    assert [found[key] for key in ("reviewed", "review_due", "overdue", "changed")] == [
        "2026-03-02",
        "2026-09-02",
        True,
        "2026-03-01",
    ]
    assert found["references"][0] == {
        "title": "Tekst",
        "publisher": "Tekst",
        "year": 2020,
        "url": "https://kilde.example/1",
    }
    assert found["source"] == "---\ntitle: Astma\n---\nTekst"


def test_a_translation_tells_what_it_was_made_from() -> None:
    assert data(article("Astma", "Tekst", translated=True))["translation"]["source"]["href"] == "/en/asthma.html"


def test_a_service_tells_who_may_use_it() -> None:
    found = data(service())
    assert set(found) == EDITION and found["kind"] == "service"
    assert found["rules"]["children"] == {"under_12": "yes", "from_12_to_15": "no"}


FRONT = FrontPage(
    head("nb/index.html", "Prøveportalen"), (ref("a"),), (), (), (TeaserBox(ref("a").title, ref("a").title, ref("a")),)
)
NORSK = LanguageChoice("nb", "Bokmål", "ltr", "/nb/")


@pytest.mark.parametrize(
    ("page", "kind", "keys"),
    [
        (hub("Luftveier"), "hub", {"topic", "name", "summary", "area", "articles", "links"}),
        (
            partner("Lunge"),
            "partner",
            {"slug", "name", "partner_kind", "website", "who", "does", "delivered", "assured"},
        ),
        (missing("Astma"), "missing", {"existing"}),
        (overview("Luftveier"), "list", {"list", "groups"}),
        (FRONT, "front", {"quick", "services", "areas", "teasers"}),
        (LanguagesPage(head("nb/languages.html"), ((NORSK, 3),)), "languages", {"choices"}),
        (NotFoundPage(head("nb/404.html")), "notfound", set()),
        (SearchPage(head("nb/search.html"), "/index/nb/", "/nb/search.html", (), (), (NORSK,)), "search", {"index"}),
    ],
)
def test_every_other_page_tells_what_it_lists(page: AnyPage, kind: str, keys: set[str]) -> None:
    """Its kind is the page's own, not that of what it is about."""
    found = data(page)
    assert found["kind"] == kind
    assert EVERY_PAGE | keys <= set(found)


def test_an_index_tells_its_entries_letter_by_letter() -> None:
    """A name that leads to another title says which; an entry in another language says that."""
    page = IndexPages(head("nb/a-z/index.html"), ())
    groups = {
        "A": [IndexEntry("Astma", "", "/nb/astma.html"), IndexEntry("Tung pust", "", "/nb/astma.html", see="Astma")]
    }
    groups["Å"] = [IndexEntry("Ålesund", "", "/nn/a.html", "nn", "ltr")]
    assert json.loads(page_data.of_letters(page, groups)) == {
        "language": "nb",
        "letters": [
            {
                "letter": "A",
                "entries": [
                    {"title": "Astma", "address": "/nb/astma.html"},
                    {"title": "Tung pust", "address": "/nb/astma.html", "see": "Astma"},
                ],
            },
            {"letter": "Å", "entries": [{"title": "Ålesund", "address": "/nn/a.html", "language": "nn"}]},
        ],
    }


def test_a_portal_that_is_no_demonstration_says_so() -> None:
    found = json.loads(page_data.of_page(hub("a"), replace(SITE, demonstration="no")))
    assert found["demonstration"] is False


@pytest.mark.parametrize("text", ["</script>", "\u2028", '"}', "=cmd|'/C calc'!A0", "\\u0000"])
def test_m33_any_text_comes_back_as_it_was(text: str) -> None:
    """M31, M33: quoted, whatever reads it."""
    found = data(article(text), text)
    assert (found["title"], found["summary"], found["source"], found["keywords"][0]) == (text, text, text, text)
