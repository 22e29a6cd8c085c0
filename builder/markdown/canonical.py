"""What a text says in one form, however it was typed: the form that is digested, compared and shown as changed.

It is a plain serialisation of the page's own HTML, so that a browser makes the same from what it shows. The handbook
specifies it (docs/developers/fingerprint.md); site/theme/assets/canonical.js is the browser's half.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from html import unescape
from typing import NamedTuple
from unicodedata import is_normalized, normalize

import nh3
from pyromark import html as parser_html

from builder.markdown import OPTIONS
from builder.markdown.html import CLEAN_ATTRIBUTES, CLEAN_TAGS, OURS, SAFE_SCHEME, raw_html_as_text, with_facts

BREAK = "\n"
"""A line of the form ends here. What was a line break before is a space by then, as in a browser."""

QUADS = "".join(map(chr, range(0x2000, 0x200B)))
SPACES = QUADS + "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
"""All white space but a space and a line break."""

TAG = re.compile(
    r'(<(?:sup class="footnote-reference"><a href="[^"]*">[0-9]+'
    r'|div class="footnote-definition"[^>]*><sup class="footnote-definition-label">[0-9]+</sup>'
    r"|[^>]*>))"
)
"""What the parser writes between runs of text: a tag, or the beginning of a footnote or of what leads to one."""

NOTE = re.compile(r">([0-9]+)")
"""The number in either of the two last."""

ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
PREFORMATTED = re.compile(r"<pre>.*?</pre>", re.DOTALL)
ANY_TAG = re.compile(r"<[^>]*>")
LINKED = re.compile(r"\[([^\]]*)\]\(tel:[^)]*\)")
IMAGE_NAME = re.compile(r"^<img [^\n]*>$", re.MULTILINE)
LINES = ("h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "th", "td", "pre", "details", "summary")
"""Elements that stand on a line of their own, at their beginning and at their end."""

INLINE = ("em", "strong", "code", "sup", "sub", "kbd")

FIXED = {
    **{f"<{slash}{name}>": f"{BREAK}<{slash}{name}>{BREAK}" for name in LINES for slash in ("", "/")},
    **{f"<{slash}{name}>": f"<{slash}{name}>" for name in INLINE for slash in ("", "/")},
    **{"<h1>": f"{BREAK}<h2>{BREAK}", "</h1>": f"{BREAK}</h2>{BREAK}", "</div>": f"{BREAK}</footnote>{BREAK}"},
    **{f"<{name}{end}>": f"{BREAK}<{name}>{BREAK}" for name in ("br", "hr") for end in ("", " /")},
    **{f"<{slash}{name}>": BREAK for name in ("p", "thead", "tbody") for slash in ("", "/")},
    **{"<del>": "<s>", "</del>": "</s>", "</abbr>": "</abbr>"},
}
"""The tags that are always the same in the form."""

KEPT_SCHEMES = {"http", "https", "mailto", "tel", *(scheme.rstrip(":") for scheme in OURS)}


def canonical_text(title: str, summary: str, body: str) -> str:
    """An edition's text in its one form, a line for each of its tags and runs of text.

    Pictures have the names they have in the body. Facts are as they stand in `body`: cited, or already put in.
    """
    return f"<title>\n{_plain(title)}\n<lead>\n{_plain(summary)}\n<body>\n{canonical_body(body)}"


class Digests(NamedTuple):
    """Of a canonical form, in hex digits: `text` as readers see it, 64; `state` as its translators do, 16.

    For a reader facts are put in, and pictures have no names, since a release names them otherwise than their author.
    For a translator facts and pictures have their own names: when they change, they change in the translation too.
    """

    text: str
    state: str


def digests(title: str, summary: str, body: str, facts: Mapping[str, str]) -> Digests:
    """Both digests of an edition. `facts` are given as Markdown, by name; an unknown one stays as it is cited."""
    canonical = canonical_text(title, summary, body)
    state = text = _digest(canonical)
    if "{fact:" in body:
        canonical = canonical_text(title, summary, with_facts(body, facts))
        text = _digest(canonical)
    if "\n<img " in canonical:
        text = _digest(IMAGE_NAME.sub("<img>", canonical))
    return Digests(text, state[:16])


def digest_of_text(canonical: str) -> str:
    """The digest that a fingerprint is made of: of a text with its facts, without its pictures' names."""
    return _digest(IMAGE_NAME.sub("<img>", canonical))


def _digest(canonical: str) -> str:
    return sha256(canonical.encode()).hexdigest()


def plain_text(canonical: str, facts: Mapping[str, str]) -> str:
    """A block's text without its tags, for people; `facts` are given as Markdown, by name."""
    text = with_facts(canonical.replace("<br>", "\n"), facts)
    return unescape(LINKED.sub(r"\1", ANY_TAG.sub("", text)))


def canonical_body(body: str) -> str:
    """The body alone."""
    has_tags = False
    if "<" in body:
        body, has_tags = raw_html_as_text(body)
    return canonical_of_html(parser_html(body, options=OPTIONS), has_tags)


def canonical_of_html(html: str, has_tags: bool) -> str:
    """What the parser wrote, or one of its outermost elements. `has_tags` tells of allowed raw tags in it."""
    if has_tags:
        html = _cleaned(html)
    if "<pre>" in html:
        html = PREFORMATTED.sub(lambda code: code[0].replace("\n", "<br>"), html)
    parts = TAG.split(html.replace("\n", " "))
    other = _Tokens().token
    parts[1::2] = [FIXED.get(tag) or other(tag) for tag in parts[1::2]]
    return _settled("".join(parts))


def _cleaned(html: str) -> str:
    """As the page is cleaned where some of the allowed raw tags stand."""
    attributes = {**CLEAN_ATTRIBUTES, "abbr": {"title"}}
    tags = CLEAN_TAGS | {"del", "h1"}
    cleaned = nh3.clean(html, tags=tags, attributes=attributes, url_schemes=KEPT_SCHEMES, link_rel=None)
    return cleaned.replace("&nbsp;", " ")


def _plain(text: str) -> str:
    return _settled(text.replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;"))


def _settled(text: str) -> str:
    """In NFC, without empty lines, and with single spaces; only `&` and `<` stay escaped."""
    for space in SPACES:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    text = BREAK.join(filter(None, [line.strip(" ") for line in text.split(BREAK)]))
    if "&" in text:
        text = text.replace("&gt;", ">").replace("&quot;", '"')
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


class _Tokens:
    """Meets the parser's tags in order and gives them as they stand in the canonical form."""

    def __init__(self) -> None:
        self.links: list[bool] = []
        self.quotes: list[str] = []

    def token(self, tag: str) -> str:
        note = NOTE.search(tag)
        if note is None:
            return self._other(tag[1:-1].split(" ", 1)[0], dict(ATTRIBUTE.findall(tag)))
        if tag.startswith("<sup"):
            return f"<sup>{self._link(f'#note-{note[1]}')}{note[1]}"
        return f"{_line('footnote')}{note[1]}.{BREAK}"

    def _other(self, name: str, attributes: dict[str, str]) -> str:
        match name:
            case "a":
                return self._link(attributes.get("href", ""))
            case "/a":
                return "</a>" if self.links.pop() else ""
            case "img":
                return _line(f"img {_escaped(attributes['src'])}") + attributes.get("alt", "") + _line("/img")
            case "blockquote":
                alert = attributes.get("class", "").removeprefix("markdown-alert-")
                self.quotes.append("callout" if alert else "blockquote")
                return _line(f"callout {alert}" if alert else "blockquote")
            case "/blockquote":
                return _line(f"/{self.quotes.pop()}")
            case "abbr":
                return f"<abbr {_escaped(attributes['title'])}>"
            case "ol":
                return _line(f"ol {attributes['start']}")
            case "th" | "td":
                return _line(name)
            case "code":
                return "<code>"
            case _:
                return ""

    def _link(self, target: str) -> str:
        kept = bool(SAFE_SCHEME.match(target) or target.startswith(OURS)) and not any(self.links)
        self.links.append(kept)
        return f"<a {_escaped(target)}>" if kept else ""


def _line(tag: str) -> str:
    return f"{BREAK}<{tag}>{BREAK}"


def _escaped(attribute: str) -> str:
    return unescape(attribute).replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;")
