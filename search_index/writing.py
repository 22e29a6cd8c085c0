"""An index as files: sorted, cut into shards of a few kilobytes, the same bytes for the same pages.

What each file holds is told in docs/developers/search-index.md; the browser reads them as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from search_index.analysis import fold
from search_index.concept_table import ConceptTable
from search_index.cutting import BETWEEN, Cut, cut_all, name_of_shard, path_of
from search_index.documents import Document
from search_index.entries import Entry
from search_index.front_coding import front_coded
from search_index.gathering import Gathered, Gathering, Readers, rules_used
from search_index.remembering import Head
from search_index.rows import (
    KINDS,
    KeyRows,
    bucket_rows,
    card,
    encode,
    facets,
    is_near_word,
    key_order,
    keys_of,
    suggestion_rows,
)
from search_index.rules import name_of, written
from search_index.weighing import Weighed

FORMAT = 3
CARDS_IN_SHARD = 8
NO_ENTRY = Entry()


class File(NamedTuple):
    """`path` is relative to the index's own folder."""

    path: str
    data: bytes


class Written(NamedTuple):
    """An index's files, and what is kept to make it anew after a few pages have changed."""

    files: list[File]
    head: Head
    gathered: Gathered


def write_index(
    language: str,
    understood: Sequence[str],
    languages: Sequence[str],
    pages: Iterable[tuple[Document, Weighed]],
    concepts: ConceptTable,
) -> list[File]:
    """The index for the readers of one language."""
    return written_index(Gathering(Readers(language, understood, languages), concepts), pages).files


def written_index(gathering: Gathering, pages: Iterable[tuple[Document, Weighed]]) -> Written:
    """The same, with what it was made of."""
    gathered = gathering.gather(pages)
    used = {int(key[1:]) for key in gathered.entries if key[0] == "#"}
    cuts: dict[str, Cut] = {}
    shards: dict[str, bytes] = {}
    for kind, rows in _rows(
        gathered, KeyRows(gathering.concepts, used, len(gathered.documents), gathering.places)
    ).items():
        cuts[kind], made = cut_all(rows, KINDS[kind])
        shards |= made
    for kind, whole in (("cards", _card_shards(gathered.documents)), ("facets", [facets(gathered.documents)])):
        cuts[kind] = Cut(names=[name_of_shard(data) for data in whole])
        shards |= dict(zip(cuts[kind].names, whole, strict=True))
    numbers = {document.subject: number for number, document in enumerate(gathered.documents)}
    kept = gathering.concepts.kept
    head = Head(len(numbers), gathered.parts, gathered.counts, numbers, sorted(used), kept, cuts)
    return Written([*index_files(shards), start_of(gathering, head)], head, gathered)


def index_files(shards: dict[str, bytes]) -> Iterator[File]:
    return (File(path_of(name), data) for name, data in sorted(shards.items()))


def _rows(gathered: Gathered, key_rows: KeyRows) -> dict[str, Iterable[bytes]]:
    entries = gathered.entries
    keys = sorted(map(key_order, {*entries, *keys_of(key_rows.concepts, key_rows.used)}))
    rows = (key_rows.row(key, entries.get(key, NO_ENTRY)) for _, key in keys)
    near = {key for _, key in keys if key_rows.may_be_meant(key, entries.get(key, NO_ENTRY))}
    words = sorted(word for word in {fold(key) for key in near} | gathered.forms.keys() if is_near_word(word))
    return {
        "terms": filter(None, rows),
        "heads": bucket_rows(words),
        "tails": bucket_rows(word[::-1] for word in words),
        "suggest": suggestion_rows(gathered.titles),
    }


def _card_shards(documents: list[Document]) -> list[bytes]:
    """What is shown of each document, some to a file."""
    cards = [card(document) for document in documents]
    starts = range(0, len(cards), CARDS_IN_SHARD)
    return [b"[" + BETWEEN.join(cards[at : at + CARDS_IN_SHARD]) + b"]" for at in starts]


def start_of(gathering: Gathering, head: Head) -> File:
    """What a client needs before its first query."""
    codes = list(gathering.places)
    files = {kind: "".join(cut.names) for kind, cut in head.cuts.items()}
    start: dict[str, Any] = {
        "format": FORMAT,
        "version": sha256(encode(files)).hexdigest()[:12],
        "language": gathering.language,
        "understood": gathering.understood,
        "languages": codes,
        "documents": head.documents,
        "rules": {code: name_of(code) for code in codes if name_of(code)},
        "tables": {name: written(name) for name in sorted(set(rules_used(codes).values()))},
        "parts": front_coded(head.parts),
        "shards": {kind: front_coded(head.cuts[kind].borders()) for kind in KINDS},
        "files": files,
        "cards": CARDS_IN_SHARD,
    }
    return File("start.json", encode(start))
