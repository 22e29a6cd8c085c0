"""Raw HTML in the prose: the few tags that may stand there, and all others as text (bad-input.md M01–M32)."""

import pytest

from builder.markdown.html import Picture, Resolved, body_html

RESOLVED = Resolved({}, {"b.png": Picture("/media/b.png", 4, 3)}, {}, {})


def html(written: str) -> str:
    return body_html(written, RESOLVED).html


def as_text(raw: str) -> str:
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


HOSTILE = [
    "<script>alert(1)</script>",
    '<script src="//x.example/a.js"></script>',
    "<img src=x onerror=alert(1)>",
    '<IMG SRC="x" ONERROR="alert(1)">',
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<style>body{display:none}</style>",
    "<base href=//x.example/>",
    '<meta http-equiv="refresh" content="0;url=//x.example">',
    "<link rel=stylesheet href=//x.example/a.css>",
    "<form action=//x.example><input name=a></form>",
    "<object data=//x.example></object>",
    "<embed src=//x.example>",
    "<button formaction=javascript:alert(1)>a</button>",
    "<input autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><script>alert(1)</script></textarea>",
    "<x onclick=alert(1)>a</x>",
    "<a href=javascript:alert(1)>a</a>",
    "<video><source onerror=alert(1)></video>",
    "<br onclick=alert(1)>",
]


@pytest.mark.parametrize("raw", HOSTILE)
def test_m01_tags_are_text(raw: str) -> None:
    """M01: the reader sees what was written, in a line of its own and within a sentence."""
    shown = as_text(raw.replace("&lt;", "<"))
    assert html(raw) == f"<p>{shown}</p>\n"
    assert html(f"før {raw} etter") == f"<p>før {shown} etter</p>\n"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<details open ontoggle=alert(1)>a</details>", "&lt;details open ontoggle=alert(1)&gt;a"),
        ("<abbr title=x onclick=alert(1)>a</abbr>", "&lt;abbr title=x onclick=alert(1)&gt;a"),
        ("<sup onclick=alert(1)>a</sup>", "&lt;sup onclick=alert(1)&gt;a"),
        ('<sup class="login-button">a</sup>', '&lt;sup class="login-button"&gt;a'),
        ('<summary title="x">a</summary>', '&lt;summary title="x"&gt;a'),
    ],
)
def test_m01_m27_an_allowed_tag_with_attributes_is_text(raw: str, shown: str) -> None:
    """M01, M27: the tags that may stand in the prose stand there bare; an end that ends nothing is left out."""
    assert html(f"a {raw}") == f"<p>a {shown}</p>\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('![a](x"onerror="alert(1))', "<p>a</p>\n"),
        (
            '![a" onerror="alert(1)](b.png)',
            '<figure><img src="/media/b.png" alt="a&quot; onerror=&quot;alert(1)" width="4" height="3" loading="lazy"></figure>\n',
        ),
        (
            "![a](b.png '\" onerror=\"alert(1)')",
            '<figure><img src="/media/b.png" alt="a" width="4" height="3" loading="lazy"></figure>\n',
        ),
        ("[a](https://x.example '\" onclick=\"alert(1)')", '<p><a href="https://x.example">a</a></p>\n'),
        (
            '[a](<https://x.example/"onclick="alert(1)>)',
            '<p><a href="https://x.example/%22onclick=%22alert(1)">a</a></p>\n',
        ),
        (
            "[a](<https://x.example/'onclick='alert(1)>)",
            '<p><a href="https://x.example/&#x27;onclick=&#x27;alert(1)">a</a></p>\n',
        ),
        ('```x" onclick="alert(1)\na\n```', "<pre><code>a\n</code></pre>\n"),
        ('> [!NOTE" onclick="alert(1)]\n> a', '<blockquote>\n<p>[!NOTE" onclick="alert(1)]\na</p>\n</blockquote>\n'),
    ],
)
def test_m03_no_text_breaks_out_of_an_attribute(written: str, shown: str) -> None:
    """M03: quotes in addresses, titles, alternative texts and the words after a code fence."""
    assert html(written) == shown


SHOWN = "&lt;img src=x onerror=alert(1)&gt;"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## {}", f'<h2 id="s-img-src-x-onerror-alert-1">{SHOWN}</h2>\n'),
        (
            "a[^1]\n\n[^1]: {}",
            '<p>a<sup><a href="#note-1">1</a></sup></p>\n'
            f'<div class="footnote" id="note-1"><span>1.</span>\n<p>{SHOWN}</p>\n</div>\n',
        ),
        (
            "| {} |\n| - |\n| {} |",
            '<section class="table" tabindex="0" aria-label="Table 1"><table><thead>'
            f'<tr><th scope="col">{SHOWN}</th></tr></thead><tbody>\n<tr><td>{SHOWN}</td></tr>\n</tbody></table></section>\n',
        ),
        (
            "![{}](b.png)",
            f'<figure><img src="/media/b.png" alt="{SHOWN}" width="4" height="3" loading="lazy"></figure>\n',
        ),
        ("- {}\n\n> {}", f"<ul>\n<li>{SHOWN}</li>\n</ul>\n<blockquote>\n<p>{SHOWN}</p>\n</blockquote>\n"),
        (
            "**{}** [{}](https://x.example)",
            f'<p><strong>{SHOWN}</strong> <a href="https://x.example">{SHOWN}</a></p>\n',
        ),
    ],
)
def test_m04_not_in_any_other_construct_either(written: str, shown: str) -> None:
    """M04: headings, footnotes, tables, pictures, lists, quotes and links that carry HTML."""
    assert html(written.replace("{}", "<img src=x onerror=alert(1)>")) == shown


def test_m04_credits_and_labels_are_text() -> None:
    """M04: what the front matter and the registers say of a picture is escaped."""
    resolved = Resolved({}, {"b.png": Picture('/media/"b.png', 4, 3, "<script>")}, {}, {"Note": "<script>"})
    assert body_html("![a](b.png)\n\n> [!NOTE]\n> a", resolved).html == (
        '<figure><img src="/media/&quot;b.png" alt="a" width="4" height="3" loading="lazy">'
        "<figcaption><bdi>&lt;script&gt;</bdi></figcaption></figure>\n"
        '<div class="callout note"><p class="callout-label">&lt;script&gt;</p>\n<p>a</p>\n</div>\n'
    )


TEMPLATES = [
    "{{7*7}}",
    "{% include '/etc/passwd' %}",
    "${7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
    "{{config}}",
    "{% raw %}",
    "[[7*7]]",
]


@pytest.mark.parametrize("written", TEMPLATES)
def test_m05_the_marks_of_templates_are_text(written: str) -> None:
    """M05, M06: nothing is worked out, in prose as in code."""
    assert html(written) == f"<p>{as_text(written)}</p>\n"
    assert html(f"`{written}`") == f"<p><code>{as_text(written)}</code></p>\n"
    assert html(f"```\n{written}\n```") == f"<pre><code>{as_text(written)}\n</code></pre>\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('--8<-- "/etc/passwd"', '--8&lt;-- "/etc/passwd"'),
        ("![[../../x]]", "![[../../x]]"),
        ("{!/etc/passwd!}", "{!/etc/passwd!}"),
        ("@include /etc/passwd", "@include /etc/passwd"),
        ("<!--#include file='/etc/passwd' -->", "&lt;!--#include file='/etc/passwd' --&gt;"),
    ],
)
def test_m07_nothing_is_included(written: str, shown: str) -> None:
    """M07: the directives of other programs are text."""
    assert html(written) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(
    "written",
    [
        "<!-- hei -->",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<![CDATA[a]]>",
        "<?php phpinfo() ?>",
        "<!DOCTYPE html>",
    ],
)
def test_m24_comments_and_instructions_are_text(written: str) -> None:
    """M24: an editor sees at once that nothing is hidden by them."""
    assert html(written) == f"<p>{as_text(written)}</p>\n"
    assert html(f"a {written}") == f"<p>a {as_text(written)}</p>\n"


@pytest.mark.parametrize(
    "written",
    [
        "H<sub>2</sub>O og 10<sup>3</sup>",
        "<kbd>Ctrl</kbd>",
        "en<br>to",
        '<abbr title="kronisk obstruktiv lungesykdom">KOLS</abbr>',
    ],
)
def test_m25_a_few_tags_may_stand_in_a_sentence(written: str) -> None:
    """M25: raised and lowered text, keys, line breaks, and what a short form stands for."""
    assert html(written) == f"<p>{written}</p>\n"


@pytest.mark.parametrize(
    "written",
    [
        "<details>\n<summary>Mer</summary>\n\nTekst **her**\n\n</details>",
        "<details><summary>Mer</summary>\n\nTekst **her**\n\n</details>",
        "<details>\n\n<summary>Mer</summary>\n\nTekst **her**\n\n</details>",
    ],
)
def test_m25_a_box_to_unfold(written: str) -> None:
    """M25: what is inside is Markdown, however the tags are set out."""
    assert "".join(html(written).split("\n")) == (
        "<details><summary>Mer</summary><p>Tekst <strong>her</strong></p></details>"
    )


def test_m25_other_tags_beside_the_allowed_ones_are_text() -> None:
    """M25: one allowed tag opens no door for its neighbours, and what is left open ends with the text."""
    assert html("<details>\n<summary>Mer <b onclick=x>a</b></summary>\n\nb") == (
        "<details>\n<summary>Mer &lt;b onclick=x&gt;a&lt;/b&gt;</summary>\n<p>b</p>\n</details>"
    )
    assert html("<sup><script>x</script>") == "<p><sup>&lt;script&gt;x&lt;/script&gt;</sup></p>\n"
    assert html("a</sup></details></div></main>") == "<p>a&lt;/div&gt;&lt;/main&gt;</p>\n"


@pytest.mark.parametrize(
    "written",
    [
        '<a href="https://x.example" target="_blank" rel="opener">a</a>',
        '<p style="position:fixed">a</p>',
        '<div class="login-button">a</div>',
        '<span id="location">a</span>',
    ],
)
def test_m26_m27_nobody_sets_targets_styles_or_classes(written: str) -> None:
    """M26, M27: attributes come from us alone."""
    assert html(written) == f"<p>{as_text(written)}</p>\n"


def test_m31_m32_the_text_stays_a_text() -> None:
    """M31, M32: line separators stand; the end of a script element is as harmless as its beginning."""
    assert html("a\u2028b\u2029c</script><!--") == "<p>a\u2028b\u2029c&lt;/script&gt;&lt;!--</p>\n"


def test_escaping_one_tag_does_not_let_another_out() -> None:
    """What was inside a tag, a comment or code is looked at again when these have become text."""
    assert html("<!-- <script> --><script>") == "<p>&lt;!-- &lt;script&gt; --&gt;&lt;script&gt;</p>\n"
    assert html("<x\n<y\n<z\n<script>") == "<p>&lt;x\n&lt;y\n&lt;z\n&lt;script&gt;</p>\n"
