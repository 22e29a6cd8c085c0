"""A builder may die at any moment: readers keep a whole release, and the next build puts everything right."""

import json
import os
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from builder.publish.releases import Releases
from tests.builder.reliability.build_processes import Builders, workers_of
from tests.builder.reliability.varied_portal import VariedPortal
from tests.builder.reliability.whole_releases import (
    assert_readers_are_served,
    faults_of,
    half_releases,
    leftovers,
)

DAY = "2026-11-23"
FEW = 4
SOME, MANY = 20, 100
MOMENTS = range(SOME)
ALL_MOMENTS = range(SOME, SOME + MANY)


class Twins:
    """Two portals with the same content: one whose builders are killed, and one who tells what it should become."""

    def __init__(self, folder: Path, words: Path, builders: Builders) -> None:
        self.killed, self.spared = (
            VariedPortal(folder / name).furnished(FEW).with_words(words).save() for name in ("killed", "spared")
        )
        self.builders = builders
        self.edits = 0

    def edit(self) -> None:
        """A text that is seen on several pages."""
        self.edits += 1
        for portal in (self.killed, self.spared):
            portal.editions["article", "astma", "nb"]["front"]["title"] = f"Astma {self.edits}"
            portal.save()

    def publish(self) -> str:
        """Publish in both, and give the release. Old ones go, or looking at all of them would take the time."""
        release = self.spared.build().release
        assert self.killed.build().release == release
        for portal in (self.killed, self.spared):
            Releases(portal.root / "site").prune(2)
        return release

    def begin(self, **how: int):
        return self.builders.start("--root", self.killed.root, "build", "--date", DAY, **how)

    def assert_unharmed(self, before: str | None) -> None:
        """Readers see what they saw, or all that is new; the next build is as if nothing had happened."""
        site = self.killed.root / "site"
        assert half_releases(site) == []
        new = self.spared.build().release
        if (site / "current").is_symlink():
            shown = (site / "current").readlink().name
            assert shown in (before, new)
            assert faults_of(site / "current") == []
        else:
            assert before is None
        assert self.killed.build().release == new
        assert_readers_are_served(site, new)
        assert leftovers(site) == []


@pytest.fixture(scope="module")
def twins(memory: Path, builders: Builders) -> Twins:
    twins = Twins(memory, memory / "words", builders)
    twins.publish()
    return twins


@pytest.fixture(scope="module")
def duration(twins: Twins) -> float:
    """Seconds of a build that nobody kills."""
    twins.edit()
    begun = time.monotonic()
    assert twins.begin().wait() == 0
    return time.monotonic() - begun


def kill_at_random(twins: Twins, duration: float, moment: int) -> None:
    before = twins.publish()
    twins.edit()
    command = twins.begin()
    time.sleep(random.Random(moment).uniform(0, 1.1) * duration)
    command.kill()
    assert command.wait() in (-9, 0)
    twins.assert_unharmed(before)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_builder_killed_at_a_random_moment_does_no_harm(twins: Twins, duration: float, moment: int) -> None:
    """Kill -9 of the builder with all its processes: no half release, and the next build needs no help."""
    kill_at_random(twins, duration, moment)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ALL_MOMENTS)
def test_a_builder_killed_at_any_moment_does_no_harm(twins: Twins, duration: float, moment: int) -> None:
    """A hundred moments more."""
    kill_at_random(twins, duration, moment)


def steps_of_build(twins: Twins) -> list[str]:
    twins.publish()
    twins.edit()
    command = twins.begin()
    assert command.wait() == 0, command.told
    return command.steps


def kill_before_step(twins: Twins, step: int) -> None:
    before = twins.publish()
    twins.edit()
    command = twins.begin(kill_at=step)
    assert command.wait() == -9, command.told
    twins.assert_unharmed(before)


def test_a_builder_killed_while_publishing_does_no_harm(twins: Twins) -> None:
    """Before what it does to the disk from the manifest on: admitting, telling, switching, remembering. Here before the
    last of each kind in each folder; the slow test stops before every single one."""
    steps = steps_of_build(twins)
    first = next(number for number, step in enumerate(steps, 1) if step.endswith("manifest.json"))
    kinds = {step.rpartition("/")[0]: number for number, step in enumerate(steps, 1) if number >= first}
    assert [kind for kind in kinds if kind.startswith("os.symlink")] != []
    assert [step for step in steps[first - 1 :] if step.startswith("os.rename") and ".partial-" in step] != []
    for step in sorted({first, *kinds.values(), len(steps)}):
        kill_before_step(twins, step)


@pytest.mark.slow
def test_a_builder_killed_before_any_step_does_no_harm(twins: Twins) -> None:
    """The same for everything that a build does to the disk."""
    for step in range(1, len(steps_of_build(twins)) + 1):
        kill_before_step(twins, step)


@pytest.mark.parametrize("moment", range(5))
def test_a_first_build_that_is_killed_leaves_nothing_half(
    memory: Path, builders: Builders, duration: float, moment: int
) -> None:
    """Without an earlier release readers have none until there is a whole one."""
    twins = Twins(memory / f"first-{moment}", memory / "words", builders)
    command = twins.begin()
    time.sleep((moment + 1) / 4 * duration)
    command.kill()
    command.wait()
    twins.assert_unharmed(None)


def test_a_builder_whose_processes_outlive_it_locks_nobody_out(twins: Twins) -> None:
    """Kill -9 of the builder alone, as when memory runs short: its processes end with it."""
    before = twins.publish()
    twins.edit()
    command = twins.begin()
    workers = workers_of(command.pid)
    os.kill(command.pid, 9)
    assert command.wait() == -9
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    twins.assert_unharmed(before)


class Reader(Thread):
    """Follows `site/current` without rest, as many readers do; notes what no reader should meet."""

    PAGES = ("public/nb/astma.html", "public/nb/index.html", "public/en/allergi.html", "public/robots.txt")

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.site = site
        self.stop = Event()
        self.met: list[str] = []
        self.releases: set[str] = set()
        self.read = 0

    def run(self) -> None:
        while not self.stop.wait(0.001):
            for page in self.PAGES:
                try:
                    self.met.extend(self._look(page))
                except OSError as error:
                    self.met.append(str(error))

    def _look(self, page: str) -> Iterator[str]:
        """A page by the link, then page and manifest of the one release that the link leads to now."""
        self.read += 1
        if not (self.site / "current" / page).read_bytes():
            yield f"{page} is empty"
        release = (self.site / "current").resolve()
        self.releases.add(release.name)
        listed = json.loads((release / "manifest.json").read_bytes())["files"][page]
        data = (release / page).read_bytes()
        if listed != [sha256(data).hexdigest(), len(data)]:
            yield f"{release.name}: {page} is not what the manifest says"


def test_readers_never_meet_a_gap_while_releases_change(twins: Twins) -> None:
    """Fifty releases are published while a reader reads on; every page is there, and of its own release."""
    portal = twins.killed
    published = {twins.publish()}
    reader = Reader(portal.root / "site")
    reader.start()
    for days in range(1, 51):
        published.add(portal.build(portal.day + timedelta(days=days)).release)
    reader.stop.set()
    reader.join()
    assert reader.met == []
    assert len(published) == 51
    assert len(reader.releases) > 10 and reader.releases <= published
