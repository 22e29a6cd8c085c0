"""What HTML's tags are to an importer.

While text is being put together, three characters that no text holds stand for what only the surroundings can
decide: where a block ends, where a line breaks, and where an old anchor was.
"""

import re

BLOCK_END = "\x02"
LINE_BREAK = "\x03"
ANCHOR = "\x04"
"""Stands before and after the name of an anchor: `\\x04name\\x04`."""

ANCHORS = re.compile(f"{ANCHOR}([^{ANCHOR}]*){ANCHOR}")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
STRONG = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
KEPT = {"sup", "sub", "kbd"}
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "figure", "figcaption", "center",
    "form", "fieldset", "address", "nav", "dl", "dd", "details", "blockquote", "pre", "ul", "ol", "li", "table",
    "caption", "hgroup", "search", "noscript", "legend", "body", "html",
}  # fmt: skip
TABLE_PARTS = {"thead", "tbody", "tfoot", "tr", "td", "th"}
NOT_PROSE = {
    "script", "style", "template", "svg", "math", "object", "embed", "iframe", "canvas", "audio", "video",
    "select", "option", "textarea", "input", "head", "title", "meta", "link", "base", "map", "area", "param",
    "source", "track", "frame", "frameset", "noframes", "applet",
}  # fmt: skip
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn",
    "dt", "em", "font", "hr", "i", "img", "ins", "kbd", "label", "mark", "meter", "output", "progress", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "time", "tt",
    "u", "var", "wbr", "col", "colgroup", "optgroup", "datalist", "dialog", "menu",
}  # fmt: skip
KNOWN = HEADINGS | set(STRONG) | KEPT | BLOCKS | TABLE_PARTS | NOT_PROSE | VOID | INLINE


def meaning(tag: str, attributes: dict[str, str], rules: dict[str, str]) -> str:
    """What a tag is to us: the mapping's word for it or its class, else its own name; «text» if it is no tag."""
    for name in attributes.get("class", "").split():
        if rule := rules.get(f"{tag}.{name}"):
            return rule
    if rule := rules.get(tag):
        return rule
    if tag in NOT_PROSE:
        return "drop"
    if tag in KNOWN:
        return tag
    return "unwrap" if "-" in tag else "text"
