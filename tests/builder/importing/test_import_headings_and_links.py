"""Headings, links and pictures of a foreign page mean here what they meant there."""

import pytest

from builder.importing.addresses import Addresses, Meant, Standpoint
from builder.importing.headings import repair_headings
from builder.importing.link_writing import rewrite_links
from builder.importing.mapping import LinkRules
from builder.markdown.html import Resolved, body_html

HERE = Standpoint("p-here", "pages/here/index.md", "/here/")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n\n## B\n\n# C\n", "## A\n\n### B\n\n## C\n"),
        ("### A\n\n##### B\n\n### C\n\n## D\n", "## A\n\n### B\n\n## C\n\n## D\n"),
        ("A\n===\n\nB\n---\n", "## A\n\n### B\n"),
        ("## A ##\n\n> ### q\n", "## A\n\n> ### q\n"),
        ("## Title\n\ntext\n", "text\n"),
        ("text\n\n## Title\n", "text\n\n## Title\n"),
        ("text\n\n#\n\n## \n\nmore\n", "text\n\n\n\nmore\n"),
        ("```\n# code\n```\n", "```\n# code\n```\n"),
    ],
)
def test_levels_begin_at_two_and_leave_none_out(body: str, expected: str) -> None:
    """The title is not said again above the text, and a heading without words is none."""
    assert repair_headings(body, "Title").body == expected


def test_old_names_of_sections_are_known() -> None:
    """By the heading's own words, by a name given to it, and by an anchor before it or in the text below."""
    body = "\x04top\x04\n\n## First part {#own}\n\ntext \x04inside\x04 more\n\n\x04next\x04\n\n## Second, part\n"
    headed = repair_headings(body, "Title")
    assert headed.body == "## First part\n\ntext  more\n\n\n\n## Second, part\n"
    assert headed.names == {"top": 0, "own": 0, "first-part": 0, "inside": 0, "next": 1, "second-part": 1}


def test_two_long_equal_headings_have_two_names() -> None:
    """The renderer, which is asked for the names, tells apart headings that are equal for sixty letters and more."""
    heading = "## " + "a very long heading " * 5
    sections = body_html(f"{heading}\n\nx\n\n{heading}\n\ny\n", Resolved({}, {}, {}, {})).sections
    assert len({section.id for section in sections}) == 2


def test_what_is_changed_is_told() -> None:
    """The texts of headings that got another level, and of those that went."""
    headed = repair_headings("# Title\n\n#### A\n\n## B\n", "title")
    assert (headed.repaired, headed.dropped) == (["A"], ["Title"])


@pytest.fixture
def addresses() -> Addresses:
    """Three pages of a site that answers on https under its own name."""
    known = Addresses(LinkRules(site="https://www.site.no", https=("site.no", "gov")))
    known.add("/here/", "p-here")
    known.add("/there/page.html", "p-there")
    known.add("/pages/here/beside.md", "p-beside")
    known.add("/hindi/नोड्स/", "p-hindi")
    return known


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/there/page", Meant("article:p-there")),
        ("/There/Page/?a=b", Meant("article:p-there")),
        ("../there/page.html#part", Meant("article:p-there")),
        ("http://site.no/there/page", Meant("article:p-there")),
        ("beside.md", Meant("article:p-beside")),
        ("(/there/page/)", Meant("article:p-there")),
        ("/hindi/%E0%A4%A8%E0%A5%8B%E0%A4%A1%E0%A5%8D%E0%A4%B8", Meant("article:p-hindi")),
        ("/here/#part", Meant("#part")),
        ("#part", Meant("#part")),
        ("/else/#part", Meant("https://www.site.no/else/#part", "link-outside")),
        ("else", Meant("https://www.site.no/here/else", "link-outside")),
        ("//who.int/x", Meant("https://who.int/x")),
        ("www.who.int", Meant("https://www.who.int")),
        ("https://who.int/a b", Meant("https://who.int/a%20b")),
        ("http://sub.nih.gov/", Meant("https://sub.nih.gov/")),
        ("http://who.int/", Meant("http://who.int/", "http-kept")),
        ("http://notgov/", Meant("http://notgov/", "http-kept")),
        ("tel:1 (800) 12-34", Meant("tel:180012-34")),
        ("post@etat.no", Meant("mailto:post@etat.no")),
        ("mailto:post@etat.no", Meant("mailto:post@etat.no")),
        ("article:astma", Meant("article:astma")),
        ("javascript:alert(1)", Meant("", "link-dropped")),
        ("java\tscript:alert(1)", Meant("", "link-dropped")),
        ("sms:1980", Meant("", "link-dropped")),
        ("tel:help", Meant("", "link-dropped")),
        ("https://[broken", Meant("", "link-dropped")),
        ("", Meant("")),
    ],
)
def test_what_a_link_means_here(addresses: Addresses, target: str, expected: Meant) -> None:
    """Pages that came along are articles; what stayed behind keeps its old address; the rest is only text."""
    assert addresses.meant(target, HERE) == expected


def test_without_a_site_a_link_to_nowhere_is_only_text() -> None:
    """There is no address to make it whole with."""
    assert Addresses(LinkRules()).meant("/else/", HERE) == Meant("", "link-dropped")


def test_the_first_page_that_claims_an_address_has_it() -> None:
    """A later one does not take it away."""
    known = Addresses(LinkRules())
    known.add("/a/", "p-one")
    known.add("/a/index.html", "p-two")
    assert known.meant("/a", HERE) == Meant("article:p-one")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('[a *b*](/x "T") `[c](/x)`', '[a *b*](NEW "T") `[c](/x)`'),
        ("[a][1] [1]\n\n[1]: /x\n[^1]: note\n", "[a](NEW) [1](NEW)\n\n[^1]: note\n"),
        ("<https://a.no/> <p@a.no>", "[https://a.no/](NEW) [p@a.no](NEW)"),
        ("[a\\]b](/x) [(c)](</x y>)", "[a\\]b](NEW) [(c)](NEW)"),
        ("[![alt](p.png)](/x) ![](q.png)", "[![alt](PIC)](NEW) ![](PIC)"),
        ("[](/x)done", "done"),
        ("[kept]( /x )", "[kept](NEW)"),
    ],
)
def test_links_get_new_targets(body: str, expected: str) -> None:
    """Inline, by reference or automatic; code is no link."""
    assert rewrite_links(body, lambda target: "NEW", lambda target: "PIC") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("see [a *b*](/x).", "see a *b*."),
        ("see <https://a.no/>.", "see https://a.no/."),
        ("[a](<>) [b][1]\n\n[1]: /x\n", "a b\n\n"),
        ("[![A [dog]](p.png)](/x)![](q.png)", "A \\[dog\\]"),
    ],
)
def test_what_leads_nowhere_is_only_text(body: str, expected: str) -> None:
    """A link keeps its words, a picture its alternative text."""
    assert rewrite_links(body, lambda target: "", lambda target: "") == expected


def test_a_text_whose_links_stay_is_untouched() -> None:
    """Byte for byte."""
    body = "[a]( /x 'T' )\t![b](c.png)  \n"
    assert rewrite_links(body, lambda target: target, lambda target: target) == body
