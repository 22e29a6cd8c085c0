"""Whatever the machine refuses, the command says so in one line with the way out, and readers keep their release."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest

from builder import pipeline
from builder.publish.releases import CannotPublish, Releases
from tests.builder.reliability.build_processes import Builders, Command, workers_of
from tests.builder.reliability.trouble import DAY, STAYS, assert_told, command, edit, mounted, remount
from tests.builder.reliability.varied_portal import VariedPortal
from tests.builder.reliability.whole_releases import assert_readers_are_served, faults_of, leftovers

FEW = 2


@pytest.fixture
def portal(tmp_path: Path, memory: Path) -> VariedPortal:
    """Published once, and edited since."""
    portal = VariedPortal(tmp_path / "portal").furnished(FEW).with_words(memory / "words").save()
    portal.build()
    edit(portal)
    return portal


def shown(portal: VariedPortal) -> str:
    return (portal.root / "site/current").readlink().name


def assert_mended(portal: VariedPortal, before: str) -> None:
    """Readers kept what they had, and with the trouble gone the edit is published."""
    site = portal.root / "site"
    assert_readers_are_served(site, before)
    assert portal.build().fresh
    assert shown(portal) != before
    assert_readers_are_served(site, shown(portal))
    assert leftovers(site) == []


@pytest.mark.parametrize("what", ["site", "site/releases"])
def test_a_read_only_disk(portal: VariedPortal, builders: Builders, what: str) -> None:
    """The message names the place; nothing changes."""
    before, folder = shown(portal), portal.root / what
    with mounted(folder, "--bind", str(folder)):
        remount(folder, "bind,ro")
        assert_told(builders.run(*command(portal)), "may not write", what, "give this user the right", STAYS)
        assert shown(portal) == before
    assert_mended(portal, before)


def test_a_read_only_portal_can_be_checked(portal: VariedPortal, builders: Builders) -> None:
    """Checking writes nothing that it could not do without."""
    with mounted(portal.root, "--bind", str(portal.root)):
        remount(portal.root, "bind,ro")
        code, told = builders.run(*command(portal, "check"))
    assert (code, "editions checked" in told or "No problems" in told) == (0, True), told


def test_a_portal_that_is_another_users(portal: VariedPortal, builders: Builders) -> None:
    """Without the right to write the release stays, and so it does for whoever may not even read the old files."""
    before = shown(portal)
    if os.geteuid():
        (portal.root / "site/releases").chmod(0o555)
        assert_told(builders.run(*command(portal)), "may not write", STAYS)
        (portal.root / "site/releases").chmod(0o755)
    else:
        assert_told(builders.run(*command(portal), processes=1, user=65534), "may not", STAYS)
    assert_mended(portal, before)


def test_old_files_of_another_user_are_made_anew(portal: VariedPortal, memory: Path, builders: Builders) -> None:
    """Linux lets nobody link a file that is not theirs; a release does not need it."""
    if os.geteuid():
        pytest.skip("only root can give files away")
    before = shown(portal)
    (portal.root / "site/cache/words").unlink()
    shutil.copytree(memory / "words", portal.root / "site/cache/words")
    for path in (portal.root, *portal.root.rglob("*")):
        if not path.is_symlink() and (path.is_dir() or "releases" not in path.parts):
            os.chown(path, 65534, 65534)
    for folder in (portal.root, *portal.root.parents)[:-2]:
        folder.chmod(0o755)
    code, told = builders.run(*command(portal), processes=1, user=65534)
    assert (code, shown(portal) != before) == (0, True), told
    assert_readers_are_served(portal.root / "site", shown(portal))


@pytest.fixture
def stopped(portal: VariedPortal, builders: Builders) -> Iterator[tuple[Command, psutil.Process]]:
    """A build in full swing, one of whose processes does not move. One that was too quick to be met is tried again."""
    for number in range(2, 12):
        running = builders.start(*command(portal))
        try:
            worker = workers_of(running.pid)[0]
            worker.suspend()
            break
        except psutil.NoSuchProcess:
            running.wait()
            edit(portal, number)
    yield running, worker
    if worker.is_running():
        running.kill()
        running.wait()


def test_two_builders_at_once(
    portal: VariedPortal, builders: Builders, stopped: tuple[Command, psutil.Process]
) -> None:
    """The second is told to wait, and the first goes on."""
    running, worker = stopped
    before = shown(portal)
    assert_told(builders.run(*command(portal)), "another build of this portal is running; wait for it to finish")
    assert shown(portal) == before
    worker.resume()
    assert running.wait() == 0, running.told
    assert_readers_are_served(portal.root / "site", shown(portal))
    assert shown(portal) != before


def test_a_process_of_the_build_is_killed(portal: VariedPortal, stopped: tuple[Command, psutil.Process]) -> None:
    """As when memory runs short: it is told, and nothing is published."""
    running, worker = stopped
    before = shown(portal)
    worker.send_signal(signal.SIGKILL)
    assert_told((running.wait(), running.told), "a process of the build was killed", "build again")
    assert_mended(portal, before)


CACHES = ("examined.msgpack", "pictures.msgpack", "units.msgpack", "words/*.mo", "words/*.template")


def with_a_bit_turned(data: bytes) -> bytes:
    spoiled = bytearray(data)
    for place in range(len(data) // 2, len(data))[:1]:
        spoiled[place] ^= 1
    return bytes(spoiled)


SPOILED = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "one bit": with_a_bit_turned,
    "something else": lambda data: b"\x93\x01\x02\x03",
    "turned": lambda data: data[::-1],
}


@pytest.fixture(scope="module")
def cached(memory: Path) -> VariedPortal:
    """A portal with a cache of its own, compiled templates and all."""
    return VariedPortal(memory / "cached").furnished(FEW).save()


@pytest.fixture(scope="module")
def uncached(memory: Path) -> VariedPortal:
    """The same content, built without."""
    return VariedPortal(memory / "uncached").furnished(FEW).with_words(memory / "words")


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("cache", CACHES)
def test_a_spoiled_cache_costs_time_only(cached: VariedPortal, uncached: VariedPortal, how: str, cache: str) -> None:
    """Each kind of file in the cache may be anything: the release is what it is without."""
    cached.build()
    files = list((cached.root / "site/cache").glob(cache))
    assert files
    for file in files:
        file.write_bytes(SPOILED[how](file.read_bytes()))
    for portal in (cached, uncached):
        edit(portal, len(Releases(cached.root / "site").history()))
    for file in (uncached.root / "site/cache").glob("*.msgpack"):
        file.unlink()
    assert cached.build().release == uncached.build().release


def test_content_that_moves_while_it_is_built(portal: VariedPortal) -> None:
    """A text that is saved between its check and its page: it is told, nothing is published, the next build sees it."""
    before = shown(portal)
    file = "content/articles/astma/nb.md"

    def save_meanwhile(doing: str, done: int, total: int) -> None:
        if doing == "Reading and checking":
            edit(portal, 2)

    with pytest.raises(CannotPublish, match=f"^{file} changed while the site was being built; build again; {STAYS}$"):
        pipeline.build(portal.root, portal.day, save_meanwhile)
    assert_mended(portal, before)
    assert "Astma 0002" in portal.page("nb/astma.html")


def test_content_that_goes_while_it_is_built(portal: VariedPortal) -> None:
    """A text that is taken away between its check and its page."""
    before = shown(portal)

    def remove_meanwhile(doing: str, done: int, total: int) -> None:
        (portal.root / "content/articles/astma/nb.md").unlink(missing_ok=True)

    with pytest.raises(CannotPublish, match=f"astma/nb.md is not there any more.*build again; {STAYS}$"):
        pipeline.build(portal.root, portal.day, remove_meanwhile)
    portal.write("content/articles/astma/nb.md", portal.files()["content/articles/astma/nb.md"])
    assert_mended(portal, before)


@pytest.mark.parametrize("most", [12, 16, 20, 24, 32])
def test_too_few_open_files(portal: VariedPortal, builders: Builders, most: int) -> None:
    """Either they are enough, or it is told which limit to raise."""
    before = shown(portal)
    outcome = builders.run(*command(portal), limits={"RLIMIT_NOFILE": most})
    if outcome[0]:
        assert_told(outcome, "too many files are open", "ulimit -n", STAYS)
        assert_mended(portal, before)


@pytest.mark.parametrize("more", [-10, 0, 1, 2, 4, 8, 60])
def test_too_little_memory(portal: VariedPortal, builders: Builders, more: int) -> None:
    """Either it is enough, or it is told and the old release stays. No text or picture is blamed in the next build."""
    before = shown(portal)
    (portal.root / "site/cache/pictures.msgpack").unlink()
    limit = psutil.Process(builders.interpreter.pid).memory_info().vms + more * 2**20
    code, told = builders.run(*command(portal), processes=1, limits={"RLIMIT_AS": limit})
    assert code in (0, 2), told
    if code:
        assert "too little memory" in told or "perhaps for lack of memory" in told
        assert_mended(portal, before)
    assert portal.build().kept == []


@pytest.mark.parametrize("torn", [b'{"time":"2026-11-', b"\n\n", b"\x00" * 40, b'{"time":1}\n'])
def test_a_torn_line_of_the_history_hides_no_other(portal: VariedPortal, torn: bytes) -> None:
    """It is passed over, and what is told after it is read."""
    shelf = Releases(portal.root / "site")
    first = shelf.history()
    with shelf.history_file.open("ab") as history:
        history.write(torn)
    assert shelf.history() == first
    release = portal.build().release
    assert [event.release for event in shelf.history()] == [first[0].release, release]


def test_a_release_that_lost_a_file_is_made_whole(portal: VariedPortal) -> None:
    """Also when nothing was edited: the same release is put in its place."""
    portal.build()
    site = portal.root / "site"
    (site / "current/public/nb/allergi.html").unlink()
    assert faults_of(site / "current") != []
    before = shown(portal)
    portal.build(date.fromisoformat(DAY))
    assert_readers_are_served(site, before)
    assert leftovers(site) == []


def test_a_release_that_lost_its_manifest_is_made_whole(portal: VariedPortal) -> None:
    """It cannot be told what belongs to it; everything is made anew."""
    portal.build()
    site = portal.root / "site"
    before = shown(portal)
    listed = json.loads((site / "current/manifest.json").read_text())["files"]
    (site / "current/manifest.json").unlink()
    assert portal.build().made == len([file for file in listed if file != "manifest.json"])
    assert_readers_are_served(site, before)
