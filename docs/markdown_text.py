"""Texts from the code as they must stand in a Markdown table."""

import re
from collections.abc import Iterable, Sequence

SOURCE_OF_A_RULE = re.compile(r" \([a-z-]+\.md[^)]*\)")
IN_CODE = re.compile(r"(`[^`]+`)")
SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "*": "&#42;", "[": "&#91;", "]": "&#93;"}


def first_paragraph(docstring: str | None) -> str:
    """On one line, and without the paragraph of a requirement that only developers can look up."""
    first = " ".join((docstring or "").strip().split("\n\n")[0].split())
    return SOURCE_OF_A_RULE.sub("", first)


def escaped(text: str) -> str:
    """Text as text: no sign in it is Markdown or HTML, but `code` stays code."""
    parts = IN_CODE.split(text)
    return "".join(
        part.replace("|", "&#124;") if place % 2 else "".join(SIGNS.get(sign, sign) for sign in part)
        for place, part in enumerate(parts)
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
