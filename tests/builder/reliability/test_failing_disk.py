"""A disk that fails, and a clock that is wrong: told in one line, and readers keep their release."""

from datetime import date
from pathlib import Path

import pytest

from tests.builder.reliability.build_processes import Builders
from tests.builder.reliability.trouble import STAYS, assert_told, command, edit
from tests.builder.reliability.varied_portal import VariedPortal
from tests.builder.reliability.whole_releases import assert_readers_are_served, leftovers

ASTMA = "content/articles/astma/nb.md"


@pytest.fixture
def portal(tmp_path: Path, memory: Path) -> VariedPortal:
    """Published once, and edited since."""
    portal = VariedPortal(tmp_path / "portal").furnished(2).with_words(memory / "words").save()
    portal.build()
    edit(portal)
    return portal


def shown(portal: VariedPortal) -> str:
    return (portal.root / "site/current").readlink().name


def kind(step: str) -> tuple[str, str]:
    """What is done to the disk, and whether in a release, in the cache or beside them."""
    what, _, path = step.partition(" ")
    return what, path.partition("/site/")[2].partition("/")[0]


@pytest.mark.parametrize("every", [pytest.param(6, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)])
def test_a_disk_that_cannot_write(portal: VariedPortal, builders: Builders, every: int) -> None:
    """bad-input.md G27: at the last step of each kind, or of some. What comes after the switch is only memory: then readers have the
    new release already, and it is whole."""
    site = portal.root / "site"
    whole = builders.start(*command(portal))
    assert whole.wait() == 0, whole.told
    kinds = {kind(step): number for number, step in enumerate(whole.steps, 1)}
    for number, step in enumerate(sorted(kinds.values())[::every], 2):
        edit(portal, number)
        before = shown(portal)
        code, told = builders.run(*command(portal), fail_at=step)
        if shown(portal) == before:
            assert_told((code, told), "the disk cannot read or write", "see to the disk", STAYS)
        assert code in (0, 2) and "Traceback" not in told, told
        assert_readers_are_served(site, shown(portal))
        portal.build()
        assert_readers_are_served(site, shown(portal))
        assert shown(portal) != before
        assert leftovers(site) == []


def test_a_text_that_the_disk_cannot_read(portal: VariedPortal, builders: Builders) -> None:
    """bad-input.md G22, G27: it stays as it last was, the others are published, and the message says what to do."""
    assert "Astma</h1>" in portal.page("nb/astma.html")
    portal.editions["article", "allergi", "nb"]["front"]["title"] = "Allergi nå"
    portal.save()
    code, told = builders.run(*command(portal), broken=str(portal.root / ASTMA))
    assert code == 3, told
    assert f"{ASTMA}:1: the disk cannot read it; fetch the file again  [unreadable-file]" in told
    assert "article astma (nb) stays as it was last published" in told
    assert "Astma</h1>" in portal.page("nb/astma.html")
    assert "Allergi nå" in portal.page("nb/allergi.html")


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(1, 1, 1)])
def test_a_clock_that_stands_at_the_beginning(portal: VariedPortal, day: date) -> None:
    """bad-input.md G24: what is reviewed after today is told and stays as it was; nobody's text is lost."""
    built = portal.build(day)
    assert {"date-in-future"} <= {problem.code for problem in built.problems}
    assert built.absent == []
    assert "Astma" in portal.page("nb/astma.html")


@pytest.mark.parametrize("day", [date(2038, 1, 20), date(2106, 2, 8), date(9999, 12, 31)])
def test_a_clock_that_has_run_far_ahead(portal: VariedPortal, tmp_path: Path, day: date) -> None:
    """bad-input.md G24: past what 32 bits can count; the same release wherever it is built."""
    other = VariedPortal(tmp_path / "other")
    for file, data in portal.files().items():
        other.write(file, data)
    built = portal.build(day)
    assert (built.kept, built.absent) == ([], [])
    assert other.build(day).release == built.release
    assert "review-overdue" in {problem.code for problem in built.problems}
