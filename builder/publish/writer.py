"""Writes the files of a release that is being made, and links those that did not change."""

import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Thread

import msgspec
from msgspec import Struct

from builder.domain.artifact import Artifact

READ_ONLY = 0o444
"""A file of a release is shared with later ones by hard links: nobody may change it in place."""


LINKERS = 2
"""Threads that link, this one included; more only wait for each other."""

WORTH_A_THREAD = 1000


class FileRow(Struct, frozen=True, gc=False, array_like=True):
    """A file of the release: its path, the digest of its bytes and their number."""

    path: str
    sha256: bytes
    size: int


class ReleaseWriter:
    """Writes into `folder`; links from `previous`, the release readers see now."""

    def __init__(self, folder: Path, previous: Path | None) -> None:
        self.folder = str(folder)
        self.previous = str(previous) if previous else ""
        self._made: set[str] = set()
        self._trouble: list[OSError] = []

    def write(self, artifact: Artifact, below: str = "public/") -> FileRow:
        """Write one file and give its row."""
        path = below + artifact.path
        self._make_folder_of(path)
        descriptor = os.open(f"{self.folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, READ_ONLY)
        try:
            view = memoryview(artifact.data)
            while view:
                view = view[os.write(descriptor, view) :]
        except OSError as error:
            error.filename = f"{self.folder}/{path}"
            raise
        finally:
            os.close(descriptor)
        return FileRow(path, sha256(artifact.data).digest(), len(artifact.data))

    def link(self, rows: Sequence[FileRow]) -> None:
        """Take files over from the previous release as they are. The system links for several threads at once."""
        for row in rows:
            self._make_folder_of(row.path)
        linkers = LINKERS if len(rows) >= WORTH_A_THREAD else 1
        shares = [rows[start::linkers] for start in range(linkers)]
        threads = [Thread(target=self._link_some, args=(share,)) for share in shares[1:]]
        for thread in threads:
            thread.start()
        self._link_some(shares[0])
        for thread in threads:
            thread.join()
        if self._trouble:
            raise self._trouble[0]

    def remove(self, rows: Sequence[FileRow]) -> None:
        """Take back what was linked before something could not be."""
        for row in rows:
            Path(self.folder, row.path).unlink(missing_ok=True)
        self._trouble.clear()

    def _link_some(self, rows: Sequence[FileRow]) -> None:
        try:
            for row in rows:
                os.link(f"{self.previous}/{row.path}", f"{self.folder}/{row.path}")
        except OSError as error:
            self._trouble.append(error)

    def _make_folder_of(self, path: str) -> None:
        parent = path[: path.rfind("/") + 1]
        if parent and parent not in self._made:
            os.makedirs(f"{self.folder}/{parent}", exist_ok=True)
            self._made.add(parent)


def manifest(rows: Iterable[FileRow], day: str, root: str = "") -> tuple[str, bytes]:
    """The release's id and its manifest: every file with its SHA-256 and size, the root of the tree over what
    readers can get, and the day it was made for."""
    files = {row.path: [row.sha256.hex(), row.size] for row in sorted(rows, key=lambda row: row.path)}
    data = msgspec.json.encode({"format": 1, "date": day, "root": root, "files": files})
    return sha256(data).hexdigest()[:16], data
