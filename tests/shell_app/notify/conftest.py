"""What the tests of notices share: a world in a database of each kind."""

import pytest

from shell_app.records.database import Database
from tests.shell_app.notify.world import World


@pytest.fixture
def world(database: Database) -> World:
    return World(database)
