"""`check` tells every problem; `build` publishes a release or leaves the last one untouched."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from builder.domain.artifact import Artifact
from builder.domain.library import EditionKey
from builder.domain.problem import Problem
from builder.pipeline.archiving import archive_editions
from builder.pipeline.freshness import all_behind
from builder.pipeline.gathering import CannotRead, Gathered, gather
from builder.pipeline.indexing import make_indexes
from builder.pipeline.last_good import LastGood
from builder.pipeline.making import WAITING, Making, make_units
from builder.pipeline.saved_pages import saved_pages
from builder.pipeline.settling import settle
from builder.pipeline.sharing import Progress
from builder.pipeline.trouble import told_as
from builder.plan import plan_site
from builder.plan.catalogue import catalogue
from builder.plan.moved import redirects
from builder.publish.durability import make_durable
from builder.publish.releases import CannotPublish, Releases
from builder.publish.tree import tree_of
from builder.publish.writer import ReleaseWriter, manifest
from builder.render import SiteRenderer, hosting

READING = 0o455
"""A web server reads releases as another user: a mask that keeps anyone from reading has no say in them."""


class Checked(NamedTuple):
    problems: list[Problem]
    editions: int


class Built(NamedTuple):
    """What a build did. `fresh` tells whether the release is a new one; `made_of` is all that was read for it."""

    release: str
    fresh: bool
    problems: list[Problem]
    pages: int
    made: int
    kept: list[EditionKey]
    absent: list[EditionKey]
    made_of: object = None


def silent(doing: str, done: int, total: int) -> None:
    """Progress nobody watches."""


@contextmanager
def uncollected() -> Iterator[None]:
    """What is read is kept, so that to look through it for rings again and again is in vain."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def check(root: Path, today: date, progress: Progress = silent) -> Checked:
    """Every problem of the content under `root`, as it would be on the day `today`."""
    with uncollected(), told_as(CannotRead):
        gathered = gather(root, today, LastGood(Releases(root / "site").current_folder), progress)
    return Checked(gathered.problems, len(gathered.rows))


def build(root: Path, today: date, progress: Progress = silent) -> Built:
    """Publish everything under `root` as one release, faulty editions as they last were good.

    Raises CannotRead or CannotPublish when nothing was published; the last release then stays.
    """
    releases = Releases(root / "site")
    mask = os.umask(0)
    os.umask(mask & ~READING)
    try:
        with uncollected(), told_as(CannotPublish), releases.locked():
            last_good = LastGood(releases.current_folder)
            gathered = gather(root, today, last_good, progress)
            return _publish(root, releases, gathered, last_good, today, progress)
    finally:
        os.umask(mask)


def _publish(
    root: Path, releases: Releases, gathered: Gathered, last_good: LastGood, today: date, progress: Progress
) -> Built:
    settled = settle(gathered.library, gathered.problems, last_good, gathered.approvals)
    if settled.kept:
        settled.library.behind = all_behind(root, settled.library, last_good)
    plan = plan_site(settled.library, today)
    partial = releases.partial_folder()
    writer = ReleaseWriter(partial, last_good.release)
    making = Making(root, plan, writer, releases, last_good)
    rows, written = make_units(making, progress)
    indexes = make_indexes(making, progress)
    making.units += indexes
    rows += [row for made in indexes for row in made.files]
    written += [row.path for made in indexes if made.written for row in made.files]
    for artifact in saved_pages(plan, list(rows)):
        rows.append(writer.write(artifact))
        written.append(rows[-1].path)
    for name, data in _for_programs(making.renderer, plan, gathered.registers.texts).items():
        rows.append(writer.write(Artifact(name, data), below=""))
        written.append(rows[-1].path)
    tree = tree_of(rows)
    own_rows, own_written = making.write_tree(tree)
    rows += own_rows
    written += own_written
    release, data = manifest(rows, today.isoformat(), tree.root)
    writer.write(Artifact("manifest.json", data), below="")
    fresh = release != releases.current or last_good.release is None or making.found_damage
    if fresh:
        progress("Publishing", 0, 1)
        make_durable(partial, [*written, "manifest.json"])
    pages = sum(row.path.endswith(".html") for row in rows)
    paged = making.archive.open(f"{partial}/{WAITING}")
    releases.admit(partial, release, making.found_damage)
    archive_editions(making, release, paged, progress)
    if fresh:
        releases.switch(release, "published", pages, len(settled.kept) + len(settled.absent), tree.root)
    making.remember(release)
    made_of = gathered, making
    return Built(release, fresh, gathered.problems, pages, len(written), settled.kept, settled.absent, made_of)


def _for_programs(renderer: SiteRenderer, plan: Any, registers: dict[str, str]) -> dict[str, bytes]:
    """The files of a release that are not for readers."""
    frames = {code: renderer.frame(code) for code in plan.library.languages}
    encode: Callable[[Any], bytes] = msgspec.json.Encoder().encode
    nginx = hosting.nginx_file(plan.site, plan.library.languages, redirects(plan))
    return {
        "nginx.conf": nginx.encode(),
        "catalogue.json": encode({**catalogue(plan), "assets": renderer.assets(), "frame": frames}),
        "registers.json": encode(registers),
    }
