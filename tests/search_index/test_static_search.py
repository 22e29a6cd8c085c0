"""The browser's scripts, run by node, give what the shared vectors say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search_index.rules import rules_of
from search_index.static_client import StaticClient
from tests.search_index.vectors.documents import LANGUAGES
from tests.search_index.vectors.write import FOLDER

SCRIPTS = Path(__file__).parents[2] / "site/theme/assets/search"


def vectors(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticClient]:
    folder = tmp_path_factory.mktemp("index")
    for path, text in vectors("index").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    with StaticClient(SCRIPTS, [folder / code for code in LANGUAGES]) as running:
        yield running


def test_texts_become_the_same_words_and_stems(client: StaticClient) -> None:
    """A language the index does not know has no rules, in both."""
    rows = [row for row in vectors("analysis") if row["language"] in LANGUAGES]
    assert len(rows) >= len(vectors("analysis")) - 1
    for row in rows:
        assert rules_of(row["language"]).stop
        assert client.ask("words", row["language"], text=row["text"]).value == row["words"]


def test_a_query_is_planned_ranked_and_answered_alike(client: StaticClient) -> None:
    for row in vectors("plans"):
        language, query = row["language"], row["query"]
        planned = {name: row[name] for name in ("groups", "whole", "cut", "corrected")}
        assert client.ask("plan", language, query=query).value == planned
        assert client.ask("rank", language, query=query).value == row["ranking"]
        results = client.ask("find", language, query=query).value["results"]
        assert [[one["card"]["href"], one["title"], one["summary"]] for one in results] == row["page"]


def test_the_same_titles_are_suggested(client: StaticClient) -> None:
    for row in vectors("suggestions"):
        assert client.ask("suggest", row["language"], typed=row["typed"]).value == row["titles"]
