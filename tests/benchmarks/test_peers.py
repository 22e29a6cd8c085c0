"""What the peers are installed from."""

import re
from pathlib import Path

from benchmarks import build

LOCK = (Path(build.__file__).parent / "requirements.txt").read_text("utf-8")


def test_every_package_is_locked_by_version_and_digest():
    names = re.findall(r"^(\S+)==\S+", LOCK, re.MULTILINE)
    blocks = re.split(r"^(?=\S+==)", LOCK, flags=re.MULTILINE)[1:]
    assert {"hugo", "mkdocs", "mkdocs-material"} <= set(names)
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_registry():
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url.*", LOCK) == []
