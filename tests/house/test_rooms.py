"""The house stays one a newcomer finds their way in: small files, short functions, names that say something."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = (
    "builder",
    "development",
    "identity_number",
    "search_index",
    "shell_app",
    "translations",
    "tests",
    "benchmarks",
    "docs",
)
NOT_OURS = {"node_modules", ".venv", "versions"}
"""`versions` are the steps of the database, which alembic writes."""
MODULES = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py") if not NOT_OURS & set(path.parts))
MAX_LINES = 300
MAX_FUNCTION_LINES = 40
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "shared", "lib"}


def shown(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_is_small_named_and_says_what_it_is_for(path: Path) -> None:
    """At most 300 lines, functions of at most 40, a first sentence, and a name of its own (house.md)."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert path.stem not in NAMELESS, f"{shown(path)}: name it for what is in it"
    assert len(text.splitlines()) <= MAX_LINES, f"{shown(path)}: divide the room"
    assert ast.get_docstring(tree) or not tree.body, f"{shown(path)}: begin with one sentence on what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= MAX_FUNCTION_LINES, f"{shown(path)}:{node.lineno}: {node.name} has {lines} lines"


def test_the_arrows_between_the_rooms_point_as_the_contracts_say() -> None:
    """The contracts stand in pyproject.toml; their names are sentences."""
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=HOUSE, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_every_rule_of_the_checks_is_tested() -> None:
    """One rule, one function, one code, one test: the code stands in a test of builder/check."""
    from builder.check import EDITION_RULES, LIBRARY_RULES

    tests = "".join(path.read_text(encoding="utf-8") for path in (HOUSE / "tests/builder/check").glob("*.py"))
    untested = [rule.code for rule in (*EDITION_RULES, *LIBRARY_RULES) if f'"{rule.code}"' not in tests]
    assert untested == []


def test_every_rule_explains_itself() -> None:
    """Its docstring is its row in the handbook; no two rules share a code."""
    from builder.check import EDITION_RULES, LIBRARY_RULES

    rules = [*EDITION_RULES, *LIBRARY_RULES]
    assert [rule.code for rule in rules if not rule.explanation.endswith((".", ")."))] == []
    assert len({rule.code for rule in rules}) == len(rules)
