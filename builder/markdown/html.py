"""The body of a page as HTML: the parser writes it, and its tags are made ours.

The parser escapes all text, so once raw HTML has been made text, every `<` in what it writes is a tag of its own
making, and a regular expression is enough to meet each of them.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import NamedTuple

import nh3
from pyromark import events_with_range
from pyromark import html as parser_html

from builder.markdown import FACT, OPTIONS, STRANGE_TAG
from builder.markdown.asides import NOTHING, Asides, marked, with_asides

TAG = re.compile(
    r"<(?:"
    r'a href="(?P<telephone>tel:[^"]*)"(?: title="[^"]*")?>(?P<number>[^<]*)'
    r'|a href="(?P<link>[^"]*)"(?: title="[^"]*")?>|(?P<end>/a>)'
    r"|h(?P<level>[1-6])>(?P<heading>.*?)</h(?P=level)>"
    r'|p><img src="(?P<figure>[^"]*)" alt="(?P<described>[^"]*)"(?: title="[^"]*")? /></p>'
    r'|img src="(?P<image>[^"]*)" alt="(?P<alternative>[^"]*)"(?: title="[^"]*")? />'
    r'|blockquote(?: class="markdown-alert-(?P<alert>\w+)")?(?P<quote>>)|(?P<unquote>/blockquote>)'
    r'|(?P<table>/?table>)|t(?P<cell>[hd])(?: style="text-align: (?P<side>\w+)")?>'
    r'|sup class="footnote-reference"><a href="\#(?P<note>[^"]*)">[0-9]+'
    r'|div class="footnote-definition" id="(?P<footnote>[^"]*)"><sup class="footnote-definition-label">[0-9]+</sup>'
    r'|code class="[^"]*"(?P<code>>)|(?P<void>br|hr) />|/?(?P<del>del)>'
    r")",
    re.DOTALL,
)
"""What the parser writes and we write otherwise, or need to know of."""

LEADS_NOWHERE = re.compile(r'<a data-to="([^"]*)">')
"""A link to a page of ours that is not known."""

MOST_ROUNDS = 8
MOST_TAGS = 5_000
"""Raw tags on a page: cleaning costs the square of how deep they lie in each other (bad-input.md M14)."""

BETWEEN_DIGITS = re.compile(r"(?<=[0-9)]) (?=[(0-9])")
NO_TAGS = re.compile(r"<[^>]*>")
NOT_IN_IDS = re.compile(r"[^\w]+")
OURS = ("article:", "service:", "topic:", "partner:")
"""How a text names another page of ours."""
SAFE_SCHEME = re.compile(r"(?:https?://|mailto:|tel:\+?[0-9]|#)", re.IGNORECASE)
CLEAN_TAGS = {
    *("p", "li", "em", "strong", "s", "h2", "h3", "h4", "h5", "h6", "a", "img", "figure", "figcaption", "bdi", "div"),
    *("table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "pre", "code", "blockquote", "hr", "br", "section"),
    *("span", "sup", "sub", "kbd", "details", "summary", "abbr"),
}
CLEAN_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"},
    "a": {"href", "hreflang", "data-to"},
    "img": {"src", "alt", "width", "height", "loading"},
    "th": {"scope"},
    "ol": {"start"},
}


class Anchor(NamedTuple):
    """Where a link leads; `language` is set where the page is in another language than the text."""

    href: str
    language: str = ""
    direction: str = ""


class Picture(NamedTuple):
    """A published image. Width and height are in pixels."""

    src: str
    width: int
    height: int
    credit: str = ""


class Section(NamedTuple):
    """A heading in the contents list."""

    level: int
    id: str
    text: str


class Resolved(NamedTuple):
    """What the plan knows and the text only names. `foreign_words` marks words that are not in the text's language."""

    links: Mapping[str, Anchor | None]
    pictures: Mapping[str, Picture]
    facts: Mapping[str, str]
    words: Mapping[str, str]
    foreign_words: str = ""


class BodyHtml(NamedTuple):
    html: str
    sections: tuple[Section, ...]


def body_html(body: str, resolved: Resolved, asides: Mapping[int, Asides] = NOTHING) -> BodyHtml:
    """Render a body. A link that leads nowhere leads nowhere; a missing picture becomes its alternative text."""
    if "{fact:" in body:
        body = with_facts(body, resolved.facts)
    has_tags = False
    if "<" in body:
        body, has_tags = raw_html_as_text(body)
    writer = _Writer(resolved)
    html = parser_html(body, options=OPTIONS)
    if asides:
        html = marked(html, asides)
    html = TAG.sub(writer.ours, html)
    if has_tags:
        html = nh3.clean(html, tags=CLEAN_TAGS, attributes=CLEAN_ATTRIBUTES, link_rel=None)
    return BodyHtml(with_asides(html, asides), tuple(writer.sections))


def led(body: BodyHtml, links: Mapping[str, Anchor | None]) -> BodyHtml:
    """A body in which no link to a page of ours led anywhere, with those that `links` knows."""

    def opened(found: re.Match[str]) -> str:
        anchor = links.get(unescape(found[1]))
        return _opened(anchor) if anchor else found[0]

    return BodyHtml(LEADS_NOWHERE.sub(opened, body.html), body.sections) if links else body


def _opened(anchor: Anchor) -> str:
    foreign = f' hreflang="{anchor.language}"' if anchor.language else ""
    return f'<a href="{escape(anchor.href)}"{foreign}>'


def with_facts(body: str, facts: Mapping[str, str]) -> str:
    """The facts, given as Markdown by name, in the place of their names; an unknown one stays as it is cited."""
    return FACT.sub(lambda cited: facts.get(cited[1], cited[0]), body)


def raw_html_as_text(body: str) -> tuple[str, bool]:
    """Escape every raw tag but those allowed; tell whether any of these is there.

    Escaping one tag can uncover another, so it is done over until none is left.
    """
    data = body.encode()
    for _ in range(MOST_ROUNDS):
        events = events_with_range(body, options=OPTIONS)
        raw = [(span["start"], span["end"]) for event, span in events if _is_raw(event)]
        strange = [span for span in raw if STRANGE_TAG.search(data, *span)]
        if not strange and len(raw) <= MOST_TAGS:
            return body, bool(raw)
        if not strange:
            break
        data = _escaped(data, strange)
        body = data.decode()
    return body.replace("<", "&lt;"), False


def _is_raw(event: object) -> bool:
    return isinstance(event, dict) and ("Html" in event or "InlineHtml" in event)


def _escaped(data: bytes, spans: list[tuple[int, int]]) -> bytes:
    parts, done = [], 0
    for start, end in spans:
        parts += [data[done:start], STRANGE_TAG.sub(b"&lt;", data[start:end])]
        done = end
    return b"".join([*parts, data[done:]])


class _Writer:
    """Meets the parser's tags in order and gives ours."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.sections: list[Section] = []
        self.ids: dict[str, int] = {}
        self.notes: dict[str, int] = {}
        self.notes_given: set[int] = set()
        self.tables = 0
        self.open_links: list[bool] = []
        self.quotes: list[str] = []

    def ours(self, tag: re.Match[str]) -> str:
        kind = tag.lastgroup
        found = tag[kind] if kind else ""
        match kind:
            case "number":
                return self._telephone(unescape(tag["telephone"]), found)
            case "link":
                return self._link(unescape(found))
            case "end":
                return "</a>" if self.open_links.pop() else ""
            case "heading":
                return self._heading(max(2, int(tag["level"])), found)
            case "described":
                return self._figure(unescape(tag["figure"]), found)
            case "alternative":
                return self._image(unescape(tag["image"]), found)
            case "quote":
                return self._quote(tag["alert"])
            case "unquote":
                return self.quotes.pop()
            case "table":
                return self._table(found)
            case "cell" | "side":
                side = f' class="{tag["side"]}"' if tag["side"] else ""
                return f'<th scope="col"{side}>' if tag["cell"] == "h" else f"<td{side}>"
            case "note":
                return self._note_reference(found)
            case "footnote":
                return self._footnote(found)
            case "code":
                return "<code>"
            case "void":
                return f"<{found}>"
            case _:
                return tag[0].replace("del", "s")

    def _link(self, target: str) -> str:
        anchor = self.resolved.links.get(target)
        if anchor is None and SAFE_SCHEME.match(target):
            anchor = Anchor(target)
        if any(self.open_links) or (anchor is None and not target.startswith(OURS)):
            self.open_links.append(False)
            return ""
        self.open_links.append(True)
        return _opened(anchor) if anchor else f'<a data-to="{escape(target)}">'

    def _telephone(self, target: str, text: str) -> str:
        """A number's groups stay together, and in their order in right-to-left text too."""
        opened = self._link(target)
        if opened and not any(character.isalpha() for character in text):
            opened = f'{opened[:-1]} dir="ltr">'
        return opened + BETWEEN_DIGITS.sub("\u00a0", text)

    def _heading(self, level: int, inner: str) -> str:
        inner = TAG.sub(self.ours, inner) if "<" in inner else inner
        text = NO_TAGS.sub("", inner).strip() if "<" in inner else inner.strip()
        anchor = self._unique_id(text)
        self.sections.append(Section(level, anchor, text))
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    def _unique_id(self, text: str) -> str:
        """Prefixed, so that a heading named «constructor» or «location» is a name of nothing else (M11, M12)."""
        name = "s-" + (NOT_IN_IDS.sub("-", unescape(text).lower()).strip("-_")[:60] or "1")
        count = self.ids[name] = self.ids.get(name, 0) + 1
        return self._unique_id(f"{name[2:56]} {count}") if count > 1 else name

    def _quote(self, alert: str | None) -> str:
        if alert is None:
            self.quotes.append("</blockquote>")
            return "<blockquote>"
        self.quotes.append("</div>")
        label = escape(self.resolved.words.get(alert.capitalize(), alert))
        return f'<div class="callout {alert}"><p class="callout-label"{self.resolved.foreign_words}>{label}</p>'

    def _table(self, tag: str) -> str:
        """A table wider than the page scrolls in a box of its own, which the keyboard can reach."""
        if tag == "/table>":
            return "</table></section>"
        self.tables += 1
        label = escape(self.resolved.words.get("Table", "Table"))
        return f'<section class="table" tabindex="0" aria-label="{label} {self.tables}"><table>'

    def _note(self, label: str) -> int:
        return self.notes.setdefault(label, len(self.notes) + 1)

    def _note_reference(self, label: str) -> str:
        number = self._note(label)
        return f"<sup>{self._link(f'#note-{number}')}{number}"

    def _footnote(self, label: str) -> str:
        """A note written twice is shown twice, but only the first is led to."""
        number = self._note(label)
        anchor = "" if number in self.notes_given else f' id="note-{number}"'
        self.notes_given.add(number)
        return f'<div class="footnote"{anchor}><span>{number}.</span>'

    def _image(self, file: str, alternative: str) -> str:
        picture = self.resolved.pictures.get(file)
        return _img(picture, alternative) if picture else alternative

    def _figure(self, file: str, alternative: str) -> str:
        picture = self.resolved.pictures.get(file)
        if picture is None:
            return f"<p>{alternative}</p>"
        credit = f"<figcaption><bdi>{escape(picture.credit)}</bdi></figcaption>" if picture.credit else ""
        return f"<figure>{_img(picture, alternative)}{credit}</figure>"


def _img(picture: Picture, alternative: str) -> str:
    """`alternative` is escaped already, by the parser."""
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{escape(picture.src)}" alt="{alternative}" {size} loading="lazy">'
