"""The handbook's table of codes and the code agree."""

import ast
import re
from pathlib import Path

from builder.load import fault
from builder.load.fault import CODES

LOAD = Path(fault.__file__).parent
READERS = [*LOAD.glob("*.py"), LOAD.parent / "pipeline/approving.py"]
"""All that reads what people and keys have written."""

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
NO_CODES = {"a-z", "utf-8", "utf-8-sig"}


def used_codes() -> set[str]:
    """Every text in the loaders that looks like a code."""
    trees = [ast.parse(path.read_text("utf-8")) for path in READERS if path.name != "fault.py"]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)} - NO_CODES


def test_every_code_is_explained_and_used() -> None:
    """A code without a sentence leaves an editor alone; a sentence without a code misleads."""
    assert used_codes() == set(CODES)


def test_the_table_is_in_order_and_says_something() -> None:
    """One sentence each, in the order of the alphabet."""
    assert list(CODES) == sorted(CODES)
    for code, sentence in CODES.items():
        assert sentence[0].isupper() and sentence.endswith("."), code
