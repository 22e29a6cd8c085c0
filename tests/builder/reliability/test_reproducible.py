"""The same content is the same release, to the byte, wherever, whenever and by however many it is built."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from tests.builder.reliability.varied_portal import VariedPortal
from tests.builder.reliability.whole_releases import faults_of

HOUSE = Path(__file__).parents[3]
DAY = "2026-11-23"
LONG_AGO = 86_400 * 365 * 20


class Surroundings(NamedTuple):
    """All that should have no say. `changed` is when the files say they were written, in seconds since 1970."""

    folder: str = "portal"
    umask: int = 0o022
    variables: Mapping[str, str] = MappingProxyType({})
    backwards: bool = False
    changed: int | None = None
    from_within: bool = False


PLAIN = Surroundings(variables={"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "HELSEVEI_PROCESSES": "1"})

OTHERS = {
    "folder": Surroundings(folder="en mappe på Åsane/portal", from_within=True),
    "umask": Surroundings(umask=0o077),
    "time zone": Surroundings(variables={"TZ": "Pacific/Kiritimati"}, changed=LONG_AGO),
    "turkish": Surroundings(variables={"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}),
    "ascii": Surroundings(folder="på", variables={"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    "hash seed": Surroundings(variables={"PYTHONHASHSEED": "4294967295"}, backwards=True),
    "processes": Surroundings(variables={"HELSEVEI_PROCESSES": "2", "PYTHONHASHSEED": "77"}, backwards=True),
    "many processes": Surroundings(variables={"HELSEVEI_PROCESSES": "5"}),
}


def build(folder: Path, files: dict[str, bytes], where: Surroundings) -> Path:
    """Write the files, build with the real command, and give the release."""
    root = folder / where.folder
    for file, data in sorted(files.items(), reverse=where.backwards):
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if where.changed:
            os.utime(path, (where.changed, where.changed))
    asked = [sys.executable, "-m", "builder"] + ([] if where.from_within else ["--root", str(root)])
    ran = subprocess.run(
        [*asked, "build", "--date", DAY],
        cwd=root if where.from_within else HOUSE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), **PLAIN.variables, **where.variables},
        umask=where.umask,
        capture_output=True,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    release = (root / "site/current").resolve()
    assert faults_of(release) == []
    return release


def every_file(release: Path) -> dict[str, bytes]:
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def files(memory: Path) -> dict[str, bytes]:
    """Some forty editions, rightwards and leftwards, with something in every register."""
    portal = VariedPortal(memory).furnished()
    assert len(portal.editions) >= 40
    return portal.files()


@pytest.fixture(scope="module")
def plain(memory: Path, files: dict[str, bytes]) -> Path:
    return build(memory / "plain", files, PLAIN)


@pytest.fixture(scope="module")
def locales(memory: Path) -> Path:
    """A folder with a Turkish locale, where a small I has a dot and a capital one may have none."""
    folder = memory / "locales"
    folder.mkdir()
    if shutil.which("localedef"):
        subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", folder / "tr_TR.UTF-8"], capture_output=True)
    return folder


@pytest.mark.parametrize("name", OTHERS)
def test_surroundings_have_no_say(memory: Path, files: dict[str, bytes], plain: Path, locales: Path, name: str) -> None:
    """Folder, umask, time zone, locale, hash seed, number of processes, order and age of files: the bytes are the same."""
    where = OTHERS[name]
    if name == "turkish":
        if not any(locales.iterdir()):
            pytest.skip("no Turkish locale can be made here")
        where = where._replace(variables={**where.variables, "LOCPATH": str(locales)})
    other = build(memory / name, files, where)
    assert every_file(other) == every_file(plain)
    assert other.name == plain.name


def test_a_web_server_may_read_what_a_careful_user_builds(memory: Path, files: dict[str, bytes]) -> None:
    """A umask that keeps others from one's own files is not meant for what is published."""
    release = build(memory / "careful", files, Surroundings(umask=0o077))
    folders = [release, release.parent, release.parent.parent, *(path for path in release.rglob("*") if path.is_dir())]
    assert [folder for folder in folders if folder.stat().st_mode & 0o055 != 0o055] == []


@pytest.mark.slow
def test_the_sample_portal_is_reproducible(memory: Path) -> None:
    """All of our own content, spelling checked, in one process and in three."""
    files = {
        path.relative_to(HOUSE).as_posix(): path.read_bytes()
        for room in ("content", "partners")
        for path in (HOUSE / room).rglob("*")
        if path.is_file()
    }
    one = build(memory / "one", files, PLAIN)
    three = build(memory / "three", files, OTHERS["folder"]._replace(variables={"HELSEVEI_PROCESSES": "3"}))
    assert every_file(one) == every_file(three)
    assert one.name == three.name
