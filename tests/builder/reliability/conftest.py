"""Portals on a fast disk, and commands as processes of their own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builder.reliability.build_processes import Builders


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder that is fast to write: the tests here build thousands of portals."""
    fast = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=fast if os.access(fast, os.W_OK) else None)).resolve()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def builders(memory: Path) -> Iterator[Builders]:
    """Starts `helsevei` commands."""
    (memory / "logs").mkdir()
    starting = Builders(memory / "logs")
    yield starting
    starting.close()
