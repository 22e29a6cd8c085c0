"""What editors write of running text, lists, code and quotes, and the HTML it becomes."""

import pytest

from builder.markdown.html import Resolved, body_html
from builder.markdown.prose import read_prose

NOTHING = Resolved({}, {}, {}, {})


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (
            "Hei *på* **deg**, ~~nei~~ `kode`\nsamme linje",
            "<p>Hei <em>på</em> <strong>deg</strong>, <s>nei</s> <code>kode</code>\nsamme linje</p>\n",
        ),
        ("en  \nto\\\ntre", "<p>en<br>\nto<br>\ntre</p>\n"),
        ("over\n\n---\n\nunder", "<p>over</p>\n<hr>\n<p>under</p>\n"),
        ("Æ & Ø < Å > \"B\" 'C'", "<p>Æ &amp; Ø &lt; Å &gt; \"B\" 'C'</p>\n"),
        ("&copy; &lt;b&gt; &#49;", "<p>© &lt;b&gt; 1</p>\n"),
        ("\\*ikke skrått\\*", "<p>*ikke skrått*</p>\n"),
    ],
)
def test_running_text(written: str, html: str) -> None:
    """Emphasis, line breaks, rules and signs; what could be HTML is escaped."""
    assert body_html(written, NOTHING).html == html


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("- a\n  1. b", "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n</ul>\n"),
    ],
)
def test_lists(written: str, html: str) -> None:
    """Lists with and without numbers, inside each other, and from another number than one."""
    assert body_html(written, NOTHING).html == html


@pytest.mark.parametrize(
    "written",
    ["```\nx < 1 & y\n```", "```python\nx < 1 & y\n```", '~~~ x" onclick="y\nx < 1 & y\n~~~', "    x < 1 & y\n"],
)
def test_code(written: str) -> None:
    """Code stands as it is; what language it is in is not told."""
    assert body_html(written, NOTHING).html == "<pre><code>x &lt; 1 &amp; y\n</code></pre>\n"


def test_a_quote() -> None:
    """Quotes may stand inside each other."""
    assert body_html("> a\n>\n> > b", NOTHING).html == (
        "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n"
    )


def test_facts_are_cited_by_name() -> None:
    """A fact is put in wherever it is cited, as Markdown; one nobody knows stands as it is written."""
    facts = {"emergency": "[113](tel:113)", "hours": "08–15"}
    found = body_html("Ring {fact:emergency} **{fact:hours}** {fact:unknown}", Resolved({}, {}, facts, {})).html
    assert found == '<p>Ring <a href="tel:113" dir="ltr">113</a> <strong>08–15</strong> {fact:unknown}</p>\n'


def test_a_mail_address_in_angles_is_a_link_to_mail() -> None:
    """The checks see the address that the page will have."""
    assert [link.target for link in read_prose("<post@prove.example> [her](mailto:x@prove.example)").links] == [
        "mailto:post@prove.example",
        "mailto:x@prove.example",
    ]
