"""Which files there are: one walk over the content, nothing opened, nothing followed."""

import os
import time
from pathlib import Path
from typing import NamedTuple

from builder.domain.article import Kind
from builder.load.edition_file import Place
from builder.load.fault import Fault
from builder.load.names_on_disk import (
    LANGUAGE,
    MADE_FROM,
    QUIET,
    SIGNED_TEXT,
    entries,
    fault_in_any_name,
    fault_in_approval,
    fault_in_file,
    fault_in_folder,
    fault_in_kind,
    is_partner_file,
    shown,
    twin,
)

FOLDERS: tuple[tuple[Kind, str], ...] = (("article", "content/articles"), ("service", "content/services"))
BESIDE = {"articles", "services", "site.yml", "topics.yml", "concepts.yml", "facts.yml", "teasers.yml", "moved.yml"}
"""What may lie in `content` itself."""

APPROVALS = "approvals"
"""The folder beside the editions with what was signed about them."""

MAX_FILES = 2_000


TICK_NS = 50_000_000
"""No clock of a disk moves in larger steps, if it is a disk to work on."""


class Source(NamedTuple):
    """A file that should become an edition. `stamp` changes when the file does."""

    place: Place
    stamp: tuple[int, int, int]


class PictureFile(NamedTuple):
    """A picture beside an edition; `folder` and `file` are relative to the root."""

    folder: str
    name: str
    stamp: tuple[int, int, int]

    @property
    def file(self) -> str:
        return f"{self.folder}/{self.name}"


class ApprovalFile(NamedTuple):
    """A signed statement beside an edition; `file` is relative to the root."""

    file: str
    stamp: tuple[int, int, int]


class Tree(NamedTuple):
    """What the walk found. `withheld` are editions whose file is there but may not be read."""

    editions: list[Source]
    pictures: list[PictureFile]
    rules: list[tuple[str, str]]
    faults: list[tuple[str, Fault]]
    withheld: list[Place]
    approvals: list[ApprovalFile]


def scan(root: Path) -> Tree:
    """Walk articles and services. Files that have no place there are told, never read."""
    walk = _Walk(root)
    if walk.is_own_folder("content"):
        walk.beside("content", BESIDE, f"only these lie here: {', '.join(sorted(BESIDE))}; rename or move it")
        for kind, folder in FOLDERS:
            if walk.is_own_folder(folder):
                walk.kind(kind, folder)
    if walk.is_own_folder("partners"):
        partners = {entry.name for entry in entries(root / "partners") if is_partner_file(entry.name)}
        walk.beside("partners", partners, "only partners/<slug>.yml lie here; rename or move it")
    return walk.tree


class _Walk:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.tree = Tree([], [], [], [], [], [])
        self.rights_tell = not _is_program(root / "content/site.yml")

    def tell(self, place: str, fault: Fault) -> None:
        self.tree.faults.append((shown(place), fault))

    def is_own_folder(self, folder: str) -> bool:
        """A folder that is elsewhere is told and not walked."""
        if (self.root / folder).is_symlink():
            self.tell(folder, Fault(1, "symbolic-link", "a symbolic link; put a folder of its own here"))
            return False
        return True

    def beside(self, folder: str, known: set[str], way_out: str) -> None:
        """Look where the registers lie: what is none of them would be passed over in silence."""
        for entry in entries(self.root / folder):
            if entry.name not in known and entry.name not in QUIET:
                fault = fault_in_any_name(entry.name) or Fault(1, "unexpected-file", way_out)
                self.tell(f"{folder}/{entry.name}", fault)

    def kind(self, kind: Kind, folder: str) -> None:
        names: dict[str, str] = {}
        for entry in entries(self.root / folder):
            if entry.name in QUIET:
                continue
            place = f"{folder}/{entry.name}"
            if fault := fault_in_folder(entry) or twin(entry.name, names):
                self.tell(place, fault)
            else:
                self.content(kind, entry.name, entry.path, place)

    def content(self, kind: Kind, content_id: str, path: str, folder: str) -> None:
        """One article's or service's folder."""
        try:
            found = list(entries(path))
        except PermissionError:
            self.tell(folder, Fault(1, "unreadable-file", "the folder may not be read; mend its rights"))
            return
        if len(found) > MAX_FILES:
            message = f"{len(found)} files in one folder, at most {MAX_FILES}; none of them was read"
            self.tell(folder, Fault(1, "too-many-files", message))
            return
        names: dict[str, str] = {}
        for entry in found:
            if entry.name == APPROVALS and entry.is_dir(follow_symlinks=False):
                self.approvals(entry.path, f"{folder}/{APPROVALS}")
            elif entry.name not in QUIET:
                self.file(kind, content_id, entry, folder, names)

    def approvals(self, path: str, folder: str) -> None:
        """The statements that partners have signed about one article's or service's editions."""
        for entry in entries(path):
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            file = f"{folder}/{entry.name}"
            if fault := fault_in_kind(status, self.rights_tell) or fault_in_approval(entry.name, len(file)):
                self.tell(file, fault)
            elif not SIGNED_TEXT.fullmatch(entry.name):
                self.tree.approvals.append(ApprovalFile(file, stamp_of(status)))

    def file(self, kind: Kind, content_id: str, entry: os.DirEntry[str], folder: str, names: dict[str, str]) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return  # an editor is saving it this very moment
        name, file = entry.name, f"{folder}/{entry.name}"
        stem, suffix = os.path.splitext(name)
        stamp = stamp_of(status)
        is_rules = kind == "service" and name == "service.yml"
        fault = fault_in_any_name(name) or fault_in_kind(status, self.rights_tell)
        if not (fault or is_rules):
            fault = fault_in_file(file, stem, suffix, status.st_size)
        if fault := fault or twin(name, names):
            self.tell(file, fault)
            if suffix == ".md" and LANGUAGE.fullmatch(stem):
                self.tree.withheld.append(Place(kind, content_id, stem, file))
        elif is_rules:
            self.tree.rules.append((content_id, file))
        elif MADE_FROM.fullmatch(name):
            return
        elif suffix == ".md":
            self.tree.editions.append(Source(Place(kind, content_id, stem, file), stamp))
        else:
            self.tree.pictures.append(PictureFile(folder, name, stamp))


def stamp_of(status: os.stat_result) -> tuple[int, int, int]:
    """Equal for two looks at a file only if it is the same.

    When it was changed is told by the system; the time that copying programs set says nothing. A file that was
    changed this very moment may be changed again before the clock moves, and never gets the same stamp twice.
    """
    now, changed = time.time_ns(), status.st_ctime_ns
    return status.st_size, changed if changed < now - TICK_NS else now, status.st_ino


def _is_program(path: Path) -> bool:
    """On some disks every file is marked as a program; then the mark says nothing."""
    return path.is_file() and bool(path.stat().st_mode & 0o111)
