"""Python and the browser are held to the same vectors: words, plans, rankings and suggestions."""

import pytest

from tests.search_index.vectors.write import FOLDER, vectors


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return vectors()


@pytest.mark.parametrize("name", ["index.json", "analysis.json", "plans.json", "suggestions.json"])
def test_the_vectors_are_what_the_code_gives(name: str, fresh: dict[str, str]) -> None:
    """After a change on purpose: `python -m tests.search_index.vectors.write`, and the same change in JavaScript."""
    assert (FOLDER / name).read_text(encoding="utf-8") == fresh[name]
