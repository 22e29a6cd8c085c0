"""What every test may use: a small portal of its own."""

from datetime import date
from pathlib import Path

import pytest

from tests.portal import Portal

TODAY = date(2026, 11, 23)


@pytest.fixture
def today() -> date:
    """The day the tests publish on."""
    return TODAY


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """A portal with two partners, a topic, a service and one article in three languages."""
    return Portal(tmp_path / "portal").with_sample()
