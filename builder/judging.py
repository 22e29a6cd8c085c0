"""Search put to the test: articles of a table are hidden among other Markdown, and judged queries look for them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import Struct

from builder.importing.foreign_file import read_foreign
from builder.importing.report import LeftOut
from builder.index import with_text
from builder.render.theme import OWN_THEME
from search_index.analysis import is_stop_word, words_of
from search_index.concept_table import ConceptTable, health_concepts
from search_index.documents import Document
from search_index.evaluation import Judged, Score, Search, by_language_and_kind, ranks
from search_index.planning import plan
from search_index.reading import Index
from search_index.searching import FilesEngine
from search_index.static_client import NODE, StaticClient
from search_index.weighing import weigh
from search_index.whoosh_engine import engine_in
from search_index.writing import File, write_index
from translations import languages

Tell = Callable[[str], None]

GUESSED = ("nb", "nn", "se", "en", "uk", "ar")
GUESSED_FROM = 400
"""Words of a text that names no language, looked at to guess it by its stop words."""


class TableRow(Struct):
    """A line of the articles' table. `topic` is what its editions share."""

    id: str
    topic: str
    lang: str
    title: str
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""


Peer = Callable[[list[Document], list[str]], AbstractContextManager[dict[str, Search]]]
"""Another search over the same documents, asked in these languages."""


def judge(
    judged: list[Judged], articles: Path | None, among: Path | None, tell: Tell, peer: Peer | None = None
) -> dict[str, dict[str, Score]]:
    """The scores of each engine. Without a table of articles, those sought are among the folder's pages."""
    documents = list(table_documents(articles)) if articles else []
    documents += folder_documents(among) if among else []
    tell(f"{len(documents)} documents, {len(judged)} queries")
    codes = list(dict.fromkeys(row.language for row in judged))
    with TemporaryDirectory() as folder:
        written = indexes(documents, codes, tell)
        for code, files in written.items():
            _keep(files, Path(folder) / code)
        opened = {code: Index(_reader(files)) for code, files in written.items()}
        engines: dict[str, Search] = {
            "index files": _search(opened, {code: FilesEngine(index) for code, index in opened.items()}),
            "Whoosh": _search(opened, {code: engine_in(Path(folder), index) for code, index in opened.items()}),
        }
        with ExitStack() as others:
            engines |= others.enter_context(_static_search(Path(folder), codes, tell))
            engines |= others.enter_context(peer(documents, codes)) if peer else {}
            return {name: by_language_and_kind(ranks(judged, search)) for name, search in engines.items()}


@contextmanager
def _static_search(folder: Path, codes: list[str], tell: Tell) -> Iterator[dict[str, Search]]:
    """What browsers run, where there is a node to run it."""
    if NODE is None:
        tell("no node here: the search in the browser is left out")
        yield {}
        return
    with StaticClient(OWN_THEME / "assets/search", [folder / code for code in codes]) as client:
        yield {"browser": client.addresses}


def _search(opened: dict[str, Index], engines: dict[str, Any]) -> Search:
    def search(query: str, language: str) -> list[str]:
        index = opened[language]
        hits = engines[language].search(plan(query, index))
        return [index.card(document).href for document, _ in hits[:10]]

    return search


def _reader(files: list[File]) -> Callable[[str], bytes]:
    return {file.path: file.data for file in files}.__getitem__


def _keep(files: list[File], folder: Path) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def indexes(documents: list[Document], codes: list[str], tell: Tell) -> dict[str, list[File]]:
    """The index of each language that is asked in."""
    tell("weighing words")
    pages = [(document, weigh(document)) for document in documents]
    concepts = ConceptTable(health_concepts())
    found = {}
    for code in codes:
        tell(f"making the index for {code}")
        found[code] = write_index(code, languages.get(code).understood, codes, pages, concepts)
    return found


def table_documents(file: Path) -> Iterator[Document]:
    """The articles of a table, a JSON object a line."""
    for line in file.read_bytes().splitlines():
        if line.strip():
            row = msgspec.json.decode(line, type=TableRow)
            document = Document(
                f"article:{row.topic}", row.lang, row.title, row.id, names=row.keywords, summary=row.summary
            )
            yield with_text(document, row.body)


def folder_documents(folder: Path) -> Iterator[Document]:
    """Every page of Markdown under a folder, a portal's or anybody's."""
    for path in sorted(folder.rglob("*.md")):
        try:
            page = read_foreign(path.name, path.read_bytes(), lambda *_: None)
        except (LeftOut, OSError):
            continue
        yield foreign_document(path.relative_to(folder), page.front.values, page.body)


def foreign_document(path: Path, front: dict[str, Any], body: str) -> Document:
    """A page from elsewhere. In a portal's own folders the editions of an article are joined."""
    language = _language(path, front, body)
    subject = path.parent if path.stem == language and "articles" in path.parts else path
    document = Document(
        f"page:{subject.as_posix()}",
        language,
        _text(front, "title") or path.stem,
        path.as_posix(),
        names=_list(front, "keywords") + tuple(name for name in _list(front, "aliases") if not name.startswith("/")),
        summary=_text(front, "summary") or _text(front, "description"),
    )
    return with_text(document, body)


def _language(path: Path, front: dict[str, Any], body: str) -> str:
    """By the front matter, else by the names of file and folders, else by the words the text is full of."""
    for key in ("language", "lang", "locale"):
        if found := languages.known(_text(front, key)):
            return found.code
    for name in (path.stem, path.stem.rpartition("-")[2], *reversed(path.parts[:-1])):
        if len(name) in (2, 5, 7) and name not in ("no", "id", "so", "my") and (found := languages.known(name)):
            return found.code
    words = words_of(body)[:GUESSED_FROM]
    return max(GUESSED, key=lambda code: sum(is_stop_word(word, code) for word in words))


def _text(front: dict[str, Any], key: str) -> str:
    value = front.get(key)
    return value if isinstance(value, str) else ""


def _list(front: dict[str, Any], key: str) -> tuple[str, ...]:
    value = front.get(key)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
