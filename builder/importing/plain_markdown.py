"""Foreign prose as plain Markdown: rewritten as the mapping says, without template tags and raw HTML."""

import re
from collections.abc import Iterator
from textwrap import dedent

from pyromark import events_with_range

from builder.importing.foreign_file import ForeignPage
from builder.importing.html_parts import markdown_of
from builder.importing.mapping import BodyRules
from builder.importing.report import Tell
from builder.markdown import OPTIONS

TEMPLATE_TAG = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}", re.DOTALL)
FENCED = re.compile(r"(^[ \t>]*(?:```|~~~).*?(?:^[ \t>]*(?:```+|~~~+)[ \t]*$|\Z))", re.DOTALL | re.MULTILINE)
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
MAX_PASSES = 4
"""What looked like indented code between tags is HTML once the tags are gone."""

INDENTED = re.compile(r"(?:^|\n|[-*+.)]) *(?: {4}|\t)")
LIST = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)


def plain_markdown(page: ForeignPage, rules: BodyRules, tell: Tell) -> str:
    """The body; anchors of the old page still stand in it as `html_tags.ANCHOR` marks them."""
    body = page.body
    for rewriting in rules.rewrite:
        body = re.sub(rewriting.pattern, rewriting.to, body, flags=re.MULTILINE)
    if rules.template_tags == "drop":
        body = _without_template_tags(body, page.body_line, tell)
    if rules.indented_code == "text":
        body = _without_indented_code(body, page.body_line, tell)
    for _ in range(MAX_PASSES):
        before, body = body, markdown_of(body, page.body_line, dict(rules.tags), tell)
        if body == before:
            break
    return body


def with_single_blank_lines(body: str) -> str:
    """What was taken out leaves one blank line, not several; code keeps its own."""
    if "\n\n\n" not in body:
        return body
    parts = FENCED.split(body)
    return "".join(part if FENCED.fullmatch(part) else BLANK_LINES.sub("\n\n", part) for part in parts)


def _without_template_tags(body: str, first_line: int, tell: Tell) -> str:
    if not TEMPLATE_TAG.search(body):
        return body
    code = [(len(body.encode()[:start].decode()), len(body.encode()[:end].decode())) for start, end in _code(body)]

    def drop(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in code):
            return match[0]
        tell(first_line + body.count("\n", 0, match.start()), "template-tag", f"«{' '.join(match[0].split())[:80]}»")
        return ""

    return TEMPLATE_TAG.sub(drop, body)


def _code(body: str) -> Iterator[tuple[int, int]]:
    """Byte ranges of code, within lines and in blocks."""
    for event, span in events_with_range(body, options=OPTIONS):
        if event.__class__ is dict and ("Code" in event or _is_code_block(event)):
            yield span["start"], span["end"]


def _is_code_block(event: dict) -> bool:
    start = event.get("Start")
    return start.__class__ is dict and "CodeBlock" in start


def _without_indented_code(body: str, first_line: int, tell: Tell) -> str:
    """Indented paragraphs of prose are paragraphs; taking one in may show the next, but not for ever."""
    for _ in range(MAX_PASSES):
        source = body.encode()
        for start, end in reversed(list(_indented(body)) if INDENTED.search(body) else []):
            tell(first_line + source.count(b"\n", 0, start), "indented-code", "an indented block was taken for text")
            begin = source.rfind(b"\n", 0, start) + 1
            marker = source[begin:start].rstrip()
            text = _taken_in(source[begin + len(marker) : end].decode().expandtabs(4))
            source = source[:begin] + marker + (b" " if marker else b"") + text.encode() + source[end:]
        if source == body.encode():
            break
        body = source.decode()
    return body


def _taken_in(block: str) -> str:
    """A block at the margin; what is a list keeps its levels."""
    if LIST.search(block):
        return dedent(block).lstrip(" ")
    return "\n".join(line.lstrip(" ") for line in block.split("\n"))


def _indented(body: str) -> Iterator[tuple[int, int]]:
    for event, span in events_with_range(body, options=OPTIONS):
        if event.__class__ is dict and _is_code_block(event) and event["Start"]["CodeBlock"] == "Indented":
            yield span["start"], span["end"]
