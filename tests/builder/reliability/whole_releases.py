"""What must be true of a portal's `site` folder at every moment."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path


def faults_of(release: Path) -> list[str]:
    """How a release's files differ from its manifest."""
    try:
        listed = json.loads((release / "manifest.json").read_bytes())["files"]
    except (OSError, ValueError) as error:
        return [f"{release.name}: no manifest ({error})"]
    found = dict(_files(release))
    names = sorted(found.keys() ^ listed.keys())
    return [f"{release.name}: {name} is missing or too many" for name in names] + [
        f"{release.name}: {name} is not what the manifest says"
        for name in sorted(found.keys() & listed.keys())
        if found[name] != listed[name]
    ]


def _files(release: Path) -> Iterator[tuple[str, list[object]]]:
    for folder, _, names in os.walk(release):
        for name in names:
            path = Path(folder, name)
            if (file := path.relative_to(release).as_posix()) != "manifest.json":
                data = path.read_bytes()
                yield file, [hashlib.sha256(data).hexdigest(), len(data)]


def half_releases(site: Path) -> list[str]:
    """What is wrong with the releases that can be seen."""
    visible = [path for path in _entries(site / "releases") if not path.name.startswith(".")]
    return [fault for path in visible for fault in faults_of(path)]


def leftovers(site: Path) -> list[str]:
    """What a builder made for itself and did not take away."""
    hidden = [path for path in (*_entries(site), *_entries(site / "releases")) if path.name.startswith(".")]
    hidden += (site / "cache").rglob(".*")
    return sorted(path.relative_to(site).as_posix() for path in hidden if path.name != ".lock")


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def assert_readers_are_served(site: Path, release: str) -> None:
    """The release that readers see is this one, and no half one can be seen beside it."""
    assert (site / "current").readlink() == Path("releases") / release
    assert faults_of(site / "current") == []
    assert half_releases(site) == []
