"""Each kind of bad input stands in the handbook, with tests that are there."""

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PAGE = HOUSE / "docs/developers/bad-input.md"
ROW = re.compile(r"^\| ([FMG][0-9]{2}) \|.*\| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+)::(\w+)`")
ROWS = {"F": 30, "M": 34, "G": 36}


def rows() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(row, TEST.findall(held_by)) for row, held_by in ROW.findall(PAGE.read_text())]


def test_every_row_is_there_in_order() -> None:
    """F for front matter, M for the text, G for files and the machine."""
    expected = [f"{letter}{number:02}" for letter, most in ROWS.items() for number in range(1, most + 1)]
    assert [row for row, _ in rows()] == expected


def test_every_row_is_held_by_tests_that_are_there() -> None:
    """A test that is renamed or taken away takes the promise with it."""
    missing = [f"{row}: {file}::{name}" for row, tests in rows() for file, name in tests if name not in functions(file)]
    assert [row for row, tests in rows() if not tests] + missing == []


def functions(file: str) -> set[str]:
    path = HOUSE / "tests" / f"{file}.py"
    tree = ast.parse(path.read_text()) if path.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
