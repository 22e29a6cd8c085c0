"""What is installed is what was chosen: exact versions, with hashes, from a list of names (threats.md A30)."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
LOCKS = sorted((HOUSE / "requirements").glob("*.txt")) + sorted((HOUSE / "benchmarks").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==\S+( ;.*)? \\$")
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "debian" + ".org")

CHOSEN = set(["anyio", "annotated-types", "attrs", "babel", "backrefs", "certifi", "charset-normalizer", "chunspell", "click", "colorama", "execnet", "ghp-import", "greenlet", "grimp", "html5lib", "hugo", "hypothesis", "idna", "import-linter", "iniconfig", "jinja2", "jsonschema", "jsonschema-specifications", "librt", "ast-serialize", "markdown", "markdown-it-py", "markupsafe", "mdurl", "mergedeep", "mkdocs", "mkdocs-get-deps", "mkdocs-material", "mkdocs-material-extensions", "msgspec", "mypy", "mypy-extensions", "nh3", "packaging", "paginate", "pathspec", "pillow", "platformdirs", "playwright", "pluggy", "psutil", "pyee", "pygments", "pyicu-wheels", "pymdown-extensions", "pyromark", "pytest", "pytest-xdist", "python-dateutil", "pyyaml", "pyyaml-env-tag", "referencing", "requests", "rich", "rpds-py", "ruff", "setuptools", "six", "sortedcontainers", "tomli", "types-pyyaml", "typing-extensions", "tzdata", "urllib3", "watchdog", "watchfiles", "webencodings", "werkzeug"])
"""A new name here is a decision: say in docs/decisions what it is for and who keeps it."""


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_chosen_pinned_and_hashed(lock: Path) -> None:
    """No name that nobody decided on, no open version, no package without a hash."""
    lines = [line for line in lock.read_text().splitlines() if line and not line.startswith("#")]
    names = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line.startswith(" "):
            found = PINNED.match(line)
            assert found, line
            assert following.startswith("    --hash=sha256:"), line
            names.append(found[1])
    assert sorted(set(names) - CHOSEN) == []


def test_no_file_names_a_registry() -> None:
    """Where packages come from is for the machine to say."""
    files = [*(HOUSE / "requirements").iterdir(), HOUSE / "tests/package-lock.json", HOUSE / "Makefile"]
    assert [path.name for path in files if any(host in path.read_text() for host in REGISTRIES)] == []
