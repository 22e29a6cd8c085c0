"""Whatever is written, the HTML is well formed and holds only what we let stand."""

import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.markdown.html import CLEAN_TAGS, Anchor, Picture, Resolved, body_html

RESOLVED = Resolved(
    {"article:a": Anchor("/nb/a.html", "en")},
    {"b.png": Picture("/media/b.png", 4, 3, "Foto: B")},
    {"e": "[113](tel:113)"},
    {"Note": "Merk"},
)
VOID = {"br", "hr", "img"}
ATTRIBUTES = {"class", "id", "href", "hreflang", "src", "alt", "width", "height", "loading", "scope", "start"}
ATTRIBUTES |= {"tabindex", "aria-label", "title", "dir"}
SAFE = re.compile(r"https?://|mailto:|tel:|#|/nb/a\.html$", re.IGNORECASE)

MARKS = "[ ] ( ) ![ < > </ | ` ~~ ** _ * # \\ \" ' = & : ! ? / - + . 1) a $ $$ é عر \u2028 \x00 \x0b"
LINES = ("\n", "\n\n", " ", "    ", "\t", "> ", "> [!NOTE]\n", "- ", "1. ", "## ", "```\n", "---\n", "===\n")
PARTS = ("|-|-|\n", "|a|b|\n", "[^1]", "[^1]: ", "[r]", "[r]: https://x.example\n", "[a](article:a)", "![b](b.png)")
RAW = "<script> </script> <style> <svg /> <b> <!-- --> <![CDATA[ ]]> <? ?> <table> </td> <a </a> onerror=x"
LET_THROUGH = "<details> </details> <summary> </summary> <sup> </sup> <br> <kbd> </abbr>"
ODD = ('<abbr title="x">', "javascript:x", "data:text/html,x", '<img src=x onerror="x">', '<a href="x">', "{fact:e}")
ESCAPED = "&lt; &#60; &#x3C; <https://a.example>"
PIECES = [*LINES, *PARTS, *ODD]
PIECES += f"{MARKS} {RAW} {LET_THROUGH} {ESCAPED}".split(" ")


class Shape(HTMLParser):
    """Gathers all that should not be there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> never ends" for tag in self.open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in CLEAN_TAGS or (tag == "a" and "a" in self.open):
            self.faults.append(f"<{tag}> in {self.open}")
        for name, value in attributes:
            if name not in ATTRIBUTES or (name == "href" and not SAFE.match(value or "")):
                self.faults.append(f"{name}={value}")
            if name == "id" and value in self.ids:
                self.faults.append(f"two of {value}")
            if name == "id":
                self.ids.add(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("[^1]: [^1]: <style>")
@example("![[a<https://x.example/?q=](y)>\n](b.png)")
@example("<details>\n<summary>\n\n</details>\n</summary>")
def test_any_text_becomes_well_formed_html_of_ours(written: str) -> None:
    """Tags, attributes and addresses are from our lists, every tag ends in its order, no name is given twice."""
    html = body_html(written, RESOLVED).html
    assert Shape(html).faults == [], html


def test_the_shape_sees_what_is_wrong() -> None:
    """Each fault it looks for is found when it is there."""
    bad = '<p id="a"><b onclick=x></p><a href="javascript:x"><a href="#a" id="a">x</a></a><!-- x --><!DOCTYPE x><?x>'
    assert len(Shape(bad).faults) >= 8
