"""An index made anew after a few pages have changed: only what they touch, and the same bytes as if all were made."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from search_index.analysis import fold
from search_index.concept_table import ConceptTable
from search_index.cutting import BETWEEN, Cut, Edit, Order, Recutting, decoded, name_of_shard, path_of
from search_index.documents import Document
from search_index.entries import Entry
from search_index.gathering import Gathering, Given, Page, Readers
from search_index.remembering import Head, Key, Memory, form_place, place_of, title_place
from search_index.rows import (
    KINDS,
    KeyRows,
    bucket,
    bucket_row,
    card,
    is_near_word,
    key_order,
    keys_of,
    suggestion_orders,
    suggestion_row,
)
from search_index.writing import CARDS_IN_SHARD, File, index_files, start_of

Read = Callable[[str], bytes]
"""Gives a file of the index as it was, by its path."""


class Change(NamedTuple):
    """A subject's editions as they were and as they are."""

    old: Sequence[Page]
    new: Sequence[Page]


class Updated(NamedTuple):
    """The files that are new, the paths of those that stay, and what is to be kept."""

    files: list[File]
    kept: list[str]
    head: Head
    entries: dict[Key, Entry]


def update(memory: Memory, read: Read, readers: Readers, changes: list[Change]) -> Updated | None:
    """The index after these changes, or None if they reach further than to the pages themselves."""
    gathering = Gathering(readers, ConceptTable(named=memory.head.named))
    served = [Change(gathering.served(change.old), gathering.served(change.new)) for change in changes]
    head = memory.head
    counts = _counts(gathering, head, served)
    if counts is None or not all(map(_has_its_place, served)):
        return None
    gathering.parts = frozenset(head.parts)
    touched = Touched(memory, gathering)
    for change in served:
        number = head.numbers[change.new[0][0].subject]
        touched.take(number, gathering.given(change.old), gathering.given(change.new))
    edits = touched.edits()
    cuts, files = _recut(head, read, edits)
    _recut_cards(head, cuts, files, read, [change.new[0][0] for change in served])
    fresh = Head(head.documents, head.parts, counts, head.numbers, sorted(touched.used), head.named, cuts)
    before = {name for cut in head.cuts.values() for name in cut.names}
    after = {name for cut in cuts.values() for name in cut.names}
    made = {name: data for name, data in files.items() if name not in before and name in after}
    kept = [path_of(name) for name in sorted(after & before)]
    return Updated([*index_files(made), start_of(gathering, fresh)], kept, fresh, touched.entries)


def _counts(gathering: Gathering, head: Head, changes: Iterable[Change]) -> dict[str, int] | None:
    """How often each part stands in titles, or None if words are now made of other parts."""
    more: Counter[str] = Counter()
    for change in changes:
        more.update(gathering.part_counts(change.new))
        more.subtract(gathering.part_counts(change.old))
    if not any(more.values()):
        return head.counts
    more.update(head.counts)
    counts = {one: count for one, count in more.items() if count}
    return counts if gathering.chosen_parts(counts) == head.parts else None


def _has_its_place(change: Change) -> bool:
    """Whether the document has its number as before, and is narrowed to by the same values."""
    return bool(change.old) and bool(change.new) and _facts(change.old[0][0]) == _facts(change.new[0][0])


def _facts(document: Document) -> tuple[object, ...]:
    return document.subject, document.language, document.kind, document.partner, document.topics


class Touched:
    """The entries that changes touch, and the rows that follow from them."""

    def __init__(self, memory: Memory, gathering: Gathering) -> None:
        self.memory, self.gathering = memory, gathering
        self.entries: dict[Key, Entry] = {}
        self.used = set(memory.head.used)
        self.keys: set[str] = set()
        self.forms: set[str] = set()
        self.titles: set[str] = set()

    def take(self, number: int, old: Given, new: Given) -> None:
        """Put what a document now gives in place of what it gave."""
        for key in old.keys.keys() | new.keys.keys():
            before = old.keys.get(key), old.shown.get(key)
            strength, shown = after = new.keys.get(key), new.shown.get(key)
            if before != after:
                self.keys.add(key)
                self._set(place_of(key), number, strength)
                self._show(place_of(key), before[1], shown)
        for form in old.forms ^ new.forms:
            self.forms.add(form)
            self._set(form_place(form), number, 1 if form in new.forms else None)
        for title in set(old.titles) ^ set(new.titles):
            self.titles.add(title)
            self._set(title_place(title), number, 1 if title in new.titles else None)

    def _set(self, place: Key, number: int, strength: int | None) -> None:
        if strength is None:
            self._entry(place).remove(number)
        else:
            self._entry(place).put(number, strength)

    def _show(self, place: Key, before: str | None, after: str | None) -> None:
        if before:
            self._entry(place).show(before, -1)
        if after:
            self._entry(place).show(after)

    def _entry(self, place: Key) -> Entry:
        if place not in self.entries:
            self.entries[place] = self.memory.entry(place)
        return self.entries[place]

    def edits(self) -> dict[str, dict[Order, Edit]]:
        """What becomes of the rows of each kind."""
        self._see_concepts()
        rows = KeyRows(self.gathering.concepts, self.used, self.memory.head.documents, self.gathering.places)
        terms = {key_order(key): _row_is(rows.row(key, self._entry(place_of(key)))) for key in self.keys}
        words: dict[str, set[str]] = {word: set() for word in self.forms}
        for key in self.keys:
            if key[0] != "#" and key[-1] != "=":
                words.setdefault(fold(key), set()).add(key)
        near = {word: self._is_near(word, its, rows) for word, its in words.items() if is_near_word(word)}
        suggested = {order: self._suggested(order) for title in self.titles for order in suggestion_orders(title)}
        return {
            "terms": terms,
            "heads": _bucket_edits(near),
            "tails": _bucket_edits({word[::-1]: is_near for word, is_near in near.items()}),
            "suggest": suggested,
        }

    def _see_concepts(self) -> None:
        """A concept that got its first page, or lost its last: what names it leads somewhere now, or no longer."""
        about = {int(key[1:]): bool(self._entry(place_of(key)).documents) for key in self.keys if key[0] == "#"}
        turned = {concept for concept, is_used in about.items() if is_used != (concept in self.used)}
        self.used ^= turned
        self.keys.update(keys_of(self.gathering.concepts, turned))

    def _is_near(self, folded: str, touched: set[str], rows: KeyRows) -> bool:
        """Whether a slip is to be sought for the word: some key that is spelled so may be meant, or a form is."""
        if self._entry(form_place(folded)).documents:
            return True
        spelled = touched | self.memory.spelled(folded)
        return any(rows.may_be_meant(key, self._entry((folded, key))) for key in spelled)

    def _suggested(self, order: Order) -> Edit:
        documents = self._entry(title_place(order[2])).documents
        return _row_is(suggestion_row(order, documents[0]) if documents else None)


def _row_is(row: bytes | None) -> Edit:
    return lambda _: row


def _bucket_edits(words: dict[str, bool]) -> dict[Order, Edit]:
    buckets: dict[str, dict[str, bool]] = {}
    for word, is_near in words.items():
        buckets.setdefault(bucket(word), {})[word] = is_near
    return {(name,): _bucket_edit(name, its) for name, its in buckets.items()}


def _bucket_edit(name: str, words: dict[str, bool]) -> Edit:
    def edit(row: bytes | None) -> bytes | None:
        listed = set(decoded(row)[1].split(" ")) if row else set()
        listed -= words.keys()
        listed |= {word for word, is_near in words.items() if is_near}
        return bucket_row(name, listed)

    return edit


def _recut(head: Head, read: Read, edits: dict[str, dict[Order, Edit]]) -> tuple[dict[str, Cut], dict[str, bytes]]:
    cuts: dict[str, Cut] = {}
    files: dict[str, bytes] = {}
    for kind, its in edits.items():
        cuts[kind], made = Recutting(head.cuts[kind], KINDS[kind], read).apply(its)
        files |= made
    return cuts, files


def _recut_cards(
    head: Head, cuts: dict[str, Cut], files: dict[str, bytes], read: Read, documents: list[Document]
) -> None:
    """Cards lie by their numbers, which stay."""
    names = list(head.cuts["cards"].names)
    for document in documents:
        number = head.numbers[document.subject]
        place = number // CARDS_IN_SHARD
        data = files.get(names[place]) or read(path_of(names[place]))
        cards = data[1:-1].split(BETWEEN)
        cards[number % CARDS_IN_SHARD] = card(document)
        data = b"[" + BETWEEN.join(cards) + b"]"
        names[place] = name_of_shard(data)
        files[names[place]] = data
    cuts["cards"], cuts["facets"] = Cut(names=names), head.cuts["facets"]
