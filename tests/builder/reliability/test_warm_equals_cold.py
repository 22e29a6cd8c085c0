"""A build that takes over what has not changed gives what a build from nothing gives, whatever was edited.

The edits are drawn at random and shrunk to the fewest that still show a difference.
"""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, currently_in_test_context, event, given, settings
from hypothesis import strategies as st

from builder import pipeline
from builder.pipeline import Built
from builder.pipeline.gathering import CannotRead
from tests.builder.reliability import edits_of_editions, edits_of_registers, edits_on_disk
from tests.builder.reliability.edits import EDITS
from tests.builder.reliability.varied_portal import VariedPortal

ROOMS = (edits_of_editions, edits_of_registers, edits_on_disk)
"""Importing them enters their edits."""

Act = tuple[str, int, int]
NUMBER = st.integers(0, 60)
ACTS = st.tuples(st.sampled_from(sorted(EDITS)), NUMBER, NUMBER)
DAYS_WORK = st.lists(st.lists(ACTS, min_size=1, max_size=4), min_size=1, max_size=3)
"""Some edits, a build, some edits, a build …"""

FEW = 4
"""Articles: enough for every way in which one page depends on another, and quick to build."""

OFTEN = 25
WHOLE = 400


@pytest.fixture(scope="module")
def published(memory: Path) -> Path:
    """A portal's folder after its first build, to be copied for each example."""
    portal = VariedPortal(memory / "published").furnished(FEW).save()
    portal.build()
    return portal.root


def check_examples(published: Path, memory: Path, days_work: list[list[Act]]) -> None:
    root = Path(tempfile.mkdtemp(dir=memory)) / "portal"
    try:
        shutil.copytree(published, root, symlinks=True)
        portal = VariedPortal(root).furnished(FEW).save()
        for acts in days_work:
            for name, which, how in acts:
                EDITS[name](portal, which, how)
            assert_warm_is_cold(portal.save(), memory)
    finally:
        shutil.rmtree(root.parent)


def assert_warm_is_cold(portal: VariedPortal, memory: Path) -> None:
    """The release, what was held back and every problem told are the same."""
    cold = Path(tempfile.mkdtemp(dir=memory)) / "cold"
    try:
        prepare_cold(portal.root, VariedPortal(cold).with_words(memory / "words").root)
        assert outcome(portal.root, portal.day) == outcome(cold, portal.day)
    finally:
        shutil.rmtree(cold.parent)


def prepare_cold(root: Path, cold: Path) -> None:
    """The same content and the same release on the air, from which last good editions come, and no cache."""
    for room in ("content", "partners"):
        shutil.copytree(root / room, cold / room)
    release = (root / "site/current").resolve()
    shutil.copytree(release, cold / "site/releases" / release.name, copy_function=os.link)
    (cold / "site/current").symlink_to(f"releases/{release.name}")


def outcome(root: Path, day: date) -> tuple[object, ...]:
    try:
        built = pipeline.build(root, day)
    except CannotRead as told:
        count("settings cannot be read")
        return (str(told).replace(str(root), ""),)
    count("some held back" if built.kept or built.absent else "all published")
    return built.problems, built.kept, built.absent, manifest(root)


def manifest(root: Path) -> list[str]:
    """A file a line, so that a difference is short to read."""
    return (root / "site/current/manifest.json").read_text().split("],")


OFTEN_SEARCH = settings(max_examples=OFTEN, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


def count(what: str) -> None:
    """Counted in a search; an edit tried by itself is no search."""
    if currently_in_test_context():
        event(what)


@OFTEN_SEARCH
@given(days_work=DAYS_WORK)
def test_a_warm_build_is_a_cold_build(published: Path, memory: Path, days_work: list[list[Act]]) -> None:
    """After any edits, what was taken over and what was made anew make up the release of a build without cache."""
    check_examples(published, memory, days_work)


@pytest.mark.slow
@settings(OFTEN_SEARCH, max_examples=WHOLE)
@given(days_work=DAYS_WORK)
def test_a_warm_build_is_a_cold_build_searched_long(published: Path, memory: Path, days_work: list[list[Act]]) -> None:
    """The same search, long enough for edits to meet in rare pairs."""
    check_examples(published, memory, days_work)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_edit_by_itself(published: Path, memory: Path, name: str) -> None:
    """Done once, and once more to another page, each followed by a build."""
    check_examples(published, memory, [[(name, 1, 1)], [(name, 4, 2)]])


def test_where_nothing_is_held_back_the_past_does_not_matter(memory: Path) -> None:
    """The first build of the same content in an empty folder gives the same release."""
    portal = VariedPortal(memory / "portal").furnished(FEW).save()
    portal.build()
    for name in ("title", "rename_article", "topic_order", "replace_picture", "add_teaser"):
        EDITS[name](portal, 3, 1)
        built: Built = portal.save().build()
        alone = VariedPortal(memory / name)
        for file, data in portal.files().items():
            alone.write(file, data)
        assert (built.kept, built.absent) == ([], [])
        assert alone.build().release == built.release
