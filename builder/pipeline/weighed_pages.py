"""What pages say, weighed once and kept by the page: a build reads what it needs of it."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from search_index.documents import Document
from search_index.keeping import sound, summed, tables_in_one_step
from search_index.weighing import Weighed

Page = tuple[Document, Weighed]
Kept = tuple[bytes, list[Page]]
"""A subject's editions, and the digest of what they were weighed from."""

TABLE = "create table pages (subject text primary key, digest blob, value blob) without rowid;"
PUT = "insert or replace into pages values (?, ?, ?)"

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Page]).decode


class WeighedPages:
    """The editions of each subject. What cannot be read is not there, and what cannot be written is not kept."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def digests(self) -> dict[str, bytes]:
        return {subject: digest for subject, digest, _ in self._rows("select subject, digest, null from pages")}

    def of(self, subjects: Iterable[str]) -> dict[str, list[Page]]:
        """The editions of those subjects that are kept."""
        rows = [row for one in subjects for row in self._rows("select * from pages where subject = ?", (one,))]
        return {subject: pages for subject, (_, pages) in _sound(rows).items()}

    def all(self) -> dict[str, Kept]:
        return _sound(self._rows("select * from pages"))

    def _rows(self, question: str, given: tuple[str, ...] = ()) -> list[tuple[str, bytes, bytes]]:
        if not self.file.exists():
            return []
        with suppress(sqlite3.Error), closing(sqlite3.connect(self.file)) as opened:
            return opened.execute(question, given).fetchall()
        return []

    def put(self, pages: Mapping[str, Kept]) -> None:
        """Put these in the place of what is kept of the same subjects."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(self.file)) as opened, opened:
            opened.executemany(PUT, map(_row, pages.items()))

    def replace(self, pages: Mapping[str, Kept]) -> None:
        """Keep these and no others."""
        rows = map(_row, sorted(pages.items()))
        tables_in_one_step(self.file, TABLE, lambda opened: opened.executemany(PUT, rows))


def _row(kept: tuple[str, Kept]) -> tuple[str, bytes, bytes]:
    subject, (digest, pages) = kept
    return subject, digest, summed(_encode(pages))


def _sound(rows: Iterable[tuple[str, bytes, bytes]]) -> dict[str, Kept]:
    """Those whose sum fits."""
    found = {}
    for subject, digest, value in rows:
        if data := sound(value):
            with suppress(msgspec.DecodeError):
                found[subject] = (digest, _decode(data))
    return found
