"""A closed element of HTML as Markdown, by what it is and what it stands in."""

from builder.importing.html_blocks import SPACE, cell, emphasised, fenced, item, link, one_line, quote, table
from builder.importing.html_tags import BLOCK_END, BLOCKS, HEADINGS, KEPT, STRONG

NOT_IN_ATTRIBUTES = str.maketrans({'"': "”", "<": "‹", ">": "›"})


class Element:
    """An open element and what has been written in it so far. `does` is what it is to us (`html_tags.meaning`)."""

    def __init__(self, tag: str, does: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.does = does
        self.attributes = attributes
        self.line = line
        self.parts: list[str] = []
        self.rows: list[list[str]] = []
        self.items = 0


def holder(outer: list[Element], *tags: str) -> Element | None:
    """The innermost open element of these."""
    return next((element for element in reversed(outer) if element.tag in tags), None)


def closed(element: Element, text: str, outer: list[Element]) -> str:
    """What an element that held `text` is as Markdown; `outer` are those still open around it."""
    does = element.does
    if does in HEADINGS:
        title = one_line(text)
        return f"{BLOCK_END}{'#' * int(does[1])} {title}{BLOCK_END}" if title else ""
    if does in STRONG and not holder(outer, "pre"):
        return emphasised(text, STRONG[does])
    if does in KEPT:
        return f"<{does}>{one_line(text)}</{does}>" if text.strip() else ""
    if does in ("tr", "td", "th", "table"):
        return _table_part(element, text, outer)
    if does == "li":
        return _item(text, outer)
    return _other(element, text, outer)


def _other(element: Element, text: str, outer: list[Element]) -> str:
    match element.does:
        case "a":
            return link(text, element.attributes.get("href", "").strip())
        case "abbr" if title := SPACE.sub(" ", element.attributes.get("title", "")).strip():
            return f'<abbr title="{title.translate(NOT_IN_ATTRIBUTES)}">{one_line(text)}</abbr>'
        case "code" if not holder(outer, "pre"):
            return f"`{one_line(text)}`" if text.strip() and "`" not in text else text
        case "pre":
            return fenced(text)
        case "blockquote":
            return quote(text)
        case "ul" | "ol":
            return "\n" + text.strip("\n") + "\n" if holder(outer, "li") else BLOCK_END + text + BLOCK_END
        case "summary" | "dt" | "legend" | "caption":
            return f"{BLOCK_END}{emphasised(one_line(text), '**')}{BLOCK_END}"
    return f"{BLOCK_END}{text}{BLOCK_END}" if element.tag in BLOCKS or element.does == "p" else text


def _item(text: str, outer: list[Element]) -> str:
    of = holder(outer, "ul", "ol")
    if of is None or of.does == "unwrap":
        return f"{BLOCK_END}{text}{BLOCK_END}"
    of.items += 1
    return item(text, f"{of.items}. " if of.tag == "ol" else "- ")


def _table_part(element: Element, text: str, outer: list[Element]) -> str:
    if element.does == "table":
        return text.strip() + table(element.rows)
    of = holder(outer, "table")
    if of is None:
        return f"{BLOCK_END}{text}{BLOCK_END}"
    if element.does in ("td", "th"):
        of.rows = of.rows or [[]]
        of.rows[-1].append(cell(text))
        return ""
    return text
