"""Which files there are: one walk over the content, nothing opened, nothing followed."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder.domain.article import Kind
from builder.load.edition_file import Place
from builder.load.fault import Fault

FOLDERS: tuple[tuple[Kind, str], ...] = (("article", "content/articles"), ("service", "content/services"))
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
RESERVED = {"index", "404", "a-z", "topics", "partners", "services", "languages", "feed", "sitemap", "assets", "media"}
"""Addresses the portal uses itself, which no content_id may take (bad-input.md G19)."""


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


class Tree(NamedTuple):
    """What the walk found."""

    editions: list[Source]
    pictures: list[PictureFile]
    rules: list[tuple[str, str]]
    faults: list[tuple[str, Fault]]


def scan(root: Path) -> Tree:
    """Walk articles and services. Files that have no place there are told, never read."""
    tree = Tree([], [], [], [])
    for kind, folder in FOLDERS:
        names: dict[str, str] = {}
        for entry in _entries(root / folder):
            place = f"{folder}/{entry.name}"
            if fault := _fault_in_folder(entry, names):
                tree.faults.append((_shown(place), fault))
            else:
                _scan_folder(tree, kind, entry.name, entry.path, place)
    return tree


def _entries(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return


def _scan_folder(tree: Tree, kind: Kind, content_id: str, path: str, folder: str) -> None:
    names: dict[str, str] = {}
    for entry in _entries(path):
        file = f"{folder}/{entry.name}"
        stem, suffix = os.path.splitext(entry.name)
        status = entry.stat(follow_symlinks=False)
        stamp = (status.st_size, status.st_mtime_ns, status.st_ino)
        if fault := _fault_in_file(entry, status, names):
            tree.faults.append((_shown(file), fault))
        elif suffix == ".md":
            tree.editions.append(Source(Place(kind, content_id, stem, file), stamp))
        elif kind == "service" and entry.name == "service.yml":
            tree.rules.append((content_id, file))
        elif suffix in PICTURES:
            tree.pictures.append(PictureFile(folder, entry.name, stamp))
        else:
            tree.faults.append(
                (_shown(file), Fault(1, "unexpected-file", "only editions (nb.md …) and pictures lie here; move it"))
            )


def _fault_in_folder(entry: os.DirEntry[str], names: dict[str, str]) -> Fault | None:
    name = entry.name
    if entry.is_symlink():
        return Fault(1, "symbolic-link", "a symbolic link; put a folder of its own here")
    if not entry.is_dir():
        return Fault(1, "unexpected-file", "only folders lie here, one for each content_id; move it")
    if not _is_slug(name):
        return Fault(1, "bad-name", "a content_id is small letters a–z, digits and single hyphens; rename the folder")
    if name in RESERVED:
        return Fault(1, "reserved-name", f"«{name}» is an address of the portal's own; choose another content_id")
    return _twin(name, names)


def _fault_in_file(entry: os.DirEntry[str], status: os.stat_result, names: dict[str, str]) -> Fault | None:
    if entry.is_symlink():
        return Fault(1, "symbolic-link", "a symbolic link; put the file itself here")
    if not stat.S_ISREG(status.st_mode):
        return Fault(1, "unexpected-file", "not a plain file; remove it")
    if status.st_mode & 0o111:
        return Fault(1, "executable", "marked as a program; run: chmod -x")
    stem = entry.name.rpartition(".")[0]
    if entry.name != "service.yml" and not all(_is_slug(part.lower()) for part in stem.split("_")):
        return Fault(1, "bad-name", "file names are letters a–z, digits and single hyphens; rename it")
    return _twin(entry.name, names)


def _twin(name: str, names: dict[str, str]) -> Fault | None:
    folded = unicodedata.normalize("NFC", name).casefold()
    other = names.setdefault(folded, name)
    if other != name:
        return Fault(1, "same-name", f"differs from «{other}» only in how letters are written; keep one")
    return None


def _is_slug(name: str) -> bool:
    return (
        name.isascii()
        and 0 < len(name) <= 80
        and name.replace("-", "").isalnum()
        and name == name.lower()
        and not (name.startswith("-") or name.endswith("-") or "--" in name)
    )


def _shown(path: str) -> str:
    """A path that can be printed whatever its bytes are."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").replace("\n", "\\n")
