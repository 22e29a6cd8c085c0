"""A process may build again and again, as tests and the preview do."""

import gc
from pathlib import Path

from builder.plan import SitePlan
from tests.builder.reliability.varied_portal import VariedPortal


def test_nothing_of_earlier_builds_is_held(memory: Path) -> None:
    """What a build worked out is let go when it ends; else a day of previewing would fill the machine."""
    portal = VariedPortal(memory / "long-lived").furnished(2).with_words(memory / "words").save()
    before = plans_held()
    for _ in range(3):
        portal.build()
    assert plans_held() <= before


def plans_held() -> int:
    gc.collect()
    return sum(isinstance(one, SitePlan) for one in gc.get_objects())
