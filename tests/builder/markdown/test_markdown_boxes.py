"""Alert boxes, tables, figures and footnotes, and the HTML they become."""

import pytest

from builder.markdown.html import Anchor, Picture, Resolved, body_html

WORDS = {
    "Note": "Merk",
    "Tip": "Tips",
    "Important": "Viktig",
    "Warning": "Advarsel",
    "Caution": "Fare",
    "Table": "Tabell",
}
PICTURES = {
    "bil.png": Picture("/media/1f.png", 400, 300, "Foto: Kari & Ola <b>"),
    "liten.png": Picture("/media/2e.png", 20, 10),
}
RESOLVED = Resolved({"article:astma": Anchor("/nb/astma.html")}, PICTURES, {}, WORDS)
BIL = '<img src="/media/1f.png" alt="En bil" width="400" height="300" loading="lazy">'
LITEN = '<img src="/media/2e.png" alt="En bil" width="20" height="10" loading="lazy">'


def html(written: str) -> str:
    return body_html(written, RESOLVED).html


@pytest.mark.parametrize(
    ("kind", "label"),
    [("NOTE", "Merk"), ("TIP", "Tips"), ("IMPORTANT", "Viktig"), ("WARNING", "Advarsel"), ("CAUTION", "Fare")],
)
def test_an_alert_box_says_what_it_is(kind: str, label: str) -> None:
    """Each of the five kinds begins with its word, so that colour alone never tells."""
    assert html(f"> [!{kind}]\n> Ring **nå**.") == (
        f'<div class="callout {kind.lower()}"><p class="callout-label">{label}</p>\n<p>Ring <strong>nå</strong>.</p>\n</div>\n'
    )


def test_an_alert_box_of_no_known_kind_is_a_quote() -> None:
    assert html("> [!ALARM]\n> a") == "<blockquote>\n<p>[!ALARM]\na</p>\n</blockquote>\n"


def test_a_quote_in_an_alert_box_ends_where_it_ends() -> None:
    """Boxes and quotes inside each other are closed in their order."""
    assert html("> [!NOTE]\n> > a\n>\n> b\n\nc") == (
        '<div class="callout note"><p class="callout-label">Merk</p>\n<blockquote>\n<p>a</p>\n</blockquote>\n'
        "<p>b</p>\n</div>\n<p>c</p>\n"
    )


def test_a_box_word_in_another_language_than_the_text_is_marked() -> None:
    """Where the interface does not speak the language of the page, what it says is in another."""
    resolved = Resolved({}, {}, {}, {"Note": "Note"}, ' lang="en" dir="ltr"')
    assert body_html("> [!NOTE]\n> متن", resolved).html == (
        '<div class="callout note"><p class="callout-label" lang="en" dir="ltr">Note</p>\n<p>متن</p>\n</div>\n'
    )


def test_a_table_has_headers_and_can_be_scrolled_by_keyboard() -> None:
    """Columns keep their side; each table of a page has a name of its own."""
    assert html("| a | b | c |\n| :- | :-: | -: |\n| **1** | [x](article:astma) | `3` |\n\n| d |\n| - |\n| 4 |\n") == (
        '<section class="table" tabindex="0" aria-label="Tabell 1"><table><thead><tr><th scope="col" class="left">a</th>'
        '<th scope="col" class="center">b</th><th scope="col" class="right">c</th></tr></thead><tbody>\n'
        '<tr><td class="left"><strong>1</strong></td><td class="center"><a href="/nb/astma.html">x</a></td>'
        '<td class="right"><code>3</code></td></tr>\n</tbody></table></section>\n'
        '<section class="table" tabindex="0" aria-label="Tabell 2"><table><thead><tr><th scope="col">d</th></tr></thead>'
        "<tbody>\n<tr><td>4</td></tr>\n</tbody></table></section>\n"
    )


def test_a_picture_alone_is_a_figure_with_its_credit() -> None:
    """Its size is told before it has come, so that the text does not jump; without a credit there is no caption."""
    credit = "<figcaption><bdi>Foto: Kari &amp; Ola &lt;b&gt;</bdi></figcaption>"
    assert html("![En bil](bil.png)") == f"<figure>{BIL}{credit}</figure>\n"
    assert html('![En bil](liten.png "tittel")') == f"<figure>{LITEN}</figure>\n"


def test_a_picture_in_a_sentence_or_a_link_stays_there() -> None:
    assert html("Se ![En bil](liten.png) her") == f"<p>Se {LITEN} her</p>\n"
    assert html("[![En bil](liten.png)](article:astma)") == f'<p><a href="/nb/astma.html">{LITEN}</a></p>\n'


@pytest.mark.parametrize(
    "file", ["borte.png", "https://x.example/a.png", "//x.example/a.png", "../bil.png", "data:image/png,"]
)
def test_a_picture_that_is_not_ours_is_its_alternative_text(file: str) -> None:
    """M08: no page fetches anything from another host."""
    assert html(f"![En *bil*]({file})") == "<p>En bil</p>\n"
    assert html(f"Se ![En *bil*]({file}) her") == "<p>Se En bil her</p>\n"


def test_footnotes_are_numbered_as_they_are_met() -> None:
    """The number leads to the note; a note met twice has one number."""
    assert html("a[^x] b[^1] c[^x]\n\n[^1]: En *note*\n[^x]: To") == (
        '<p>a<sup><a href="#note-1">1</a></sup> b<sup><a href="#note-2">2</a></sup> c<sup><a href="#note-1">1</a></sup></p>\n'
        '<div class="footnote" id="note-2"><span>2.</span>\n<p>En <em>note</em></p>\n</div>\n'
        '<div class="footnote" id="note-1"><span>1.</span>\n<p>To</p>\n</div>\n'
    )


def test_a_footnote_written_twice_is_led_to_once() -> None:
    """Both are shown, and no two things on the page have the same name."""
    assert html("a[^1]\n\n[^1]: En\n\n[^1]: To") == (
        '<p>a<sup><a href="#note-1">1</a></sup></p>\n<div class="footnote" id="note-1"><span>1.</span>\n<p>En</p>\n</div>\n'
        '<div class="footnote"><span>1.</span>\n<p>To</p>\n</div>\n'
    )


def test_a_footnote_nobody_wrote_is_text() -> None:
    assert html("a[^1]") == "<p>a[^1]</p>\n"
