"""Whatever the machine refuses, the command says so in one line with the way out, and readers keep their release."""

import errno
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.builder.reliability.build_processes import Builders, workers_of
from tests.builder.reliability.varied_portal import VariedPortal
from tests.builder.reliability.whole_releases import assert_readers_are_served, leftovers

from builder import pipeline
from builder.pipeline.sharing import WorkerDied
from builder.publish.releases import CannotPublish, Releases

DAY = "2026-11-23"
FEW = 2
PAGE = 4096
FULL = "the disk is full"
STAYS = "the last release stays on the air"


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A disk of its own at a folder, gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if ran.returncode:
        pytest.skip(f"nothing can be mounted here: {ran.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def small_disk(folder: Path):
    return mounted(folder, "-t", "tmpfs", "-o", "size=64m", "helsevei")


@pytest.fixture
def portal(tmp_path: Path, memory: Path) -> VariedPortal:
    return VariedPortal(tmp_path / "portal").furnished(FEW)


def edit(portal: VariedPortal, number: int = 1) -> None:
    portal.editions["article", "astma", "nb"]["front"]["title"] = f"Astma {number}"
    portal.save()


def command(portal: VariedPortal, name: str = "build") -> list[object]:
    return ["--root", portal.root, name, *([] if name == "releases" else ["--date", DAY])]


def assert_told(outcome: tuple[int, str], message: str) -> None:
    """Exit code 2 and one line, which says what stopped the work and that the release stays."""
    code, told = outcome
    lines = [line for line in told.splitlines() if line]
    assert (code, len(lines)) == (2, 1), told
    assert lines[0].startswith("helsevei: ") and message in lines[0], told


def fill(disk: Path, pages: int) -> Path:
    """Take all room but so many pages."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(1, free - pages) * PAGE)
    return filler


def release_after(portal: VariedPortal) -> str:
    """A build in the end does what it should."""
    return portal.build().release


class FullDisk:
    """A portal whose `site` folder lies on a disk with little room left."""

    def __init__(self, portal: VariedPortal, disk: Path, builders: Builders, cached: bool) -> None:
        self.portal, self.disk, self.builders, self.cached = portal, disk, builders, cached
        self.before = portal.save().build().release
        history = portal.root / "site/history.jsonl"
        history.write_bytes(history.read_bytes().ljust(PAGE - 1, b"\n") + b"\n")

    def try_with(self, pages: int, number: int) -> str:
        """Build an edit with so many pages left; give what was told, or nothing when it could be published."""
        edit(self.portal, number)
        if not self.cached:
            for file in (self.portal.root / "site/cache").glob("*.msgpack"):
                file.unlink()
        filler = fill(self.disk, pages)
        outcome = self.builders.run(*command(self.portal), processes=1 + number % 2)
        site = self.portal.root / "site"
        if outcome[0] == 2:
            assert_told(outcome, FULL)
            assert "make room" in outcome[1] and STAYS in outcome[1]
            assert_readers_are_served(site, self.before)
            assert leftovers(site) == []
        else:
            assert outcome[0] == 0, outcome[1]
        filler.unlink()
        self.before = self.portal.build().release
        assert_readers_are_served(site, self.before)
        Releases(site).prune(2)
        return outcome[1] if outcome[0] else ""


def where_it_ended(told: str) -> str:
    """The part of the release that found no room."""
    for part in ("history.jsonl", "manifest.json", "registers.json", "catalogue.json", "public"):
        if part in told:
            return part
    return told


def test_a_full_disk_stops_the_build_and_no_reader(portal: VariedPortal, builders: Builders) -> None:
    """With ever more room left pages, the manifest and the history fail in turn; each time the old release stays."""
    with small_disk(portal.root / "site") as disk:
        full = FullDisk(portal, disk, builders, cached=True)
        seen, pages, number = [], 0, 1
        while told := full.try_with(pages, number):
            seen.append(where_it_ended(told))
            pages += 1 if pages > 40 else 8
            number += 1
        print(pages, seen)
    assert "public" in seen
