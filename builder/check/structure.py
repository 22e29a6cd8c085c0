"""How a page is built: headings, tables, and no more of anything than a reader can use."""

import re
from collections.abc import Iterator

from pyromark import events

from builder.check import edition_rule
from builder.check.context import Context
from builder.domain.article import Edition
from builder.markdown import OPTIONS
from builder.markdown.prose import CODE, Prose

MAX_LINKS = 1000
MAX_IMAGES = 200
MAX_FOOTNOTES = 200
MAX_CELLS = 5000
MAX_WORD = 200

CODE_MARK = "\ufffc"
"""What stands in a block's text for code among words, whose letters are not prose."""

FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,100}\](:?)")
HEADER_RULE = re.compile(r"[ >]*\|?(?:[ ]*:?-+:?[ ]*\|)+(?:[ ]*:?-+:?[ ]*)?", re.ASCII)
BREAKABLE = "\\s\u00ad\u200b\u0e00-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
"""White space, and the scripts that are broken between any two letters."""

UNBROKEN = re.compile(f"[^{BREAKABLE}]{{{MAX_WORD + 1},}}")


@edition_rule("heading-level-one")
def heading_level_one(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The title is the page's only first-level heading."""
    for level, offset, text in prose.headings:
        if level == 1:
            yield prose.line_at(offset), f"«{_short(text)}» is a first-level heading, as the title is; begin it with ##"


@edition_rule("heading-skipped")
def heading_skipped(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Headings go down one level at a time, the first one being a second-level heading."""
    above = 1
    for level, offset, text in prose.headings:
        if level > above + 1:
            way_out = f"begin it with {'#' * (above + 1)}"
            yield prose.line_at(offset), f"«{_short(text)}» goes from level {above} to level {level}; {way_out}"
        above = max(level, 2)


@edition_rule("heading-twice", "warning")
def heading_twice(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Each heading of a page has its own words, so that the list of contents tells them apart."""
    seen: dict[str, int] = {}
    for _, offset, text in prose.headings:
        other = seen.setdefault(text.casefold(), offset)
        if text and other != offset and CODE_MARK not in text:
            line = prose.line_at(other)
            yield (
                prose.line_at(offset),
                f"«{_short(text)}» is the heading on line {line} too; say what this part is about",
            )


@edition_rule("heading-empty")
def heading_empty(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A heading has text."""
    for _, offset, text in prose.headings:
        if not text:
            yield prose.line_at(offset), "a heading without text; write it or remove the line"


@edition_rule("table-header", "warning")
def table_header(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The first row of a table says what stands in the columns."""
    if "|" not in prose.body:
        return
    above = ""
    for number, line in enumerate(prose.body.split("\n")):
        if "|" in above and not above.strip(" |>\t") and HEADER_RULE.fullmatch(line.rstrip()):
            yield prose.first_line + number - 1, "the table's first row is empty; say there what the columns hold"
        above = line


@edition_rule("table-size")
def table_size(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A table has at most 5,000 cells."""
    if "|" not in prose.body:
        return
    lines = prose.body.split("\n")
    if max(line.count("|") + 1 for line in lines) * len(lines) <= MAX_CELLS:
        return
    cells = 0
    for event in events(prose.body, options=OPTIONS):
        if event.__class__ is dict and event.get("Start") == "TableCell":
            cells += 1
    if cells > MAX_CELLS:
        yield prose.first_line, f"{cells:,} cells in tables; at most {MAX_CELLS:,}: divide the page or link to the data"


@edition_rule("too-many")
def too_many(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A page has at most 1,000 links, 200 images and 200 footnotes."""
    counts = [(len(prose.links), MAX_LINKS, "links"), (len(prose.images), MAX_IMAGES, "images")]
    if prose.body.count("[^") > MAX_FOOTNOTES:
        marks = FOOTNOTE.findall(prose.body)
        counts.append((max(marks.count(":"), marks.count("")), MAX_FOOTNOTES, "footnotes"))
    for count, limit, what in counts:
        if count > limit:
            yield prose.first_line, f"{count:,} {what}; at most {limit:,}: divide the page"


@edition_rule("long-word", "warning")
def long_word(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """No word is over 200 characters long without a place where the line may break."""
    if not _may_hold_long_word(prose.text):
        return
    for block in prose.blocks:
        if block.kind != CODE and (word := UNBROKEN.search(block.text)):
            yield prose.line_at(block.offset), f"«{word[0][:20]}…» is {len(word[0])} characters long; divide it"


def _may_hold_long_word(text: str) -> bool:
    """Leaps from white space to white space: true if one leap finds none."""
    start, end = 0, len(text)
    while end - start > MAX_WORD:
        window = start + MAX_WORD + 1
        found = max(text.rfind(" ", start, window), text.rfind("\n", start, window))
        if found < start:
            return True
        start = found + 1
    return False


def _short(text: str) -> str:
    text = text.replace(CODE_MARK, "…")
    return text if len(text) <= 60 else text[:59] + "…"
