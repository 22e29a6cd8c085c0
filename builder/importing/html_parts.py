"""Raw HTML in Markdown becomes Markdown, and the Markdown around it stays as it is.

The Markdown parser says which parts are raw HTML; those alone go through the standard library's HTML parser.
(markdownify reads whole HTML pages: it joins the lines of the Markdown between the tags.)
"""

import re
from collections.abc import Iterator
from html.entities import html5
from html.parser import HTMLParser

from pyromark import events_with_range

from builder.importing.html_blocks import one_line, settled
from builder.importing.html_elements import Element, closed, holder
from builder.importing.html_tags import (
    ANCHOR,
    ANCHORS,
    BLOCK_END,
    BLOCKS,
    HEADINGS,
    LINE_BREAK,
    NOT_PROSE,
    TABLE_PARTS,
    VOID,
    meaning,
)
from builder.importing.report import Tell
from builder.markdown import OPTIONS

NOT_ELEMENTS = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![a-zA-Z][^>]*>?", re.DOTALL)
LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z/!?]")
HOLD_NO_TEXT = {"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"}
HOLDS_OTHERS = {"li", "td", "th", "table", "blockquote"}
SELF_CLOSED_BY = {
    **{tag: {"p"} for tag in (*HEADINGS, *BLOCKS)},
    "li": {"li", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"},
    "dt": {"dd", "dt", "p"},
    "dd": {"dd", "dt", "p"},
}
"""Which open elements end where a tag begins, as in HTML itself."""


def markdown_of(body: str, first_line: int, rules: dict[str, str], tell: Tell) -> str:
    """The body without raw HTML. What is dropped is told with its line."""
    if not LOOKS_LIKE_HTML.search(body):
        return body
    source = body.encode()
    writer = _Writer(rules, tell)
    done = 0
    for start, end in _raw_parts(body):
        writer.markdown(source[done:start].decode())
        writer.line = first_line + source.count(b"\n", 0, start)
        writer.html(source[start:end].decode())
        done = end
    if not done:
        return body
    writer.markdown(source[done:].decode())
    return writer.finish()


def _raw_parts(body: str) -> Iterator[tuple[int, int]]:
    """Byte ranges of raw HTML, those that touch joined."""
    joined: tuple[int, int] | None = None
    for event, span in events_with_range(body, options=OPTIONS):
        if event.__class__ is dict and ("Html" in event or "InlineHtml" in event):
            start, end = span["start"], span["end"]
            if joined and joined[1] == start:
                joined = (joined[0], end)
                continue
            if joined:
                yield joined
            joined = (start, end)
    if joined:
        yield joined


class _Writer(HTMLParser):
    """Writes Markdown while elements open and close; `open[0]` is the page."""

    def __init__(self, rules: dict[str, str], tell: Tell) -> None:
        super().__init__(convert_charrefs=False)
        self.rules = rules
        self.tell = tell
        self.line = 1
        self.open = [Element("", "unwrap", {}, 1)]

    def markdown(self, text: str) -> None:
        """Text between raw HTML stays as it is."""
        self.write(text)

    def html(self, part: str) -> None:
        self.feed(NOT_ELEMENTS.sub("", part).replace("<!", "&lt;!").replace("<?", "&lt;?"))
        if self.rawdata and not self.rawdata.startswith("<"):
            self.close()

    def finish(self) -> str:
        self.close()
        while len(self.open) > 1:
            self._shut(ended=False)
        return settled("".join(self.open[0].parts)).strip("\n") + "\n"

    def write(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def handle_data(self, data: str) -> None:
        if holder(self.open, "pre"):
            self.write(data)
        elif data.strip() or self.open[-1].tag not in HOLD_NO_TEXT:
            self.write(re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", data)))

    def handle_entityref(self, name: str) -> None:
        self.write(f"&{name};" if f"{name};" in html5 else f"&{name}")

    def handle_charref(self, name: str) -> None:
        self.write(f"&#{name};")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.open[-1].tag == tag:
            self._shut(ended=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        does = meaning(tag, attributes, self.rules)
        if does == "text":
            self.tell(self.line, "unknown-tag", f"«{tag}» is no tag of HTML; it was taken for text")
            self.write("\\" + (self.get_starttag_text() or f"<{tag}>"))
            return
        while self.open[-1].tag in SELF_CLOSED_BY.get(tag, ()):
            self._shut(ended=True)
        if name := attributes.get("id") or (attributes.get("name") if tag == "a" else ""):
            self.write(f"{ANCHOR}{name}{ANCHOR}")
        if tag == "tr" and (of := holder(self.open, "table")):
            of.rows.append([])
        if tag in VOID:
            self._void(tag, does, attributes)
        else:
            self.open.append(Element(tag, does, attributes, self.line))

    def _void(self, tag: str, does: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self.write(LINE_BREAK)
        elif tag == "hr":
            self.write(f"{BLOCK_END}---{BLOCK_END}")
        elif tag == "img" and does != "drop" and attributes.get("src"):
            target = attributes["src"].strip()
            self.write(f"![{one_line(attributes.get('alt', ''))}](<{target}>)")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "p") and not self._is_open(tag):
            self.write(LINE_BREAK if tag == "br" else BLOCK_END)
        elif meaning(tag, {}, self.rules) == "text":
            self.write(f"\\</{tag}>")
        elif self._is_open(tag):
            while self.open[-1].tag != tag:
                self._shut(ended=False)
            self._shut(ended=True)

    def _is_open(self, tag: str) -> bool:
        """An end tag closes nothing beyond the item, cell or quotation it stands in."""
        for element in reversed(self.open):
            if element.tag == tag:
                return True
            if element.tag in HOLDS_OTHERS and tag not in BLOCKS and tag not in TABLE_PARTS:
                return False
        return False

    def _shut(self, ended: bool) -> None:
        element = self.open.pop()
        text = "".join(element.parts)
        if element.does == "drop" and ended:
            within = any(outer.does == "drop" for outer in self.open)
            if not within and (text.strip() or element.tag in NOT_PROSE):
                self.tell(element.line, "html-dropped", f"«{element.tag}»{_shown(text)}")
        else:
            self.write(closed(element, text, self.open))


def _shown(text: str) -> str:
    words = one_line(ANCHORS.sub("", text))
    return f" with «{words[:60]}»" if words else ""
