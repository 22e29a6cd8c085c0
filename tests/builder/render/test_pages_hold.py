"""Whatever the texts say, a page has the same elements, in every language and every kind of page."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from builder.domain.pages import AnyPage, FrontPage, Ref, Said, TeaserBox
from builder.render import Text
from builder.render.theme import anchor, isolated, link, marking, marks, said, telephone
from tests.builder.render.some_pages import (
    article,
    head,
    hub,
    missing,
    overview,
    partner,
    ref,
    renderer,
    service,
)
from translations import languages

HOSTILE = [
    "<script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onmouseover='alert(1)' x='",
    "</textarea></style></script><svg onload=alert(1)>",
    "<!-- ",
    "{{7*7}}{% include '/etc/passwd' %}${7*7}<%= 7*7 %>#{7*7}{{config}}{% raw %}",
    "%(partner)s %s %% {partner} {0}",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "=cmd|'/C calc'!A0",
]


def front(text: str) -> FrontPage:
    teaser = TeaserBox(Said(text), Said(text), ref(text))
    groups = (("oppfolging", (ref(text),)),)
    return FrontPage(head("nb/index.html", text), (ref(text),), groups, (("helse", (ref(text),)),), (teaser,))


KINDS: dict[str, Callable[[str], AnyPage]] = {
    "article": article,
    "translation": lambda text: article(text, translated=True),
    "service": service,
    "hub": hub,
    "partner": partner,
    "missing": missing,
    "overview": overview,
    "front": front,
}


class Elements(HTMLParser):
    """The page's elements with the names of their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attributes)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment",))


def elements(page: AnyPage) -> Elements:
    return Elements(renderer().render(page, Text("", "Tekst."))[0].data.decode())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_f22_no_text_adds_an_element_or_an_attribute(kind: str, text: str) -> None:
    """F22, M05: titles, summaries, names, roles, references and credits are text wherever they stand."""
    plain, hostile = elements(KINDS[kind]("Tekst")), elements(KINDS[kind](text))
    assert hostile.found == plain.found
    assert text in hostile.text
    assert "49" not in hostile.text


def test_m05_what_a_page_says_is_not_worked_out() -> None:
    """M05: a body with the marks of templates comes out with them."""
    body = "{{7 * 7}} ${7 * 7} #{7 * 7} {% include '/etc/passwd' %}"
    html = renderer().render(article("Astma"), Text(body, body))[0].data.decode()
    assert f"<p>{body}</p>" in html
    article_text = html.partition("<article>")[2].partition("</article>")[0]
    assert ">49" not in article_text and "root:" not in article_text


def test_the_languages_of_a_page_are_told_to_search_engines() -> None:
    """Only of a page that is there: the one that says a language is missing has no counterparts."""
    given = renderer().render(article("Astma"), Text("", "Tekst."))[0].data.decode()
    assert '<link rel="alternate" hreflang="nb" href="https://prove.example/nb/astma.html">' in given
    assert '<link rel="alternate" hreflang="ar" href="https://prove.example/ar/astma.html">' in given
    lacking = renderer().render(missing("Astma"))[0].data.decode()
    assert 'rel="alternate" hreflang' not in lacking and 'content="noindex"' in lacking


def test_text_of_another_language_is_marked() -> None:
    """Language and direction stand on the smallest element that holds it; text of the page's language has none."""
    assert said(Said("<Hei>")) == "&lt;Hei&gt;"
    assert said(Said("مرحبا", "ar", "rtl")) == '<span lang="ar" dir="rtl">مرحبا</span>'
    assert marks(Said("Hei")) == ""
    assert marks(Said("مرحبا", "ar", "rtl")) == ' lang="ar" dir="rtl"'
    assert link(Ref(Said("A & B"), "/nb/a.html?b&c")) == '<a href="/nb/a.html?b&amp;c">A &amp; B</a>'
    assert (
        link(Ref(Said("Hi", "en", "ltr"), "/en/a.html"))
        == '<a href="/en/a.html" hreflang="en" lang="en" dir="ltr">Hi</a>'
    )


def test_where_the_interface_speaks_another_language_the_page_s_own_is_marked_too() -> None:
    """Within words in English a title in Urdu is foreign, even on a page in Urdu."""
    own = marking(languages.get("ur"))
    assert own["said"](Said("متن")) == '<span lang="ur" dir="rtl">متن</span>'
    assert own["marks"](Said("متن")) == ' lang="ur" dir="rtl"'
    assert (
        own["link"](Ref(Said("متن"), "/ur/a.html")) == '<a href="/ur/a.html" hreflang="ur" lang="ur" dir="rtl">متن</a>'
    )
    assert own["said"](Said("Hei", "nb", "ltr")) == '<span lang="nb" dir="ltr">Hei</span>'


def test_addresses_and_numbers_keep_their_direction_in_any_sentence() -> None:
    assert telephone("+4723327000", "23 32 70 00") == (
        '<a href="tel:+4723327000" dir="ltr">23\u00a032\u00a070\u00a000</a>'
    )
    assert isolated("https://x.example/<b>") == "<bdi>https://x.example/&lt;b&gt;</bdi>"
    assert anchor("/a?b&c", "<b>") == '<a href="/a?b&amp;c">&lt;b&gt;</a>'
