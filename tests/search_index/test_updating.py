"""An index made anew where a few pages have changed is, to the byte, the one that is made of all pages."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from search_index.concept_table import ConceptTable, health_concepts
from search_index.cutting import Cut, Cutter, Edit, Kind, Order, Recutting, Sizes, cut_all, mark_of, path_of
from search_index.documents import Document
from search_index.gathering import Gathering, Page, Readers
from search_index.remembering import Memory, Unsound, keep
from search_index.updating import Change, Updated, update
from search_index.weighing import weigh
from search_index.writing import Written, written_index
from tests.search_index.small import page

NB = Readers("nb", ("nn",), ("nb", "nn", "en"))
TELLING = """
    astma feber hoste hjerteinfarkt blodtrykk medisin vaksine lege barn utslett smitte kreft influensa allergi søvn tann
    hud øye øre mage diabetes migrene angst stress kosthold røyking trening svangerskap fødsel amming
"""
WORDS = TELLING.split()


def portal(count: int = 60) -> dict[str, list[Document]]:
    """Articles of random words, every third in two languages; each word stands in some title."""
    random = Random("portal")
    made = {}
    for number in range(count):
        title = f"{WORDS[number % len(WORDS)]} {random.choice(WORDS)}".capitalize()
        text = " ".join(random.choices(WORDS, k=150))
        summary = " ".join(random.choices(WORDS, k=6))
        editions = [page(f"a{number}", title, summary=summary, body=text, topics=("hud",))]
        if number % 3 == 0:
            editions.append(page(f"a{number}", f"About {title}", "en", body=text, topics=("hud",)))
        made[f"a{number}"] = editions
    return made


def weighed(editions: Iterable[Document]) -> list[Page]:
    return [(document, weigh(document)) for document in editions]


def whole(documents: dict[str, list[Document]]) -> Written:
    pages = [one for editions in documents.values() for one in weighed(editions)]
    return written_index(Gathering(NB, ConceptTable(health_concepts())), pages)


class Kept:
    """A portal whose index is kept in a folder, and edited."""

    def __init__(self, folder: Path) -> None:
        self.memory = folder / "index.sqlite"
        self.documents = portal()
        self.release = 0
        made = whole(self.documents)
        self.files = {file.path: file.data for file in made.files}
        keep(self.memory, b"0", made.head, made.gathered)

    def edit(self, subject: str, **fields: object) -> Updated | None:
        old = self.documents[subject]
        new = [msgspec.structs.replace(old[0], **fields), *old[1:]]  # type: ignore[arg-type]
        with closing(Memory(self.memory, str(self.release).encode())) as memory:
            made = update(memory, self.files.__getitem__, NB, [Change(weighed(old), weighed(new))])
            if made:
                self.release += 1
                memory.keep(str(self.release).encode(), made.head, made.entries)
                self.documents[subject] = new
                kept = {path: self.files[path] for path in made.kept}
                self.files = kept | {file.path: file.data for file in made.files}
        return made


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_edits_one_after_another_give_the_index_of_all_pages(kept: Kept) -> None:
    """Text, summary, title, headings: what is taken over and what is new are together what a whole one would be."""
    random = Random("edits")
    updated = 0
    for _ in range(25):
        subject = random.choice(sorted(kept.documents))
        words = " ".join(random.choices([*WORDS, "hjertattakk", "grå", "stær", "flåttbitt"], k=random.randrange(1, 90)))
        field = random.choice(["body", "body", "summary", "title", "headings", "names"])
        several = field in ("headings", "names")
        updated += kept.edit(subject, **{field: (words,) if several else words}) is not None
        assert kept.files == {file.path: file.data for file in whole(kept.documents).files}
    assert updated > 10


def test_few_words_touch_few_shards(kept: Kept) -> None:
    """What stays is not written again."""
    before = set(kept.files)
    made = kept.edit("a7", body=kept.documents["a7"][0].body + " kløe")
    assert made is not None
    assert len(made.files) <= 4
    assert len(before & set(kept.files)) >= len(before) - 4


def test_a_concept_that_gets_its_first_page_is_found_by_all_its_names(kept: Kept) -> None:
    """And no longer when the page is gone: rows of names that no edited page has are touched too."""
    summary = kept.documents["a5"][0].summary
    assert kept.edit("a5", summary="Om grå stær og linsen i øyet") is not None
    assert kept.files == {file.path: file.data for file in whole(kept.documents).files}
    assert kept.edit("a5", summary=summary) is not None
    assert kept.files == {file.path: file.data for file in whole(kept.documents).files}


def test_what_reaches_further_is_made_whole(kept: Kept) -> None:
    """Another topic moves a document's number; a new word in a title may be a part of any word."""
    assert kept.edit("a3", topics=("andre",)) is None
    assert kept.edit("a3", partner="legelaget") is None
    assert kept.edit("a3", title="Zwertix og hoste") is None


def test_a_memory_of_other_pages_or_with_a_flipped_bit_is_not_used(kept: Kept) -> None:
    with pytest.raises(Unsound):
        Memory(kept.memory, b"another")
    with pytest.raises(Unsound):
        Memory(kept.memory.with_name("gone"), b"0")
    with closing(sqlite3.connect(kept.memory)) as opened, opened:
        (value,) = opened.execute("select value from entries where key = 'feber'").fetchone()
        opened.execute("update entries set value = ? where key = 'feber'", (value[:-1] + bytes([value[-1] ^ 1]),))
    with pytest.raises(Unsound):
        kept.edit("a7", summary="feber feber hoste", body="feber")


SMALL = Kind(Sizes(60, 130, 30), lambda row: (mark_of(row).decode(),), bytes)

row_texts = some.dictionaries(
    some.text("abcdef", min_size=1, max_size=4), some.text("x", max_size=90), min_size=1, max_size=60
)


def rows_of(texts: dict[str, str]) -> list[bytes]:
    return [f'["{key}","{text}"]'.encode() for key, text in sorted(texts.items())]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(row_texts, row_texts, some.sets(some.text("abcdef", min_size=1, max_size=4)))
def test_rows_recut_where_they_changed_lie_as_if_all_were_cut(
    before: dict[str, str], put_in: dict[str, str], taken_out: set[str]
) -> None:
    after = {key: text for key, text in {**before, **put_in}.items() if key not in taken_out}
    cut, files = cut_all(rows_of(before), SMALL)
    edits: dict[Order, Edit] = {}
    for key in put_in.keys() | taken_out:
        row = rows_of({key: after[key]})[0] if key in after else None
        edits[(key,)] = lambda _, row=row: row  # type: ignore[misc]
    by_path = {path_of(name): data for name, data in files.items()}
    recut, fresh = Recutting(cut, SMALL, by_path.__getitem__).apply(edits)
    expected, all_files = cut_all(rows_of(after), SMALL)
    assert recut == expected
    assert all_files.keys() <= files.keys() | fresh.keys()


def test_shards_are_neither_small_nor_large() -> None:
    cutter = Cutter(SMALL)
    for number in range(500):
        cutter.add(f'["{number:04}","some text"]'.encode())
    cut, files = cutter.finish()
    assert all(60 <= len(data) <= 160 for data in list(files.values())[:-1])
    assert len(cut.names) > 50
    assert cut != Cut()
