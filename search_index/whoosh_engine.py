"""Whoosh as the engine: it keeps each key's documents, and ranks them as the plan says.

A visitor's text never reaches Whoosh's query language: it is asked for keys that the plan has chosen. Its files hold
pickles, which are code: an index is made here from a release's own files and never taken from elsewhere.
"""

import logging
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from whoosh import fields
from whoosh import index as whoosh_index
from whoosh.analysis import Token, Tokenizer

from search_index.entries import rarity
from search_index.planning import Plan
from search_index.reading import Index, Term
from search_index.searching import FilesEngine, Hit, rank

LOG = logging.getLogger("helsevei.search")

MEMORY_MB = 256
"""Enough that a language becomes one segment, in which Whoosh numbers the documents as we do."""

KEPT_TERMS = 4096


class Keys(Tokenizer):  # type: ignore[misc]
    """Takes lines of a key, a tab and its strength as they are, instead of taking a text apart."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        token = Token(mode="index")
        for line in value.split("\n") if value else ():
            token.text, _tab, strength = line.partition("\t")
            token.boost = float(strength)
            yield token


class WhooshEngine:
    """Ranks by a Whoosh index of the same documents."""

    def __init__(self, folder: Path) -> None:
        self.reader = whoosh_index.open_dir(folder, readonly=True).reader()
        self.documents: int = self.reader.doc_count_all()
        self._term = lru_cache(KEPT_TERMS)(self._read)
        self._one_at_a_time = Lock()

    def search(self, planned: Plan) -> list[Hit]:
        return rank(planned, self._term)

    def _read(self, key: str) -> Term | None:
        documents, strengths = [], []
        with self._one_at_a_time:  # Whoosh's readers share the place they read at
            if ("keys", key) not in self.reader:
                return None
            matcher = self.reader.postings("keys", key)
            while matcher.is_active():
                documents.append(matcher.id())
                strengths.append(int(matcher.weight()))
                matcher.next()
        return Term(key, rarity(len(documents), self.documents), documents, strengths, key, [])


class WhooshWhenMade:
    """Ranks by the index's files until the Whoosh index is made beside, and by that from then on."""

    def __init__(self, folder: Path, index: Index) -> None:
        self._engine: FilesEngine | WhooshEngine = FilesEngine(index)
        self.making = Thread(target=self._make, args=(folder, index), name="helsevei-whoosh", daemon=True)
        self.making.start()

    def search(self, planned: Plan) -> list[Hit]:
        return self._engine.search(planned)

    def _make(self, folder: Path, index: Index) -> None:
        try:
            self._engine = engine_in(folder, index)
        except Exception as error:
            LOG.error("the Whoosh index for %s could not be made: %s; its files answer", index.language, error)
            return
        remove_others(folder, index)


def remove_others(folder: Path, index: Index) -> None:
    """Remove what was made of earlier versions of an index. Whoever has one open still reads it."""
    for other in folder.glob(f"{index.language}-*"):
        if other.name != _name(index):
            shutil.rmtree(other, ignore_errors=True)


def _name(index: Index) -> str:
    return f"{index.language}-{index.start['version']}"


def engine_in(folder: Path, index: Index) -> WhooshEngine:
    """The engine of an index, its Whoosh index made in `folder` if this version of it is not there."""
    own = folder / _name(index)
    if not own.exists():
        _make(own, index)
    return WhooshEngine(own)


def _make(own: Path, index: Index) -> None:
    """Make it beside its place and move it there in one step, so that it is whole or absent."""
    fresh = own.with_name(f".{own.name}-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    made = whoosh_index.create_in(fresh, fields.Schema(keys=fields.TEXT(analyzer=Keys(), phrase=False)))
    writer = made.writer(limitmb=MEMORY_MB)
    for lines in _by_document(index.documents, index.terms()):
        writer.add_document(keys="\n".join(lines))
    writer.commit(merge=False)
    made.close()
    try:
        fresh.replace(own)
    except OSError:
        if not own.exists():
            raise
        shutil.rmtree(fresh)  # another process was first


def _by_document(documents: int, terms: Iterable[Term]) -> Iterator[list[str]]:
    """The keys of each document, in the order of their numbers."""
    keys: dict[int, list[str]] = defaultdict(list)
    for term in terms:
        for number, strength in zip(term.documents, term.strengths, strict=True):
            keys[number].append(f"{term.key}\t{strength}")
    for number in range(documents):
        yield keys.get(number, [])
