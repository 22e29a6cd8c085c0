"""Texts made to exhaust the parser: the largest a file may be, and never over two seconds (bad-input.md M14, M30)."""

import time

import pytest

from builder.load.text import MAX_BYTES
from builder.markdown.html import Resolved, body_html
from builder.markdown.prose import read_prose

LIMIT = 2.0
"""Seconds of one core, for reading and for writing together."""

HOSTILE = {
    "opening brackets": "[" * MAX_BYTES,
    "opening pictures": "![[" * 60_000,
    "opening links": "[a](" * 60_000,
    "opening tags": "<a" * 100_000,
    "closing tags": "</" * 100_000,
    "less-than signs": "<" * MAX_BYTES,
    "bare tags": "<b>" * 60_000,
    "tags on lines of their own": "<b>\n\n" * 40_000,
    "raised text in raised text": "<sup>" * 40_000,
    "boxes in boxes": "<details>\n" * 25_000,
    "boxes in boxes, apart": "<details>\n\n" * 20_000,
    "allowed tags and others": "<sup><x>" * 30_000,
    "short forms": '<abbr title="x">' * 15_000,
    "comments never closed": "<!--" * 50_000,
    "data never closed": "<![CDATA[" * 25_000,
    "runs of backticks": " ".join("`" * length for length in range(1, 650)),
    "backticks alone": "`a" * 100_000,
    "stars": "**a " * 50_000,
    "stars and lines": "*a_ " * 50_000,
    "tildes": "~~" * 100_000,
    "twenty thousand references": "".join(f"[r{number}]: https://x.example/{number}\n" for number in range(9_000))
    + "[r1]",
    "one reference used often": "[r]: https://x.example/\n\n" + "[r]" * 60_000,
    "a deep list": "".join("  " * depth + "- a\n" for depth in range(500)),
    "list marks on one line": "- " * 1_500 + "a",
    "a deep quote": ">" * 10_000 + " a",
    "alert boxes": "> [!NOTE]\n> a\n\n" * 15_000,
    "a wide table": "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + ("|" + "b|" * 200 + "\n") * 500,
    "headings alike": "## a\n" * 50_000,
    "long headings alike": ("## " + "a" * 80 + "\n") * 3_000,
    "a long heading": "## " + "a" * 200_000,
    "headings that are links": "## [a](#b)\n" * 23_000,
    "footnotes": "".join(f"[^{n}] " for n in range(8_000)) + "\n\n" + "".join(f"[^{n}]: n\n" for n in range(8_000)),
    "footnotes in footnotes": "".join(f"[^{number}]: [^{number + 1}]\n" for number in range(9_000)),
    "pictures": "![a](b.png)" * 20_000,
    "facts": "{fact:a}" * 30_000,
    "one long word": "a" * MAX_BYTES,
    "one long address": "https://x.example/" + "a" * 200_000,
    "no characters at all": "\0" * MAX_BYTES,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_m14_no_text_takes_long(name: str) -> None:
    """M14: what the checks would refuse is read and written in a moment all the same."""
    body = HOSTILE[name][:MAX_BYTES]
    start = time.process_time()
    read_prose(body)
    body_html(body, Resolved({}, {}, {"a": "[113](tel:113)"}, {}))
    assert time.process_time() - start < LIMIT


def test_m14_more_tags_than_anyone_needs_are_text() -> None:
    """M14: cleaning costs the square of how deep tags lie in each other."""
    assert "<sup>" in body_html("<sup>" * 4_000, Resolved({}, {}, {}, {})).html
    assert "<sup>" not in body_html("<sup>" * 6_000, Resolved({}, {}, {}, {})).html
