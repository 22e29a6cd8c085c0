"""Holding the releases to the log, and the log to its heads: what was changed, removed or put elsewhere is told."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from builder.publish.log import Head, head_of
from builder.publish.releases import Releases
from builder.publish.tree import PUBLIC, WHERE, tree_of
from builder.publish.writer import FileRow


def faults(releases: Releases, seen: Iterable[str] = ()) -> Iterator[str]:
    """Everything that is not as it was published. `seen` are heads that somebody kept."""
    lines = releases.lines()
    own = releases.head()
    if own is None:
        yield "the log has no head; publish once, or bring back site/history.head"
    for head in ([own] if own else []) + [Head.read(one) for one in seen]:
        yield from _of_the_log(lines, head)
    history = releases.history()
    if history and releases.current != history[-1].release:
        yield f"readers see release {releases.current}, and the log ends with {history[-1].release}"
    roots = {event.release: event.root for event in history if event.root}
    for name in releases.ids():
        if name not in roots:
            yield f"release {name} is here and not in the log"
        elif root_on_disk(releases.folder / name) != roots[name]:
            yield f"release {name} is not as it was published: a file was changed, added or removed"


def _of_the_log(lines: list[bytes], head: Head) -> Iterator[str]:
    if head.size > len(lines):
        yield f"the log has {len(lines)} lines, and had {head.size}: lines were removed"
    elif head_of(lines[: head.size]) != head:
        yield f"the first {head.size} lines of the log are not those it had: one was changed, removed or moved"


def root_on_disk(release: Path) -> str:
    """The root of the tree over the files as they are now."""
    return tree_of(_rows(release)).root


def _rows(release: Path) -> Iterator[FileRow]:
    for folder, _, names in os.walk(release / PUBLIC):
        for name in names:
            path = Path(folder, name)
            place = path.relative_to(release).as_posix()
            if not place.startswith(WHERE):
                data = path.read_bytes()
                yield FileRow(place, sha256(data).digest(), len(data))
