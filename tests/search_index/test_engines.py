"""Every engine keeps the same contract: the ranking of the plan, whatever text a visitor sends."""

import random
import sys
from pathlib import Path

import pytest

from search_index.finding import Engine, find
from search_index.planning import LONGEST_QUERY, MOST_WORDS, plan
from search_index.reading import Index
from search_index.searching import FilesEngine
from search_index.whoosh_engine import engine_in
from tests.search_index.vectors.documents import LANGUAGES, QUERIES
from tests.search_index.vectors.write import index_files, opened

Pair = tuple[Index, Engine]


@pytest.fixture(scope="module")
def indexes() -> dict[str, Index]:
    return opened(index_files())


@pytest.fixture(scope="module", params=["files", "whoosh"])
def engines(
    request: pytest.FixtureRequest, indexes: dict[str, Index], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Pair]:
    if request.param == "files":
        return {code: (index, FilesEngine(index)) for code, index in indexes.items()}
    folder = tmp_path_factory.mktemp("whoosh")
    return {code: (index, engine_in(folder, index)) for code, index in indexes.items()}


def test_engines_rank_alike(engines: dict[str, Pair], indexes: dict[str, Index]) -> None:
    """Documents and scores are those of the index files, for every query of the vectors."""
    for language, query in QUERIES:
        index, engine = engines[language]
        planned = plan(query, index)
        assert engine.search(planned) == FilesEngine(indexes[language]).search(planned), query


HOSTILE = {
    "Q01 wildcards": "*" * 50,
    "Q01 wildcards in words": "h*" * 50,
    "Q02 parentheses": "(" * 3000,
    "Q03 NOT": "NOT " * 2000,
    "Q04 fuzzy": "hjerte~9 feber~9",
    "Q05 range": "[a TO z]",
    "Q06 many words": " OR ".join(f"ord{number}" for number in range(5000)),
    "Q07 unseen": "\x00\u202ehjerte\u202c\ud800\ufffe",
    "Q08 a long word": "hjerte" * 340,
    "Q09 a long query": "feber " * 17_000,
    "Q10 percent": "%00 %ff %2525",
    "fields": 'keys:hjerte body:"x y"~2 ^9 {a} <script>',
    "marks": "e" + "\u0301" * 5000,
    "surrogates": "\udcff" * 300,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_queries_are_only_words(query: str, engines: dict[str, Pair]) -> None:
    """No query language, no error; of what is too long the beginning counts, and it is said (Q01 to Q10)."""
    index, engine = engines["nb"]
    planned = plan(query, index)
    assert len({group.word for group in planned.groups}) <= MOST_WORDS
    assert planned.cut or len(query) <= LONGEST_QUERY
    find(query, index, engine)


def fuzzed(count: int, seed: int) -> list[str]:
    """Pieces of real queries, operators and characters of every kind."""
    chance = random.Random(seed)
    pieces = [word for _, query in QUERIES for word in query.split()] + [
        "*",
        "?",
        "(",
        ")",
        '"',
        "AND",
        "NOT",
        "~",
        "^",
        "[",
        "TO",
        ":",
        "\\",
        "--",
        "%00",
    ]
    made = []
    for _ in range(count):
        parts = []
        for _ in range(chance.randrange(1, 8)):
            kind = chance.random()
            if kind < 0.5:
                parts.append(chance.choice(pieces))
            elif kind < 0.8:
                word = list(chance.choice(pieces))
                word[chance.randrange(len(word))] = chr(chance.randrange(97, 123))
                parts.append("".join(word))
            else:
                parts.append("".join(chr(chance.randrange(sys.maxunicode)) for _ in range(chance.randrange(1, 6))))
        made.append(chance.choice([" ", "", "-"]).join(parts))
    return made


def try_all(queries: list[str], engines: dict[str, Pair]) -> None:
    for number, query in enumerate(queries):
        index, engine = engines[LANGUAGES[number % len(LANGUAGES)]]
        results = find(query, index, engine).results
        assert len({result.card.subject for result in results}) == len(results)


def test_fuzzed_queries_find_without_fault(engines: dict[str, Pair]) -> None:
    """A sample of the whole suite below."""
    try_all(fuzzed(500, seed=1), engines)


@pytest.mark.slow
def test_a_hundred_thousand_fuzzed_queries_find_without_fault(engines: dict[str, Pair]) -> None:
    """goals.md S21."""
    try_all(fuzzed(100_000, seed=2), engines)


def test_a_whoosh_index_is_made_once_and_whole(indexes: dict[str, Index], tmp_path: Path) -> None:
    """The folder of a version stays as it is; another version gets another folder."""
    engine_in(tmp_path, indexes["nb"])
    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    engine_in(tmp_path, indexes["nb"])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == made
    assert [path.name for path in tmp_path.iterdir()] == [f"nb-{indexes['nb'].start['version']}"]
