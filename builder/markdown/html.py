"""The body of a page as HTML. Nothing an author writes becomes a tag but what stands in the tables here."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, NamedTuple

import nh3
from pyromark import events

from builder.markdown import ALLOWED_HTML, FACT, OPTIONS

TAGS = {
    "Paragraph": "p",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "s",
    "TableRow": "tr",
}
ALIGNED = {"None": "", "Left": ' class="left"', "Center": ' class="center"', "Right": ' class="right"'}
NOT_IN_IDS = re.compile(r"[^\w]+")
SAFE_SCHEME = re.compile(r"(?:https?://|mailto:|tel:\+?[0-9]|#)", re.IGNORECASE)
CLEAN_TAGS = {
    *"p li em strong s tr h2 h3 h4 h5 h6 a img figure figcaption div table thead tbody th td ul ol pre code".split(),
    *"blockquote hr br sup sub kbd details summary abbr section span".split(),
}
CLEAN_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"},
    "a": {"href", "hreflang"},
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
    """What the plan knows and the text only names."""

    links: Mapping[str, Anchor | None]
    pictures: Mapping[str, Picture]
    facts: Mapping[str, str]
    words: Mapping[str, str]


class BodyHtml(NamedTuple):
    html: str
    sections: tuple[Section, ...]


def body_html(body: str, resolved: Resolved) -> BodyHtml:
    """Render a body. A link that leads nowhere becomes its text; a missing picture its alternative text."""
    if "{fact:" in body:
        body = FACT.sub(lambda cited: resolved.facts.get(cited[1], cited[0]), body)
    writer = _Writer(list(events(body, options=OPTIONS)), resolved)
    html = writer.write()
    if writer.has_raw_html:
        html = nh3.clean(html, tags=CLEAN_TAGS, attributes=CLEAN_ATTRIBUTES, link_rel=None)
    return BodyHtml(html, tuple(writer.sections))


class _Writer:
    """Walks the events once; `out` is the page so far."""

    def __init__(self, stream: list[Any], resolved: Resolved) -> None:
        self.stream = stream
        self.resolved = resolved
        self.out: list[str] = []
        self.sections: list[Section] = []
        self.ids: dict[str, int] = {}
        self.footnotes: dict[str, int] = {}
        self.closing: list[str] = []
        self.aligned: tuple[str, ...] = ()
        self.cell = 0
        self.in_head = False
        self.heading_from = 0
        self.has_raw_html = False

    def write(self) -> str:
        out, stream = self.out, self.stream
        index, count = 0, len(stream)
        while index < count:
            event = stream[index]
            index += 1
            if event.__class__ is str:
                out.append(ATOMS[event])
                continue
            ((key, value),) = event.items()
            if key == "Text":
                out.append(escape(value))
            elif key == "Start":
                if value.__class__ is str:
                    if value == "Paragraph" and self._is_figure(index):
                        index = self._figure(index)
                    else:
                        out.append(self._start_plain(value))
                else:
                    ((name, data),) = value.items()
                    index = START[name](self, data, index)
            elif key == "End":
                out.append(self._end(value))
            else:
                out.append(self._leaf(key, value))
        return "".join(out)

    def _start_plain(self, name: str) -> str:
        if name in TAGS:
            return f"<{TAGS[name]}>"
        if name == "TableHead":
            self.in_head, self.cell = True, 0
            return "<thead><tr>"
        if name == "TableCell":
            side = ALIGNED[self.aligned[self.cell]] if self.cell < len(self.aligned) else ""
            self.cell += 1
            return f'<th scope="col"{side}>' if self.in_head else f"<td{side}>"
        return "<p>" if name == "HtmlBlock" else ""

    def _end(self, value: Any) -> str:
        name = value if value.__class__ is str else next(iter(value))
        if name == "TableRow":
            self.cell = 0
        if name in TAGS:
            return f"</{TAGS[name]}>" if name in ("Emphasis", "Strong", "Strikethrough") else f"</{TAGS[name]}>\n"
        if name == "TableCell":
            return "</th>" if self.in_head else "</td>"
        if name == "TableHead":
            self.in_head, self.cell = False, 0
            return "</tr></thead><tbody>\n"
        if name == "HtmlBlock":
            return "</p>\n"
        if name == "Heading":
            return self._end_heading(value["Heading"])
        return self.closing.pop()

    def _leaf(self, key: str, value: str) -> str:
        if key == "Code":
            return f"<code>{escape(value)}</code>"
        if key == "FootnoteReference":
            number = self.footnotes.setdefault(value, len(self.footnotes) + 1)
            return f'<sup><a href="#note-{number}">{number}</a></sup>'
        if key in ("Html", "InlineHtml") and ALLOWED_HTML.fullmatch(value):
            self.has_raw_html = True
            return value
        return escape(value)

    def _heading(self, data: Any, index: int) -> int:
        self.heading_from = len(self.out)
        return index

    def _end_heading(self, level: str) -> str:
        inner = "".join(self.out[self.heading_from :])
        del self.out[self.heading_from :]
        text = re.sub(r"<[^>]*>", "", inner).strip()
        depth = max(2, int(level[1]))
        anchor = self._unique_id(text)
        self.sections.append(Section(depth, anchor, text))
        return f'<h{depth} id="{anchor}">{inner}</h{depth}>\n'

    def _unique_id(self, text: str) -> str:
        """Prefixed, so that a heading named «constructor» or «location» is a name of nothing else (M11, M12)."""
        name = "s-" + (NOT_IN_IDS.sub("-", re.sub(r"&#?\w+;", "", text).lower()).strip("-_")[:60] or "1")
        count = self.ids[name] = self.ids.get(name, 0) + 1
        return self._unique_id(f"{name[2:56]} {count}") if count > 1 else name

    def _list(self, first: int | None, index: int) -> int:
        if first is None:
            self.out.append("<ul>\n")
            self.closing.append("</ul>\n")
        else:
            self.out.append("<ol>\n" if first == 1 else f'<ol start="{first}">\n')
            self.closing.append("</ol>\n")
        return index

    def _quote(self, kind: str | None, index: int) -> int:
        if kind is None:
            self.out.append("<blockquote>\n")
            self.closing.append("</blockquote>\n")
        else:
            label = escape(self.resolved.words.get(kind, kind))
            self.out.append(f'<div class="callout {kind.lower()}"><p class="callout-label">{label}</p>\n')
            self.closing.append("</div>\n")
        return index

    def _code(self, _kind: Any, index: int) -> int:
        self.out.append("<pre><code>")
        self.closing.append("</code></pre>\n")
        return index

    def _table(self, aligned: tuple[str, ...], index: int) -> int:
        label = escape(self.resolved.words.get("Table", "Table"))
        self.aligned = aligned
        self.out.append(f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>\n')
        self.closing.append("</tbody></table></div>\n")
        return index

    def _footnote(self, label: str, index: int) -> int:
        number = self.footnotes.setdefault(label, len(self.footnotes) + 1)
        self.out.append(f'<div class="footnote" id="note-{number}"><span>{number}.</span> ')
        self.closing.append("</div>\n")
        return index

    def _link(self, data: Any, index: int) -> int:
        target = data["dest_url"]
        anchor = self.resolved.links.get(target)
        if anchor is None and SAFE_SCHEME.match(target):
            anchor = Anchor(target)
        if anchor is None:
            self.closing.append("")
            return index
        foreign = f' hreflang="{anchor.language}"' if anchor.language else ""
        self.out.append(f'<a href="{escape(anchor.href)}"{foreign}>')
        self.closing.append("</a>")
        return index

    def _image(self, data: Any, index: int) -> int:
        """An image among words: the picture if it is ours, else its alternative text."""
        alternative, index = self._alternative(index)
        picture = self.resolved.pictures.get(data["dest_url"])
        self.out.append(_img(picture, alternative) if picture else escape(alternative))
        return index

    def _alternative(self, index: int) -> tuple[str, int]:
        """The text up to the image's end, and the index after it."""
        words, depth = [], 1
        while depth:
            event = self.stream[index]
            index += 1
            if event.__class__ is str:
                words.append(" ")
            elif "Start" in event:
                depth += event["Start"].__class__ is dict and "Image" in event["Start"]
            elif "End" in event:
                depth -= event["End"] == "Image"
            elif "Text" in event or "Code" in event:
                words.append(event.get("Text") or event.get("Code"))
        return "".join(words).strip(), index

    def _is_figure(self, index: int) -> bool:
        """Whether a paragraph holds one picture of ours and nothing else."""
        first = self.stream[index] if index < len(self.stream) else ""
        start = first.get("Start") if first.__class__ is dict else None
        if start.__class__ is not dict or "Image" not in start:
            return False
        _, after = self._alternative(index + 1)
        return self.stream[after] == {"End": "Paragraph"} and start["Image"]["dest_url"] in self.resolved.pictures

    def _figure(self, index: int) -> int:
        picture = self.resolved.pictures[self.stream[index]["Start"]["Image"]["dest_url"]]
        alternative, after = self._alternative(index + 1)
        credit = f"<figcaption>{escape(picture.credit)}</figcaption>" if picture.credit else ""
        self.out.append(f"<figure>{_img(picture, alternative)}{credit}</figure>\n")
        return after + 1


def _img(picture: Picture, alternative: str) -> str:
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{escape(picture.src)}" alt="{escape(alternative)}" {size} loading="lazy">'


ATOMS = {"SoftBreak": "\n", "HardBreak": "<br>\n", "Rule": "<hr>\n"}

START: dict[str, Callable[[_Writer, Any, int], int]] = {
    "Heading": _Writer._heading,
    "List": _Writer._list,
    "BlockQuote": _Writer._quote,
    "CodeBlock": _Writer._code,
    "Table": _Writer._table,
    "FootnoteDefinition": _Writer._footnote,
    "Link": _Writer._link,
    "Image": _Writer._image,
}
