"""Links of every kind: to our pages, out of the portal, to telephones and mail, and those that are not let through."""

import pytest

from builder.markdown.html import Anchor, Resolved, body_html

OURS = Resolved(
    {"article:astma": Anchor("/nb/astma.html"), "article:flu": Anchor("/en/flu.html", "en"), "article:borte": None},
    {},
    {},
    {},
)
NOTHING = Resolved({}, {}, {}, {})


def linked(target: str) -> str:
    return body_html(f"[a]({target})", OURS).html


def test_a_link_to_our_page() -> None:
    """The page's address; its language too where it is another than the text's."""
    assert linked("article:astma") == '<p><a href="/nb/astma.html">a</a></p>\n'
    assert linked("article:flu") == '<p><a href="/en/flu.html" hreflang="en">a</a></p>\n'


@pytest.mark.parametrize("target", ["article:borte", "article:ukjent", "topic:ukjent"])
def test_a_link_to_a_page_that_is_not_there_leads_nowhere(target: str) -> None:
    """It reads as text; what it would lead to is kept for the text's fingerprint."""
    said = f'<p>Les <a data-to="{target}">om <em>pust</em></a> her</p>\n'
    assert body_html(f"Les [om *pust*]({target}) her", OURS).html == said


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ('[a](https://x.example/?a=1&b=2 "tittel")', '<a href="https://x.example/?a=1&amp;b=2">a</a>'),
        ("<https://x.example>", '<a href="https://x.example">https://x.example</a>'),
        ("[a][r]\n\n[r]: https://x.example", '<a href="https://x.example">a</a>'),
        ("[a](https://x.example/å)", '<a href="https://x.example/%C3%A5">a</a>'),
        ("[a](mailto:post@x.example)", '<a href="mailto:post@x.example">a</a>'),
        ("<post@x.example>", '<a href="mailto:post@x.example">post@x.example</a>'),
        ("[a](#s-råd)", '<a href="#s-r%C3%A5d">a</a>'),
    ],
)
def test_links_out_of_the_page(written: str, html: str) -> None:
    """The web, mail and sections of the page."""
    assert body_html(written, OURS).html == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("[113](tel:113)", '<a href="tel:113" dir="ltr">113</a>'),
        (
            "[+47 22 59 13 00](tel:+4722591300)",
            '<a href="tel:+4722591300" dir="ltr">+47\u00a022\u00a059\u00a013\u00a000</a>',
        ),
        ("[(0)22 59 13](tel:0225913)", '<a href="tel:0225913" dir="ltr">(0)22\u00a059\u00a013</a>'),
        ("[Ring 22 59](tel:2259)", '<a href="tel:2259">Ring 22\u00a059</a>'),
        ("[اتصل 22 59](tel:2259)", '<a href="tel:2259">اتصل 22\u00a059</a>'),
    ],
)
def test_telephone_numbers_hold_together(written: str, html: str) -> None:
    """A number is not broken over two lines, nor are its groups turned around in a right-to-left text."""
    assert body_html(written, OURS).html == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "\\javascript:alert(1)",
        "javascript&colon;alert(1)",
        "<javascript:alert(1) //https://x.example>",
        "vbscript:x",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "blob:https://x.example/1",
        "view-source:https://x.example",
        "telnet:x",
        "tel:javascript",
        "//x.example",
        "/nb/",
        "../../etc/passwd",
        "astma.md",
        "",
    ],
)
def test_m02_no_other_address_becomes_a_link(target: str) -> None:
    """M02: whatever slips past the checks is shown as its text."""
    assert linked(target) == "<p>a</p>\n"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<javascript:alert(1)>", "javascript:alert(1)"),
        ("[a][r]\n\n[r]: javascript:alert(1)", "a"),
        ("[a](java\tscript:alert(1))", "[a](java\tscript:alert(1))"),
        ("[a](java\nscript:alert(1))", "[a](java\nscript:alert(1))"),
    ],
)
def test_m02_neither_in_angles_nor_by_reference(written: str, text: str) -> None:
    """M02: the same in every form that a link can have."""
    assert body_html(written, OURS).html == f"<p>{text}</p>\n"


def test_a_link_stands_in_no_other_link() -> None:
    """Of an address within a link's text only the text is left."""
    found = body_html("![[a<https://x.example/?q=](https://y.example)>\n](https://z.example)", NOTHING).html
    assert found == '<p>![<a href="https://z.example">ahttps://x.example/?q=](https://y.example)\n</a></p>\n'
