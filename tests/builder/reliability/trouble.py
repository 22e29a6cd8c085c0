"""What a machine may do to a builder: disks of their own, and how a command must tell of trouble."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builder.reliability.varied_portal import VariedPortal

DAY = "2026-11-23"
STAYS = "the last release stays on the air"

PROGRESS = re.compile(r"[A-Z][a-z ]+: [\d,]+ of [\d,]+")


def command(portal: VariedPortal, name: str = "build") -> list[object]:
    return ["--root", portal.root, name, "--date", DAY]


def edit(portal: VariedPortal, number: int = 1) -> None:
    """A text that is seen on several pages."""
    portal.editions["article", "astma", "nb"]["front"]["title"] = f"Astma {number:04}"
    portal.save()


def assert_told(outcome: tuple[int, str], *messages: str) -> None:
    """Exit code 2 and one line that says what stopped the work and what to do; a slow machine tells progress before."""
    code, told = outcome
    lines = [line for line in told.splitlines() if line and not PROGRESS.fullmatch(line)]
    assert (code, len(lines)) == (2, 1), told
    assert lines[0].startswith("helsevei: "), told
    assert [message for message in messages if message not in lines[0]] == [], told


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A disk of its own at a folder, gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount(*options, str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    _mount("-o", f"remount,{options}", str(folder))


def _mount(*arguments: str) -> None:
    try:
        ran = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if ran.returncode:
        pytest.skip(f"nothing can be mounted here: {ran.stderr.strip()}")


class SmallDisk:
    """A disk in memory of which one can leave so much room."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filler = folder / "filler"

    def leave_pages(self, pages: int) -> None:
        """Room for so many blocks of data, and no more."""
        state = os.statvfs(self.folder)
        with self.filler.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(1, state.f_bavail - pages) * state.f_bsize)

    def leave_names(self, names: int) -> None:
        """Room for so many more files, and no more."""
        state = os.statvfs(self.folder)
        remount(self.folder, f"nr_inodes={state.f_files - state.f_ffree + names}")

    def leave_all(self) -> None:
        self.filler.unlink(missing_ok=True)
        remount(self.folder, "nr_inodes=100k")


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    with mounted(folder, "-t", "tmpfs", "-o", "size=32m", "helsevei"):
        yield SmallDisk(folder)
