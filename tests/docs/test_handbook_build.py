"""The handbook builds without a warning, where MkDocs is installed (`make docs` installs it)."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from docs.generate import generate
from tests.docs.handbook import HOUSE


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not installed; `make docs` installs it")
def test_the_strict_build_has_nothing_to_complain_of(tmp_path: Path) -> None:
    """Every link, anchor and table is found, and nothing is fetched from elsewhere by its pages."""
    generate()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    built = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    pages = "".join(path.read_text() for path in tmp_path.rglob("*.html"))
    assert 'src="http' not in pages and 'rel="stylesheet" href="http' not in pages
