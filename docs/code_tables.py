"""One row for every code that `helsevei check` may print."""

import ast
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from builder import load
from builder.check import EDITION_RULES, LIBRARY_RULES, Rule
from builder.load.fault import CODES
from docs.markdown_text import escaped, first_paragraph, table

HEAD = ("Code", "Severity", "What must be")


def rule_tables() -> str:
    """The rules, gathered by the module they stand in, under what the module is for."""
    rules = sorted((*EDITION_RULES, *LIBRARY_RULES), key=lambda rule: (rule.look.__module__, rule.code))
    parts = []
    for module, group in groupby(rules, key=lambda rule: rule.look.__module__):
        title = module.rpartition(".")[2].replace("_", " ").capitalize()
        purpose = escaped(first_paragraph(sys.modules[module].__doc__))
        parts += [f"### {title}", purpose, table(HEAD, map(_rule_row, group))]
    return "\n\n".join(parts)


def _rule_row(rule: Rule) -> tuple[str, str, str]:
    return named(rule.code), rule.severity, escaped(first_paragraph(rule.explanation))


def fault_table() -> str:
    """What keeps a file from being read at all. A code that is also a rule's has its row there."""
    rules = {rule.code for rule in (*EDITION_RULES, *LIBRARY_RULES)}
    mild = set(_warnings())
    rows = (
        (named(code), "warning" if code in mild else "error", escaped(explanation))
        for code, explanation in sorted(CODES.items())
        if code not in rules
    )
    return table(HEAD, rows)


def named(code: str) -> str:
    """A code that links can lead to."""
    return f"`{code}`{{ #{code} }}"


def _warnings() -> Iterator[str]:
    """The codes whose fault is made with a severity of its own: it stands beside the fault, not in the list."""
    for path in sorted(Path(next(iter(load.__path__))).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault" and len(node.args) == 4:
                code, severity = node.args[1], node.args[3]
                if isinstance(code, ast.Constant) and ast.unparse(severity) == "'warning'":
                    yield str(code.value)
