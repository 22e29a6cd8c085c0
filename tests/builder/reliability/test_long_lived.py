"""A process may build again and again, as tests and the preview do."""

import gc
from collections import Counter
from pathlib import Path

from builder.plan import SitePlan
from builder.render.theme import Theme
from tests.builder.reliability.varied_portal import VariedPortal


def test_nothing_of_earlier_builds_is_held(memory: Path) -> None:
    """What a build worked out is let go when it ends; else a day of previewing would fill the machine."""
    portal = VariedPortal(memory / "long-lived").furnished(2).with_words(memory / "words").save()
    before = held()
    for _ in range(3):
        portal.build()
    assert held() <= before


def held() -> Counter[type]:
    """How many plans there are, and themes with the words of all languages: 3 MB each."""
    gc.collect()
    return Counter(type(one) for one in gc.get_objects() if type(one) in (SitePlan, Theme))
