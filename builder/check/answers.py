"""An article is found for the questions it says it answers."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from builder.check import library_rule
from builder.domain.article import Edition
from builder.domain.library import Library
from builder.index import concepts, document_of
from search_index.concept_table import ConceptTable, health_concepts
from search_index.planning import plan
from search_index.reading import Index
from search_index.searching import FilesEngine
from search_index.weighing import weigh
from search_index.writing import write_index
from translations import languages

AMONG_FIRST = 3


class Answer(NamedTuple):
    """A question that an edition says it answers, whether search finds it so, and the title search gives first."""

    edition: Edition
    question: str
    found: bool
    first: str


def answers(library: Library) -> Iterator[Answer]:
    """Search for every question under «answers»: by title, keywords and summary, without the pages' text."""
    asked = {edition.language for edition in library.editions if edition.matter.answers}
    indexes = _indexes(library, asked) if asked else {}
    for edition in library.editions:
        for question in edition.matter.answers:
            index = indexes[edition.language]
            hits = FilesEngine(index).search(plan(question, index))
            found = [index.card(document) for document, _ in hits[:AMONG_FIRST]]
            is_found = f"{edition.kind}:{edition.content_id}" in (card.subject for card in found)
            yield Answer(edition, question, is_found, found[0].title if found else "")


@library_rule("answer-not-found", "warning")
def answer_not_found(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """Search leads to the page for every question under «answers»: by title, keywords and summary, without its text."""
    for edition, question, is_found, first in answers(library):
        if not is_found:
            instead = f"search finds «{first}» first" if first else "search finds nothing"
            yield (
                edition.file,
                edition.line_of("answers"),
                f"not found for «{question}»: {instead}; "
                "use the question's words in the title, the summary or «keywords:»",
            )


def _indexes(library: Library, asked: set[str]) -> dict[str, Index]:
    pages = [(document, weigh(document)) for document in (document_of(one, library) for one in library.editions)]
    table = ConceptTable([*health_concepts(), *concepts(library)])
    found = {}
    for code in sorted(asked):
        files = write_index(code, languages.get(code).understood, library.languages, pages, table)
        found[code] = Index({file.path: file.data for file in files}.__getitem__)
    return found
