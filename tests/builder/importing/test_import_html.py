"""Raw HTML becomes Markdown; the Markdown around it stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.importing.foreign_file import ForeignPage, FrontMatter
from builder.importing.html_parts import markdown_of
from builder.importing.html_tags import ANCHORS
from builder.importing.mapping import BodyRules, Rewriting
from builder.importing.plain_markdown import plain_markdown, with_single_blank_lines

Told = list[tuple[int, str]]


def converted(body: str, rules: dict[str, str] | None = None) -> tuple[str, Told]:
    told: Told = []
    text = markdown_of(body, 1, rules or {}, lambda line, reason, message: told.append((line, reason)))
    return ANCHORS.sub("", text).strip("\n"), told


def plain(body: str, rules: BodyRules) -> tuple[str, Told]:
    told: Told = []
    page = ForeignPage("a.md", FrontMatter({}, {}), body, 4)
    return plain_markdown(page, rules, lambda line, reason, message: told.append((line, reason))), told


@pytest.mark.parametrize(
    "body",
    [
        "# A\n\n- b\n  - c *d*\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
        "`<b>` and\n\n```\n<div>\n```\n\n    <p>\n",
        "a < b, 5 <7 and <65 years\n",
        "<https://who.int> and <a@b.no>\n",
    ],
)
def test_markdown_without_html_is_untouched(body: str) -> None:
    """Code that shows HTML and signs that look like it are text."""
    assert markdown_of(body, 1, {}, print) == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<div class="a">\n\n- *b*\n\n</div>\n', "- *b*"),
        ("<h3> One <em>two</em></h3>\ntext", "### One *two*\n\ntext"),
        ("a <b>bold </b>b <i>c</i> <s>d</s>", "a **bold** b *c* ~~d~~"),
        ('<p>See <a href="/x y">this\npage</a>.</p>', "See [this page](</x y>)."),
        ('<img src="a.png" alt="A child">', "![A child](<a.png>)"),
        ("<p>one</p>\n<p>two</p>", "one\n\ntwo"),
        ("<ul>\n  <li>a</li>\n  <li>b<ul><li>c</li></ul></li>\n</ul>", "- a\n- b\n  - c"),
        ("<ol><li>a<p>b</p></li><li>c</li></ol>", "1. a\n\n   b\n2. c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code>x <b>y</b>\n  z</code></pre>", "```\nx y\n  z\n```"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "**Term**\n\nMeaning"),
        ("a<sup>2</sup> <kbd>Tab</kbd>", "a<sup>2</sup> <kbd>Tab</kbd>"),
        ("<abbr class='x' title='eastern \"time\"'>ET</abbr>", '<abbr title="eastern ”time”">ET</abbr>'),
        ("&lt;b&gt; &amp; &nbsp;&#8211; AT&T", "&lt;b&gt; &amp; &nbsp;&#8211; AT&T"),
        ("a<!-- note -->b<?php x ?><![CDATA[ y ]]>", "ab"),
    ],
)
def test_tags_become_markdown(body: str, expected: str) -> None:
    """Each in the way our editors write it."""
    assert converted(body)[0] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("one.<br>\ntwo", "one.\\\ntwo"),
        ("one.<br/>two</br>three", "one.\\\ntwo\\\nthree"),
        ("one.<br><br>\ntwo", "one.\n\ntwo"),
        ("one.<br>\n\ntwo<br>", "one.\n\ntwo"),
        ("one: <br>\n- two", "one:\n- two"),
        ("- one <br>\n  two\n- three", "- one\\\n  two\n- three"),
    ],
)
def test_line_breaks(body: str, expected: str) -> None:
    """One breaks the line, two end the paragraph, and one before a block says nothing."""
    assert converted(body)[0] == expected


def test_tables() -> None:
    """Rows become rows; what stood on lines of its own in a cell stays apart."""
    head = "<table><caption>C</caption><tr><th>A</th><th>B|</th></tr>\n"
    text, _ = converted(f"{head}<tr><td>1<td><ul><li>x</li><li>y</li></ul></tr></table>")
    assert text == "**C**\n\n| A | B\\| |\n| --- | --- |\n| 1 | - x<br>- y |"
    assert converted("<table><tr><td>only</td></tr><tr><td>cells</td></tr></table>")[0] == "only\n\ncells"


def test_what_cannot_be_prose_is_dropped_and_told() -> None:
    """Scripts, frames and forms are named with their line."""
    body = "text\n\n<script>\nvar a = '<b>';\n\nvar c;\n</script>\n\nmore<svg><title>x</title></svg>\n"
    assert converted(body) == ("text\n\n\n\nmore", [(3, "html-dropped"), (9, "html-dropped")])


def test_what_is_never_closed_is_not_dropped() -> None:
    """A tag that the mapping drops does not take the rest of the page along."""
    assert converted("<nav>\n\nall the text\n", {"nav": "drop"}) == ("all the text", [])


def test_what_the_mapping_says_of_tags() -> None:
    """By tag or by class: dropped, unwrapped, taken for a heading."""
    body = '<nav>\nmenu\n</nav>\n<ul class="accordion"><li><button class="b">One</button><div>two</div></li></ul>\n'
    text, told = converted(body, {"nav": "drop", "ul.accordion": "unwrap", "button.b": "h3"})
    assert text == "### One\n\ntwo"
    assert told == [(1, "html-dropped")]
    assert converted("<ol><li>a</li><li>b</li></ol>", {"ol": "unwrap"}) == ("a\n\nb", [])


def test_a_list_of_headed_parts_is_no_list() -> None:
    """Steps that hold headings are sections of the page."""
    body = "<ol><li>\n\n### One\n\ntext\n\n</li><li>\n\n### Two\n\n- a\n\n</li></ol>\n"
    assert converted(body)[0] == "### One\n\ntext\n\n### Two\n\n- a"


def test_what_is_no_tag_stays_as_text() -> None:
    """An example in XML or a slip of the pen is shown as it stands, and told."""
    assert converted("an <argument>x</argument> and <va-button>y</va-button>") == (
        "an \\<argument>x\\</argument> and y",
        [(1, "unknown-tag")],
    )


def test_template_tags_go_or_stay() -> None:
    """As the mapping says; in code they always stay."""
    body = "a {{< x >}} {% y\n%} `{{ z }}`\n\n```\n{{ code }}\n```\n"
    assert plain(body, BodyRules()) == (body, [])
    text, told = plain(body, BodyRules(template_tags="drop"))
    assert text == "a   `{{ z }}`\n\n```\n{{ code }}\n```\n"
    assert told == [(4, "template-tag"), (4, "template-tag")]


def test_indented_prose() -> None:
    """Where the mapping says that nobody writes code, indented paragraphs are paragraphs and lists keep levels."""
    body = "text\n\n\tone\n\n    - two\n      - three\n\n-     four\n"
    assert plain(body, BodyRules()) == (body, [])
    text, told = plain(body, BodyRules(indented_code="text"))
    assert text == "text\n\none\n\n- two\n  - three\n\n- four\n"
    assert {reason for _, reason in told} == {"indented-code"}


def test_rewriting_by_expression() -> None:
    """Line by line, before anything else is looked at."""
    rules = BodyRules(rewrite=(Rewriting(r"^\{:.*\}\n"), Rewriting(r"\{\{site\}\}", "https://x.no")))
    assert plain("{:.note}\n[a]({{site}}/b)\n", rules)[0] == "[a](https://x.no/b)\n"


def test_blank_lines_become_one_but_not_in_code() -> None:
    """What was taken out leaves no hole."""
    assert with_single_blank_lines("a\n\n \n\nb\n\n```\nc\n\n\nd\n```\n") == "a\n\nb\n\n```\nc\n\n\nd\n```\n"


PIECES = [
    *("<div>", "</div>", "<b>", "</b>", "<li>", "</ul>", "<ul>", "<td>", "<table>", "</table>", "<p>", "<br>", "<h2>"),
    *("\n", "\n\n", "    ", "- ", "# ", "text", "`", "```\n", "|a|b|\n|-|-|\n", "<!--", "-->", "<![x", "<?", "<!"),
    *("<x y=1>", "</x>", "<script>", "</script>", "&lt", "<a href='/x'>", "</a>", "</h2>", "<pre>", "</pre>"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_mixture_is_survived(pieces: list[str]) -> None:
    """Whatever opens and never closes, the text is there in the end, without the signs used on the way."""
    text, _ = converted("".join(pieces))
    assert not set(text) & {"\x02", "\x03", "\x04"}
