"""The folder of releases: which there are, which one readers see, and how that changes.

site/releases/<id>/     whole releases, never changed
site/current            a symbolic link to the one readers see
site/history.jsonl      what was published and rolled back, and when: the public log
site/history.head       how many lines the log has, and one digest of them all
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from builder.publish import lock
from builder.publish.durability import naming, sync
from builder.publish.log import Head, head_of

PARTIAL = ".partial-"
FRESH_LINK = ".current-"


class Event(Struct, frozen=True):
    """A line of the history. `root` is that of the release's tree."""

    time: datetime
    release: str
    action: str
    pages: int = 0
    held_back: int = 0
    root: str = ""


class CannotPublish(Exception):
    """Nothing was published and the last release stays; the message says why and what to do."""


class Releases:
    """The releases of one portal. `site` is the portal's `site` folder."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site / "releases"
        self.link = site / "current"
        self.history_file = site / "history.jsonl"
        self.head_file = site / "history.head"

    @property
    def current(self) -> str | None:
        """The id of the release readers see."""
        try:
            return Path(os.readlink(self.link)).name
        except OSError:
            return None

    @property
    def current_folder(self) -> Path | None:
        name = self.current
        return self.folder / name if name and self.is_whole(name) else None

    def is_whole(self, release: str) -> bool:
        """Whether there is such a release; its manifest is the last that is written."""
        return (self.folder / release / "manifest.json").exists()

    def lines(self) -> list[bytes]:
        """The history as it is logged, oldest first. A last line that a crash cut short is none yet."""
        try:
            data = self.history_file.read_bytes()
        except FileNotFoundError:
            return []
        return data[: data.rfind(b"\n") + 1].splitlines()

    def head(self) -> Head | None:
        """The log's head as it was last published."""
        try:
            return Head.read(self.head_file.read_text())
        except (FileNotFoundError, ValueError):
            return None

    def history(self) -> list[Event]:
        """What happened, oldest first. A line cut short by a crash is passed over."""
        lines = self.lines()
        events = []
        for line in lines:
            try:
                events.append(msgspec.json.decode(line, type=Event))
            except msgspec.DecodeError:
                continue
        return events

    def ids(self) -> list[str]:
        """The whole releases on disk, those published last at the end."""
        present = {path.parent.name for path in self.folder.glob("[!.]*/manifest.json")}
        published = (event for event in self.history() if event.action == "published")
        last_seen = {event.release: place for place, event in enumerate(published)}
        return sorted(present, key=lambda name: (last_seen.get(name, -1), name))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other builder out; raise CannotPublish at once if one is at work."""
        self.site.mkdir(parents=True, exist_ok=True)
        try:
            held = lock.take(self.site / ".lock")
        except BlockingIOError:
            raise CannotPublish("another build of this portal is running; wait for it to finish") from None
        try:
            self._remove_leftovers()
            yield
        finally:
            self._remove_leftovers()
            lock.let_go(held)

    def _remove_leftovers(self) -> None:
        """What a killed builder left behind, or one that had to give up: it may be what fills the disk."""
        for leftover in self.folder.glob(f"{PARTIAL}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for leftover in self.site.glob(f"{FRESH_LINK}*"):
            leftover.unlink(missing_ok=True)

    def partial_folder(self) -> Path:
        """Where the next release is made."""
        folder = self.folder / f"{PARTIAL}{os.getpid()}"
        folder.mkdir(parents=True)
        return folder

    def admit(self, partial: Path, release: str, damaged: bool = False) -> None:
        """Turn what was made into a release, in one step. One that is there already stays, unless it is damaged."""
        there = self.folder / release
        if there.exists() and not damaged and self.is_whole(release):
            shutil.rmtree(partial)
            return
        if there.exists():
            there.rename(self.folder / f"{PARTIAL}{release}")
        partial.rename(there)
        sync(self.folder)

    def switch(self, release: str, action: str, pages: int = 0, held_back: int = 0, root: str = "") -> None:
        """Let readers see `release`: the link is replaced in one step, so that nobody meets a gap."""
        if not self.is_whole(release):
            raise CannotPublish(f"there is no whole release «{release}»; `helsevei releases` lists them")
        self._tell(Event(datetime.now(UTC).replace(microsecond=0), release, action, pages, held_back, root))
        fresh = self.site / f"{FRESH_LINK}{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("releases") / release)
        os.replace(fresh, self.link)
        sync(self.site)

    def _tell(self, event: Event) -> None:
        """Add to the history, on a line of its own also when a crash cut the last one short."""
        with naming(self.history_file), self.history_file.open("a+b") as history:
            history.seek(-min(1, history.tell()), os.SEEK_END)
            torn = history.read() not in (b"", b"\n")
            history.write(b"\n" * torn + msgspec.json.encode(event) + b"\n")
            history.flush()
            os.fsync(history.fileno())
        fresh = self.site / f"{FRESH_LINK}head-{os.getpid()}"
        fresh.write_text(f"{head_of(self.lines())}\n")
        fresh.replace(self.head_file)

    def prune(self, keep: int) -> list[str]:
        """Remove all but the newest `keep` releases and the current one; give their ids."""
        removed = [name for name in self.ids()[:-keep] if name != self.current]
        for name in removed:
            doomed = self.folder / f"{PARTIAL}{name}"
            (self.folder / name).rename(doomed)
            shutil.rmtree(doomed)
        return removed
