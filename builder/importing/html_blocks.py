"""Elements of HTML as Markdown writes them: emphasis, links, items, quotations, tables."""

import re

from builder.importing.html_tags import ANCHORS, BLOCK_END, LINE_BREAK

SPACE = re.compile(r"\s+")
BREAKS = re.compile(rf"(?<![ \t\n])[ \t\n]*{BLOCK_END}(?:[ \t\n]*{BLOCK_END})*(?:[ \t]*\n)*")
TWO_LINES = re.compile(rf"(?<![ \t\n])[ \t\n]*{LINE_BREAK}(?:[ \t\n]*{LINE_BREAK})+[ \t]*")
BEFORE_BLOCK = re.compile(rf"(?<![ \t])[ \t]*{LINE_BREAK}[ \t]*(?=\n[ \t]*\n|\n?[ \t]*(?:[-*+>#]|\d+[.)])[ \t]|\s*\Z)")
AFTER_BLOCK = re.compile(rf"(?:\A|(?<=[^\n]\n\n))\s*{LINE_BREAK}[ \t]*\n?")
ONE_LINE = re.compile(rf"(?<![ \t\n])[ \t\n]*{LINE_BREAK}[ \t]*\n?")
NEW_LINES = re.compile(r"\s*\n\s*\n\s*|\\\n\s*|\s*\n\s*(?=(?:[-*+]|\d+[.)])\s)")


def settled(text: str) -> str:
    """The text with its block ends and line breaks written as Markdown."""
    text = TWO_LINES.sub(BLOCK_END, text)
    text = BREAKS.sub("\n\n", text)
    text = AFTER_BLOCK.sub("", BEFORE_BLOCK.sub("", text))
    return ONE_LINE.sub("\\\\\n", text)


def one_line(text: str) -> str:
    """The text of a heading, cell or link."""
    return SPACE.sub(" ", text.replace(BLOCK_END, " ").replace(LINE_BREAK, " ")).strip()


def emphasised(text: str, mark: str) -> str:
    """Marks close around the words; around several blocks or nothing they are left out."""
    words = text.strip()
    if not ANCHORS.sub("", words).strip() or BLOCK_END in words or "\n\n" in words or LINE_BREAK in words:
        return text
    if words.startswith(mark) or words.endswith(mark):
        return text
    before, after = text[: text.index(words[0])], text[len(text.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"


def link(text: str, target: str) -> str:
    words = one_line(text)
    if not target or not ANCHORS.sub("", words).strip():
        return text
    return f"[{words}](<{target}>)" if re.search(r"[\s()<>]", target) else f"[{words}]({target})"


def item(text: str, marker: str) -> str:
    """A list item; one that holds headings is no item but a part of the page."""
    text = settled(text).strip("\n ")
    if not text:
        return ""
    if re.search(r"^#{1,6} ", text, re.MULTILINE):
        return f"{BLOCK_END}{text}{BLOCK_END}"
    indent = "\n" + " " * len(marker)
    return f"\n{marker}" + text.replace("\n", indent).replace(f"{indent}\n", "\n\n").replace(indent + "\n", "\n\n")


def quote(text: str) -> str:
    lines = settled(text).strip("\n").split("\n")
    return BLOCK_END + "\n".join(f"> {line}".rstrip() for line in lines) + BLOCK_END


def fenced(text: str) -> str:
    text = text.strip("\n")
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{BLOCK_END}{fence}\n{text}\n{fence}{BLOCK_END}"


def table(rows: list[list[str]]) -> str:
    """A table of several columns; one of a single column is its paragraphs."""
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2:
        return BLOCK_END.join(["", *(cell for row in rows for cell in row if cell), ""])
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return BLOCK_END + "\n".join(lines) + BLOCK_END


def cell(text: str) -> str:
    """A cell is one line; what stood on lines of its own stays apart."""
    lines = NEW_LINES.sub("<br>", settled(text).strip())
    return re.sub(r"(?<!\\)\|", r"\\|", one_line(lines))
