"""Headings, tables and how much of each a page may hold."""

from collections.abc import Callable

import pytest

from tests.builder.check.telling import BODY, told


def test_the_title_is_the_only_first_level_heading() -> None:
    """Both ways of writing one are told; the other levels are not."""
    assert told("heading-level-one", "# Astma\n\nTekst.\n\nPust\n====\n\n## Råd\n") == [
        (BODY, "«Astma» is a first-level heading, as the title is; begin it with ##"),
        (BODY + 4, "«Pust» is a first-level heading, as the title is; begin it with ##"),
    ]


def test_headings_go_down_one_level_at_a_time() -> None:
    """The first one is a second-level heading; going up several at once is no skip."""
    assert told("heading-skipped", "### Pust\n\n## Råd\n\n#### Hver dag\n") == [
        (BODY, "«Pust» goes from level 1 to level 3; begin it with ##"),
        (BODY + 4, "«Hver dag» goes from level 2 to level 4; begin it with ###"),
    ]
    assert told("heading-skipped", "## Pust\n\n### Råd\n\n#### Hver dag\n\n## Hjelp\n") == []


def test_headings_differ_from_each_other() -> None:
    """Small and capital letters make no difference; code in a heading does, and is not seen here."""
    assert told("heading-twice", "## Råd\n\n## Pust\n\n### råd\n") == [
        (BODY + 4, "«råd» is the heading on line 10 too; say what this part is about")
    ]
    assert told("heading-twice", "## Bruk `a`\n\n## Bruk `b`\n") == []


def test_a_heading_has_text() -> None:
    """Code is text too."""
    assert told("heading-empty", "## Råd\n\n##\n\n## `kode`\n") == [
        (BODY + 2, "a heading without text; write it or remove the line")
    ]


def test_the_first_row_of_a_table_says_what_the_columns_hold() -> None:
    """One empty cell in a corner is not an empty row."""
    assert told("table-header", "Tekst.\n\n|   |   |\n|---|:-:|\n| a | b |\n") == [
        (BODY + 2, "the table's first row is empty; say there what the columns hold")
    ]
    assert told("table-header", "|   | Alder |\n|---|---|\n| a | b |\n") == []


@pytest.mark.parametrize(("columns", "rows"), [(500, 10), (1001, 4)])
def test_a_table_has_at_most_5000_cells(columns: int, rows: int) -> None:
    """Cells that are left out at the end of a row count, since they are published."""
    table = "a|" * columns + "\n" + "-|" * columns + "\n" + "b|\n" * rows
    cells = columns * (rows + 1)
    assert told("table-size", table) == [
        (BODY, f"{cells:,} cells in tables; at most 5,000: divide the page or link to the data")
    ]
    assert told("table-size", "a|" * 499 + "\n" + "-|" * 499 + "\n" + "b|\n" * 9) == []


@pytest.mark.parametrize(
    ("body_with", "most", "what"),
    [
        (lambda count: "[a](https://fhi.no) " * count, 1000, "links"),
        (lambda count: "![a](a.png) " * count, 200, "images"),
        (lambda count: "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(count)), 200, "footnotes"),
    ],
    ids=["links", "images", "footnotes"],
)
def test_a_page_holds_no_more_than_a_reader_can_use(body_with: Callable[[int], str], most: int, what: str) -> None:
    """As many as that are allowed, one more is not."""
    assert told("too-many", body_with(most)) == []
    assert told("too-many", body_with(most + 1)) == [(BODY, f"{most + 1:,} {what}; at most {most:,}: divide the page")]


def test_a_word_is_at_most_200_characters_long() -> None:
    """Soft hyphens divide, and so do scripts that break anywhere; code is not prose."""
    assert told("long-word", "Tekst.\n\n" + "a" * 201 + "\n") == [
        (BODY + 2, "«aaaaaaaaaaaaaaaaaaaa…» is 201 characters long; divide it")
    ]
    fine = ["a" * 200, "漢" * 300, "ក" * 300, "a" * 150 + "\u00ad" + "b" * 150, "ord " * 300, f"    {'a' * 300}"]
    assert [told("long-word", body) for body in fine] == [[]] * len(fine)
