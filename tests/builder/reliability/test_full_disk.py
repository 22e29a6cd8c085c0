"""A full disk stops the build, says so and takes nothing from readers, whatever it is that finds no room."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.publish.releases import Releases
from tests.builder.reliability.build_processes import Builders
from tests.builder.reliability.trouble import STAYS, SmallDisk, assert_told, command, edit, small_disk
from tests.builder.reliability.varied_portal import VariedPortal
from tests.builder.reliability.whole_releases import assert_readers_are_served, leftovers

BLOCK = 4096
MOST = 2048
"""Blocks, or files, that are more than a release needs."""


class Attempts:
    """Builds of one edit after the other in a portal whose `site` lies on a small disk."""

    def __init__(self, portal: VariedPortal, disk: SmallDisk, builders: Builders) -> None:
        self.portal, self.disk, self.builders = portal, disk, builders
        self.site = portal.root / "site"
        self.release = portal.save().build().release
        self.number = 0
        self._let_history_end_with_its_block()

    def _let_history_end_with_its_block(self) -> None:
        """So that its next line needs room too."""
        history = self.site / "history.jsonl"
        lines = history.read_bytes()
        history.write_bytes(lines.ljust((len(lines) // BLOCK + 1) * BLOCK, b"\n"))

    def tell(self, leave: Callable[[int], None], room: int) -> str:
        """Build with so much room; give what was told if it was too little. Whatever happens, readers are served."""
        self.number += 1
        edit(self.portal, self.number)
        leave(room)
        code, told = self.builders.run(*command(self.portal), processes=1 + self.number % 2)
        if code:
            assert_told((code, told), "the disk is full", "make room and try again", STAYS)
            assert_readers_are_served(self.site, self.release)
            assert leftovers(self.site) == []
        self.disk.leave_all()
        self.release = self.portal.build().release
        assert_readers_are_served(self.site, self.release)
        Releases(self.site).prune(1)
        self._let_history_end_with_its_block()
        return told if code else ""


@pytest.fixture
def attempts(tmp_path: Path, builders: Builders) -> Iterator[Attempts]:
    portal = VariedPortal(tmp_path / "portal").furnished(2)
    with small_disk(portal.root / "site") as disk:
        yield Attempts(portal, disk, builders)


def too_little(attempts: Attempts, leave: Callable[[int], None]) -> dict[int, str]:
    """What was told with how much room, found by halving; most of it just below what is needed."""
    found: dict[int, str] = {}
    least, most = 0, MOST
    while least < most:
        room = (least + most) // 2
        if told := attempts.tell(leave, room):
            found[room] = told
            least = room + 1
        else:
            most = room
    for room in (0, least - 4, least - 3, least - 2, least - 1):
        found[room] = attempts.tell(leave, room)
    return found


def test_a_disk_without_room_for_data(attempts: Attempts) -> None:
    """Pages, what programs read and the manifest find no room in turn."""
    told = "".join(too_little(attempts, attempts.disk.leave_pages).values())
    for part in ("/public/", "manifest.json"):
        assert part in told


def test_a_disk_without_room_for_names(attempts: Attempts) -> None:
    """There are blocks left but no new file can be made, those of the archive included."""
    told = "".join(too_little(attempts, attempts.disk.leave_names).values())
    for part in ("/public/", "manifest.json", "/editions/."):
        assert part in told


def test_no_room_for_the_link_to_a_release(attempts: Attempts) -> None:
    """Going back needs one new name and nothing else; without it the release stays that is on the air."""
    edit(attempts.portal)
    later = attempts.portal.build().release
    attempts.disk.leave_names(0)
    told = attempts.builders.run("--root", attempts.portal.root, "rollback")
    assert_told(told, "the disk is full", "/.current-", "make room and try again", STAYS)
    assert_readers_are_served(attempts.site, later)
