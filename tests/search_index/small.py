"""An index of a few documents, made in memory for one test."""

from search_index.concept_table import ConceptTable, health_concepts
from search_index.documents import Concept, Document
from search_index.finding import find
from search_index.reading import Index
from search_index.searching import FilesEngine
from search_index.weighing import weigh
from search_index.writing import write_index

LANGUAGES = ("nb", "nn", "se", "en")
UNDERSTOOD = {"nb": ("nn",), "nn": ("nb",)}


def page(subject: str, title: str, language: str = "nb", **more: object) -> Document:
    return Document(f"article:{subject}", language, title, f"/{language}/{subject}.html", **more)  # type: ignore[arg-type]


def index_of(*documents: Document, language: str = "nb", concepts: tuple[Concept, ...] = ()) -> Index:
    pages = [(document, weigh(document)) for document in documents]
    table = ConceptTable([*health_concepts(), *concepts])
    files = {
        file.path: file.data for file in write_index(language, UNDERSTOOD.get(language, ()), LANGUAGES, pages, table)
    }
    return Index(files.__getitem__)


def found(index: Index, query: str) -> list[str]:
    """The addresses found, the best first."""
    return [result.card.href for result in find(query, index, FilesEngine(index)).results]
