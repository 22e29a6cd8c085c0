"""What an index was made of, kept from build to build: each key's documents, in a file that is read by the key.

Losing it costs time and nothing else. It is plain data, and every value has its sum beside it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from search_index.analysis import fold
from search_index.concept_table import Named
from search_index.cutting import Cut
from search_index.entries import Entry
from search_index.gathering import Gathered
from search_index.keeping import sound, summed, tables_in_one_step

Key = tuple[str, str]
"""The key folded, and the key. What is no key of the index begins with a sign that no word has."""

FORM, TITLE = "~", '"'

TABLES = """
create table head (made_of blob, value blob);
create table entries (folded text, key text, value blob, primary key (folded, key)) without rowid;
"""

_encode = msgspec.msgpack.Encoder().encode


class Unsound(Exception):
    """What is kept is not what was stored, or not there."""


class Head(Struct, array_like=True):
    """Of a whole index: how many documents there are and their numbers, what words may be made of and how often each
    part stands in titles, the concepts pages are about and what names them, and the shards of each kind."""

    documents: int
    parts: list[str]
    counts: dict[str, int]
    numbers: dict[str, int]
    used: list[int]
    named: Named
    cuts: dict[str, Cut]


class _Kept(Struct, array_like=True):
    documents: bytes
    strengths: bytes
    shown: dict[str, int] = {}


_head = msgspec.msgpack.Decoder(Head).decode
_entry = msgspec.msgpack.Decoder(_Kept).decode


def place_of(key: str) -> Key:
    return fold(key), key


def form_place(form: str) -> Key:
    """A word among which slips are sought besides the keys."""
    return FORM + form, ""


def title_place(title: str) -> Key:
    """What is suggested."""
    return TITLE + title, ""


def keep(file: Path, made_of: bytes, head: Head, gathered: Gathered) -> None:
    """Keep an index that was made of `made_of`, whole. Where that cannot be, nothing is kept."""
    rows: dict[Key, Entry] = {place_of(key): entry for key, entry in gathered.entries.items()}
    rows |= {form_place(form): entry for form, entry in gathered.forms.items()}
    rows |= {title_place(title): entry for title, entry in gathered.titles.items()}

    def fill(opened: sqlite3.Connection) -> None:
        opened.execute("insert into head values (?, ?)", (made_of, summed(_encode(head))))
        opened.executemany("insert into entries values (?, ?, ?)", _encoded(sorted(rows.items())))

    if not tables_in_one_step(file, TABLES, fill):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _encoded(rows: Iterable[tuple[Key, Entry]]) -> Iterator[tuple[str, str, bytes]]:
    for (folded, key), entry in rows:
        kept = _Kept(entry.documents.tobytes(), bytes(entry.strengths), entry.shown)
        yield folded, key, summed(_encode(kept))


def _sound(data: bytes) -> memoryview:
    found = sound(data)
    if found is None:
        raise Unsound("a sum does not fit")
    return found


class Memory:
    """What was kept of the index that was made of `made_of`. Raises Unsound, or an error of sqlite3 or msgspec."""

    def __init__(self, file: Path, made_of: bytes) -> None:
        if not file.exists():
            raise Unsound(f"{file} is not there")
        self._opened = sqlite3.connect(file)
        row = self._opened.execute("select made_of, value from head").fetchone()
        if row is None or row[0] != made_of:
            self.close()
            raise Unsound(f"{file} is of other pages")
        self.head: Head = _head(_sound(row[1]))

    def entry(self, place: Key) -> Entry:
        """An entry, empty if there is none."""
        row = self._opened.execute("select value from entries where folded = ? and key = ?", place).fetchone()
        return _decoded(row[0]) if row else Entry()

    def spelled(self, folded: str) -> set[str]:
        """The keys that are spelled so, but for marks."""
        return {key for (key,) in self._opened.execute("select key from entries where folded = ?", (folded,))}

    def keep(self, made_of: bytes, head: Head, entries: Mapping[Key, Entry]) -> None:
        """Put other entries in place of these, in one step: it is then the memory of another index."""
        gone = [place for place, entry in entries.items() if not entry.documents]
        kept = [(place, entry) for place, entry in entries.items() if entry.documents]
        with self._opened:
            self._opened.executemany("delete from entries where folded = ? and key = ?", gone)
            self._opened.executemany("insert or replace into entries values (?, ?, ?)", _encoded(kept))
            self._opened.execute("update head set made_of = ?, value = ?", (made_of, summed(_encode(head))))

    def close(self) -> None:
        self._opened.close()


def _decoded(value: bytes) -> Entry:
    kept = _entry(_sound(value))
    return Entry(kept.documents, kept.strengths, kept.shown)
