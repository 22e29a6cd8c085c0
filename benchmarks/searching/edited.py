"""What it costs to bring an index up to date after an article has been edited."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec

from benchmarks.searching.material import LANGUAGE
from search_index.concept_table import ConceptTable, health_concepts
from search_index.documents import Document
from search_index.gathering import Gathering, Readers
from search_index.remembering import Memory, keep
from search_index.updating import Change, update
from search_index.weighing import weigh
from search_index.writing import File, written_index

ROUNDS = 15
EDITS = {"three words": 3, "a paragraph of 60 words": 60}
"""How many words of other pages an edit puts into a text."""

Write = Callable[[list[File], Path], None]
"""Puts files into a folder."""


def edited(
    pages: list[Document], languages: list[str], folder: Path, write: Write
) -> Iterator[tuple[str, list[float]]]:
    """Seconds of processor time for each kind of edit, some articles each. Their index is made in the folder."""
    readers = Readers(LANGUAGE, (), languages)
    made = written_index(Gathering(readers, ConceptTable(health_concepts())), [(page, weigh(page)) for page in pages])
    write(made.files, folder)
    memory = folder.with_suffix(".sqlite")
    keep(memory, b"", made.head, made.gathered)
    random = Random("edits")
    for name, words in EDITS.items():
        yield name, [_edit(memory, folder, readers, _with_words(random, pages, words), write) for _ in range(ROUNDS)]


def _with_words(random: Random, pages: list[Document], count: int) -> tuple[Document, Document]:
    """A page, and the same with words of others in it."""
    page = random.choice(pages)
    words = " ".join(random.choice(random.choice(pages).body.split() or ["word"]) for _ in range(count))
    return page, msgspec.structs.replace(page, body=f"{page.body} {words}")


def _edit(memory: Path, folder: Path, readers: Readers, edit: tuple[Document, Document], write: Write) -> float:
    old, new = edit
    before = [(old, weigh(old))]
    gc.disable()  # as a build does
    began = time.process_time()
    try:
        with closing(Memory(memory, b"")) as opened:
            changes = [Change(before, [(new, weigh(new))])]
            made = update(opened, lambda path: (folder / path).read_bytes(), readers, changes)
            if made is None:
                raise RuntimeError(f"an edit of the text of {old.href} reached further than the page")
            write(made.files, folder)
            return time.process_time() - began
    finally:
        gc.enable()
