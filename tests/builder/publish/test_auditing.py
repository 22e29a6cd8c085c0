"""A release that was changed, removed or put elsewhere in the log is found out."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from builder.publish.auditing import faults
from builder.publish.log import head_of
from builder.publish.releases import Releases
from builder.publish.tree import bucket_of, proves
from tests.portal import Portal


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Published three times."""
    portal = Portal(tmp_path).with_sample()
    for number in range(3):
        portal.article("kols", title=f"Kols {number}")
        portal.build()
    return portal


def shelf(portal: Portal) -> Releases:
    return Releases(portal.root / "site")


def test_what_was_published_and_rolled_back_agrees_with_the_log(portal: Portal) -> None:
    """Also after a rollback and after old releases were pruned: what is not here cannot be held to anything."""
    kept = str(shelf(portal).head())
    shelf(portal).switch(shelf(portal).ids()[0], "rolled back", root=shelf(portal).history()[0].root)
    assert list(faults(shelf(portal), [kept])) == []
    shelf(portal).prune(1)
    assert list(faults(shelf(portal), [kept])) == []


def rewrite(portal: Portal, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the log and its head, as somebody who may write to the disk can."""
    lines = change(shelf(portal).lines())
    shelf(portal).history_file.write_bytes(b"".join(line + b"\n" for line in lines))
    shelf(portal).head_file.write_text(f"{head_of(lines)}\n")


def another_root(lines: list[bytes]) -> list[bytes]:
    event = json.loads(lines[0])
    return [json.dumps({**event, "root": "0" * 64}).encode(), *lines[1:]]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [lines[0], lines[0], lines[2]],
        another_root,
    ],
    ids=["reordered", "first removed", "last removed", "replaced", "changed"],
)
def test_a_log_written_anew_disagrees_with_a_head_that_somebody_kept(
    portal: Portal, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    """Even with the log's own head written anew; without that, by the log's own head."""
    kept = str(shelf(portal).head())
    lines = change(shelf(portal).lines())
    shelf(portal).history_file.write_bytes(b"".join(line + b"\n" for line in lines))
    assert [fault for fault in faults(shelf(portal)) if "the log" in fault]
    rewrite(portal, lambda _: lines)
    assert [fault for fault in faults(shelf(portal), [kept]) if "the log" in fault]


def test_a_file_changed_in_a_release_is_found(portal: Portal) -> None:
    """One byte, in a release nobody reads now."""
    release = shelf(portal).ids()[0]
    page = shelf(portal).folder / release / "public/nb/astma.html"
    page.chmod(0o644)
    fresh = page.read_bytes().replace(b"tung", b"lett")
    page.unlink()
    page.write_bytes(fresh)
    assert list(faults(shelf(portal))) == [
        f"release {release} is not as it was published: a file was changed, added or removed"
    ]


def test_a_page_has_its_place_in_the_releases_tree(portal: Portal) -> None:
    """Two small files lead from a page to the root in the log; a changed page has no place."""
    data = (portal.public / "nb/astma.html").read_bytes()
    bucket = (portal.public / f"tree/{bucket_of('nb/astma.html')}.txt").read_bytes()
    top = (portal.public / "tree/root.txt").read_bytes()
    root = shelf(portal).history()[-1].root
    assert proves("nb/astma.html", data, bucket, top, root)
    assert not proves("nb/astma.html", data + b" ", bucket, top, root)
    assert not proves("nb/astma.html", data, bucket, top, sha256(b"").hexdigest())


def test_the_same_content_has_the_same_root(tmp_path: Path) -> None:
    """In another folder, with another past: the root is of what the release says."""
    first, second = Portal(tmp_path / "a").with_sample(), Portal(tmp_path / "b").with_sample()
    first.build()
    second.article("kols")
    second.build(date(2026, 11, 20))
    shutil.rmtree(second.root / "content/articles/kols")
    second.build()
    assert shelf(first).history()[-1].root == shelf(second).history()[-1].root
