"""Writes the vectors that Python and the browser are both held to: `python -m tests.search_index.vectors.write`."""

import json
from pathlib import Path
from typing import Any

from search_index.analysis import fold, is_stop_word, root, stem, words_of
from search_index.concept_table import ConceptTable, health_concepts
from search_index.finding import find, suggest
from search_index.planning import plan
from search_index.reading import Index
from search_index.searching import FilesEngine
from search_index.weighing import weigh
from search_index.writing import write_index
from tests.search_index.vectors.documents import DOCUMENTS, LANGUAGES, QUERIES, TEXTS

FOLDER = Path(__file__).parent
UNDERSTOOD = {"nb": ("nn",), "nn": ("nb",)}
BEGINNINGS = [
    ("nb", "hj"),
    ("nb", "Høyt bl"),
    ("nb", "hoyt"),
    ("nb", "h"),
    ("nn", "røyk"),
    ("se", "ahp"),
    ("en", "heart a"),
]


def index_files() -> dict[str, str]:
    """The small index, each file's path with its text."""
    pages = [(document, weigh(document)) for document in DOCUMENTS]
    concepts = ConceptTable(health_concepts())
    return {
        f"{code}/{file.path}": file.data.decode()
        for code in LANGUAGES
        for file in write_index(code, UNDERSTOOD.get(code, ()), LANGUAGES, pages, concepts)
    }


def opened(files: dict[str, str]) -> dict[str, Index]:
    return {code: Index(lambda path, code=code: files[f"{code}/{path}"].encode()) for code in LANGUAGES}  # type: ignore[misc]


def analysed() -> list[dict[str, Any]]:
    """Text and language → words, and for each its stem, root, folded stem and whether it is a stop word."""
    rows = []
    for language, text in TEXTS:
        words = [
            [word, (one := stem(word, language)), root(one, language), fold(one), is_stop_word(word, language)]
            for word in words_of(text)
        ]
        rows.append({"language": language, "text": text, "words": words})
    return rows


def planned(indexes: dict[str, Index]) -> list[dict[str, Any]]:
    """Query and language → its plan, and the ranking and the first page it gives."""
    rows = []
    for language, query in QUERIES:
        index = indexes[language]
        made = plan(query, index)
        engine = FilesEngine(index)
        found = find(query, index, engine)
        rows.append(
            {
                "language": language,
                "query": query,
                "groups": [
                    [group.word, group.how, group.meant, dict(sorted(group.keys.items()))] for group in made.groups
                ],
                "whole": made.whole,
                "cut": made.cut,
                "corrected": made.corrected,
                "ranking": [list(hit) for hit in engine.search(made)],
                "page": [[one.card.href, one.title, one.summary] for one in found.results],
            }
        )
    return rows


def suggested(indexes: dict[str, Index]) -> list[dict[str, Any]]:
    return [{"language": code, "typed": typed, "titles": suggest(typed, indexes[code])} for code, typed in BEGINNINGS]


def vectors() -> dict[str, str]:
    """Each file's name with its text."""
    files = index_files()
    indexes = opened(files)
    made = {
        "index.json": files,
        "analysis.json": analysed(),
        "plans.json": planned(indexes),
        "suggestions.json": suggested(indexes),
    }
    return {name: json.dumps(value, ensure_ascii=True, indent=1) + "\n" for name, value in made.items()}


if __name__ == "__main__":
    for name, text in vectors().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
