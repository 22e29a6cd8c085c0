"""The portal that is imported into: what is there already, and what is to be written at the end."""

import os
from pathlib import Path

from builder.domain.addresses import RESERVED
from builder.importing.report import FILE, ImportReport, read_earlier, report_bytes
from builder.load.edition_file import decode
from builder.load.fault import Unreadable
from builder.load.registers import MAX_BYTES, MAX_KEYS
from builder.load.strict_yaml import read_yaml

ARTICLES = "content/articles"
TOPICS = "content/topics.yml"
SITE = "content/site.yml"


class CannotImport(Exception):
    """The import cannot begin; the message says why and what to do."""


class Destination:
    """A portal's folder. Nothing is written before `close`."""

    def __init__(self, root: Path, mapping: str) -> None:
        self.root = root
        self.earlier = read_earlier(self._bytes(FILE) or b"")
        self.taken = self._taken(mapping)
        self.files: dict[str, bytes] = {}
        self.pictures: dict[str, Path] = {}

    def _taken(self, mapping: str) -> set[str]:
        """The content_ids of others: all that are there but those this mapping brought."""
        ours = {edition["content_id"] for edition in self.earlier.get(mapping, {}).get("editions", ())}
        folder = self.root / ARTICLES
        there = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
        return (there - ours) | RESERVED

    def begin(self, file: str, data: bytes) -> bool:
        """Write a file that is not there yet. True also if it is there and nobody has changed it since."""
        there = self._bytes(file)
        if there is None:
            self.files[file] = data
        return there in (None, data)

    def topics(self) -> set[str]:
        """The topics that are there already."""
        data = self._bytes(TOPICS)
        if not data or not data.strip():
            return set()
        try:
            return set(read_yaml(decode(data), max_keys=MAX_KEYS, max_bytes=MAX_BYTES).values)
        except Unreadable as unreadable:
            fault = unreadable.fault
            raise CannotImport(f"{TOPICS}:{fault.line}: {fault.message}  [{fault.code}]") from None

    def add_topics(self, entries: str) -> None:
        """Entries go below those that are there, which stay byte for byte."""
        there = (self._bytes(TOPICS) or b"").decode()
        self.files[TOPICS] = (there + ("\n" if there and not there.endswith("\n") else "") + entries).encode()

    def close(self, report: ImportReport, dry_run: bool) -> None:
        """Write everything, the report last. A file that is the same already is not touched."""
        if dry_run:
            return
        self.files[FILE] = report_bytes(report, self.earlier)
        for file, picture in self.pictures.items():
            self.files.setdefault(file, picture.read_bytes())
        for file, data in self.files.items():
            path = self.root / file
            if self._bytes(file) != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def _bytes(self, file: str) -> bytes | None:
        try:
            return (self.root / file).read_bytes()
        except FileNotFoundError:
            return None
