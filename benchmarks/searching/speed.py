"""How fast search is: planning and ranking in the shell, making the index, and what a browser is sent."""

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.searching.edited import edited
from benchmarks.searching.material import LANGUAGE, documents, queries
from builder.render.theme import OWN_THEME
from search_index.concept_table import ConceptTable, health_concepts
from search_index.documents import Document
from search_index.finding import Engine, find
from search_index.reading import Index, in_folder
from search_index.searching import FilesEngine
from search_index.static_client import StaticClient
from search_index.weighing import weigh
from search_index.whoosh_engine import engine_in
from search_index.writing import File, write_index

LANGUAGES = ["nb", "nn", "se", "en", "ar", "uk"]
SMALL, LARGE = 3_000, 10_000
ASKED = 700
ASKED_IN_BROWSER = 210
KILO = 1000


class Line(NamedTuple):
    """Something measured, what is asked of it, and whether more is better."""

    what: str
    value: float
    unit: str
    asked: float
    more_is_better: bool = False

    def __str__(self) -> str:
        reached = self.value >= self.asked if self.more_is_better else self.value <= self.asked
        sign = "≥" if self.more_is_better else "≤"
        end = "reached" if reached else "NOT reached"
        return f"{self.what:60} {self.value:9.1f} {self.unit:8} {sign} {self.asked:g}: {end}"


def measure(among: Path | None, tell: Callable[[str], None]) -> Iterable[Line]:
    tell("making the pages")
    pages = documents(LARGE, among)
    asked = queries(pages, ASKED)
    with TemporaryDirectory(prefix="search-bench-") as folder:
        small, large = Path(folder, "small", LANGUAGE), Path(folder, "large", LANGUAGE)
        tell(f"making the index of {len(pages)} pages")
        yield Line(f"indexing {LARGE:,} documents", _make(pages, large), "a CPU-s", 300, more_is_better=True)
        tell("editing articles")
        for name, took in edited(pages, LANGUAGES, Path(folder, "edited"), keep):
            yield Line(f"an edited article, {name}, in the middle", _share(sorted(took), 0.5) * KILO, "CPU-ms", 100)
        _make(pages[:SMALL], small)
        gc.freeze()  # a shell holds no pages that would be looked through again and again
        tell("asking")
        yield from _asked_of_engines(small, large, asked, Path(folder))
        tell("asking in the browser's scripts")
        yield from _asked_of_browser(large, asked[:ASKED_IN_BROWSER])


def _make(pages: list[Document], folder: Path) -> float:
    """Weigh and write; documents in a second of processor time."""
    began = time.process_time()
    weighed = ((page, weigh(page)) for page in pages)
    files = write_index(LANGUAGE, (), LANGUAGES, weighed, ConceptTable(health_concepts()))
    took = time.process_time() - began
    keep(files, folder)
    return len(pages) / took


def keep(files: list[File], folder: Path) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def _asked_of_engines(small: Path, large: Path, asked: list[str], folder: Path) -> Iterable[Line]:
    few, many = in_folder(small), in_folder(large)
    for what, index, engine, most in (
        (f"Whoosh at {SMALL:,}", few, engine_in(folder, few), 60),
        (f"index files at {LARGE:,}", many, FilesEngine(many), 20),
    ):
        took = sorted(_times(asked, index, engine))
        yield Line(f"{what}, a query in the middle", _share(took, 0.5), "ms", most)
        yield Line(f"{what}, p99", _share(took, 0.99), "ms", most)


def _times(asked: list[str], index: Index, engine: Engine) -> Iterable[float]:
    for query in asked:
        began = time.process_time()
        find(query, index, engine)
        yield (time.process_time() - began) * KILO


def _asked_of_browser(large: Path, asked: list[str]) -> Iterable[Line]:
    """To the first result nothing is there; for a later query what the one before it has brought."""
    first, later = [], []
    with StaticClient(OWN_THEME / "assets/search", [large]) as client:
        client.ask("find", LANGUAGE, query="warm")
        opening = client.ask("find", LANGUAGE, query="", afresh=True).fetched
        for query in asked:
            whole = client.ask("find", LANGUAGE, query=query, afresh=True).fetched
            first.append(whole / KILO)
            later.append((whole - opening) / KILO)
    first.sort()
    later.sort()
    yield Line("browser, start.json", opening / KILO, "kB", 100)
    for name, sizes, most in (("to the first result", first, 100), ("for a later query", later, 50)):
        for share, which in ((0.5, "in the middle"), (0.95, "95 of 100"), (1.0, "at most")):
            yield Line(f"browser, {name}, {which}", _share(sizes, share), "kB", most)


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
