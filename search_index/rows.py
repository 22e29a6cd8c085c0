"""The rows of an index's files: keys with their documents, words a slip may be of, suggestions and cards."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from search_index.analysis import fold, words_of
from search_index.concept_table import ConceptTable
from search_index.cutting import Kind, Order, Sizes, decoded, mark_of
from search_index.documents import Document
from search_index.entries import Entry, rarity, steps

SUGGESTED_WORDS, SUGGESTED_LETTERS = 4, 40
LONGEST_SUMMARY = 300
SHORTEST_MEANT, LONGEST_MEANT, FEW = 3, 40, 2

encode = msgspec.json.Encoder().encode


class KeyRows:
    """Makes the rows of keys. Names of concepts that no page is about lead nowhere, and are left out.

    `languages` are the readers', the best first.
    """

    def __init__(self, concepts: ConceptTable, used: set[int], total: int, languages: Iterable[str]) -> None:
        self.concepts, self.used, self.total, self.languages = concepts, used, total, list(languages)

    def row(self, key: str, entry: Entry) -> bytes | None:
        """`[key, rarity, documents as steps, strengths, shown, concepts]`, without the empty ones at the end."""
        named = self._named(key)
        shown = self.written(key, entry)
        if not entry.documents and not named and not shown:
            return None
        documents, strengths = entry.strongest()
        columns: list[Any] = [list(steps(documents)), strengths, shown if shown != key else "", named]
        while columns and not columns[-1]:
            columns.pop()
        return encode([key, rarity(len(entry.documents), self.total), *columns])

    def _named(self, key: str) -> list[int]:
        if key[-1] != "=":
            return []
        named = sorted(self.concepts.named.get(key[:-1], {}).items())
        return [part for concept, share in named if concept in self.used for part in (concept, share)]

    def written(self, key: str, entry: Entry) -> str:
        """How the word is written; a word that no page has may stand in a concept's name."""
        if entry.documents:
            return entry.written
        words, concepts = self.concepts.words.get(key, ({}, []))
        if self.used.isdisjoint(concepts):
            return ""
        return next((words[code] for code in self.languages if code in words), "")

    def may_be_meant(self, key: str, entry: Entry) -> bool:
        """Whether somebody who misspells may have meant this key."""
        if key[0] == "#" or key[-1] == "=" or key.isdecimal():
            return False
        return bool(self.written(key, entry)) or len(entry.documents) > FEW


def keys_of(concepts: ConceptTable, wanted: set[int]) -> Iterator[str]:
    """The keys whose rows tell of some of the concepts."""
    for phrase, named in concepts.named.items() if wanted else ():
        if not wanted.isdisjoint(named):
            yield f"{phrase}="
    for word, (_, its) in concepts.words.items() if wanted else ():
        if not wanted.isdisjoint(its):
            yield word


def key_order(key: str) -> Order:
    return fold(key), key


def order_of_key_row(line: bytes) -> Order:
    return key_order(mark_of(line).decode())


def folded_mark(mark: bytes) -> str:
    return fold(mark.decode())


def is_near_word(folded: str) -> bool:
    return SHORTEST_MEANT <= len(folded) <= LONGEST_MEANT


def bucket(word: str) -> str:
    """Words that begin with the same two letters and are as long are tried together for a misspelt one."""
    return f"{word[:2]}{min(len(word), 99):02}"


def order_of_bucket_row(line: bytes) -> Order:
    return (mark_of(line).decode(),)


def bucket_row(name: str, words: Iterable[str]) -> bytes | None:
    listed = " ".join(sorted(words))
    return encode([name, listed]) if listed else None


def bucket_rows(words: Iterable[str]) -> Iterator[bytes]:
    """Words by their beginnings, as they are given."""
    buckets: dict[str, list[str]] = {}
    for word in words:
        buckets.setdefault(bucket(word), []).append(word)
    for name in sorted(buckets):
        if row := bucket_row(name, buckets[name]):
            yield row


def suggestion_orders(text: str) -> Iterator[Order]:
    """A title by each of its first words, for what a reader has begun to type."""
    words = [fold(word) for word in words_of(text)]
    for at in range(min(SUGGESTED_WORDS, len(words))):
        yield " ".join(words[at:])[:SUGGESTED_LETTERS], at, text


def suggestion_row(order: Order, document: int) -> bytes:
    return encode([*order, document])


def order_of_suggestion_row(line: bytes) -> Order:
    typed, at, text, _ = decoded(line)
    return typed, at, text


def suggestion_rows(titles: Mapping[str, Entry]) -> Iterator[bytes]:
    """Of documents that are called alike the first is suggested."""
    rows = {order: entry.documents[0] for text, entry in titles.items() for order in suggestion_orders(text)}
    for order, document in sorted(rows.items()):
        yield suggestion_row(order, document)


KINDS = {
    "terms": Kind(Sizes(5_000, 11_000, 2_500), order_of_key_row, folded_mark),
    "heads": Kind(Sizes(2_500, 5_500, 1_250), order_of_bucket_row, bytes),
    "tails": Kind(Sizes(2_500, 5_500, 1_250), order_of_bucket_row, bytes),
    "suggest": Kind(Sizes(5_000, 11_000, 2_500), order_of_suggestion_row, bytes),
}
"""With larger shards a query of many words brings more than it uses, with smaller ones what is read first grows by
their names."""


def card(document: Document) -> bytes:
    """What is shown of a document."""
    summary = document.summary[:LONGEST_SUMMARY]
    where = (document.href, document.kind, document.partner, list(document.topics))
    return encode([document.subject, document.language, document.title, summary, *where])


def facets(documents: list[Document]) -> bytes:
    """What results can be narrowed by: the values, and for each document their places."""
    lists: dict[str, list[str]] = {
        name: sorted({getattr(document, name) for document in documents}) for name in ("language", "kind", "partner")
    }
    topics = sorted({topic for document in documents for topic in document.topics})
    places = {name: {value: at for at, value in enumerate(values)} for name, values in lists.items()}
    topic_places = {topic: at for at, topic in enumerate(topics)}
    rows = [
        [
            *(places[name][getattr(document, name)] for name in ("language", "kind", "partner")),
            *(topic_places[topic] for topic in document.topics),
        ]
        for document in documents
    ]
    return encode({**lists, "topics": topics, "documents": rows})
