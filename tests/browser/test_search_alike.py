"""The search in a real browser gives the very lists that Python gives.

The judged queries are not ours to ship: HELSEVEI_JUDGED names the folder with judged.tsv and articles.jsonl.
"""

import json
import mimetypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route
from playwright.sync_api import Page as Tab

from builder.judging import indexes, table_documents
from search_index.evaluation import read_judged
from search_index.planning import plan
from search_index.reading import Index
from search_index.searching import FilesEngine
from tests.search_index.test_static_search import SCRIPTS, vectors

ORIGIN = "https://search.example"
RANKED = """async ([language, queries]) => {
    const { Index } = await import("/scripts/reading.js");
    const { plan } = await import("/scripts/planning.js");
    const { rank } = await import("/scripts/finding.js");
    const index = await Index.open(async (path) => (await fetch(`/index/${language}/${path}`)).json());
    const lists = [];
    for (const query of queries) lists.push(await rank(await plan(query, index), index));
    return lists;
}"""
"""The whole list of each query: documents with their scores."""

Files = dict[str, bytes]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[[Files], Tab]]:
    """A tab on a host with our scripts and an index."""
    context = browser.new_context()

    def open_with(files: Files) -> Tab:
        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(f"{ORIGIN}/")
            body = (
                files[path]
                if path in files
                else (SCRIPTS / path.removeprefix("scripts/")).read_bytes()
                if path
                else b""
            )
            route.fulfill(body=body, content_type=mimetypes.guess_type(path)[0] or "text/html")

        context.route(f"{ORIGIN}/**", answer)
        tab = context.new_page()
        tab.goto(f"{ORIGIN}/")
        return tab

    yield open_with
    context.close()


def test_the_shared_vectors_are_ranked_alike(opened: Callable[[Files], Tab]) -> None:
    tab = opened({f"index/{path}": text.encode() for path, text in vectors("index").items()})
    rows: list[Any] = vectors("plans")
    for language in dict.fromkeys(row["language"] for row in rows):
        ours = [row for row in rows if row["language"] == language]
        queries = [row["query"] for row in ours]
        assert tab.evaluate(RANKED, [language, queries]) == [row["ranking"] for row in ours]


@pytest.mark.skipif("HELSEVEI_JUDGED" not in os.environ, reason="HELSEVEI_JUDGED names no folder of judged queries")
def test_every_judged_query_is_ranked_alike(opened: Callable[[Files], Tab]) -> None:
    folder = Path(os.environ["HELSEVEI_JUDGED"])
    judged = read_judged((folder / "judged.tsv").read_text(encoding="utf-8"))
    codes = list(dict.fromkeys(row.language for row in judged))
    written = indexes(list(table_documents(folder / "articles.jsonl")), codes, lambda doing: None)
    files = {f"index/{code}/{file.path}": file.data for code in codes for file in written[code]}
    tab = opened(files)
    for code in codes:
        index = Index(lambda path, code=code: files[f"index/{code}/{path}"])  # type: ignore[misc]
        queries = [row.query for row in judged if row.language == code]
        ranked = [FilesEngine(index).search(plan(query, index)) for query in queries]
        assert tab.evaluate(RANKED, [code, queries]) == json.loads(json.dumps(ranked))
