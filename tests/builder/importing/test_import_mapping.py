"""A mapping file says where values are; a slip in it is told with line and way out before anything is read."""

import re
from pathlib import Path

import pytest

from builder.importing import read_mapping

SHIPPED = sorted((Path(__file__).parents[3] / "mappings").glob("*.yml"))
LEAST = """\
name: prove
prefix: p
title: [title]
summary: [description]
language: ["text:nb"]
partner: {take: ["text:etaten"]}
topics: {area: helse}
"""


def faults_in(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    file = tmp_path / "mapping.yml"
    file.write_text(text)
    mapping, faults = read_mapping(file)
    assert (mapping is None) == bool(faults)
    return [(fault.line, fault.code) for fault in faults]


def test_the_least_a_mapping_says(tmp_path: Path) -> None:
    """Name, prefix and five places are enough; every Markdown file is then a page."""
    file = tmp_path / "mapping.yml"
    file.write_text(LEAST)
    mapping, faults = read_mapping(file)
    assert faults == []
    assert mapping is not None
    assert (mapping.name, mapping.prefix, mapping.title) == ("prove", "p", ("title",))
    assert mapping.files.include == ("**/*.md",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel: [title]", (8, "unknown-key")),
        ("translations: {article: [key]}", (8, "missing-key")),
        ("body: {template_tags: burn}", (8, "bad-value")),
        ("keywords: {take: [tags], pattern: '('}", (8, "bad-value")),
        ("body: {rewrite: [{pattern: '[a'}]}", (8, "bad-value")),
        ("links: {site: va.gov}", (8, "bad-value")),
        ("\tabout: x", (8, "yaml-syntax")),
    ],
)
def test_a_slip_is_told_at_its_line(tmp_path: Path, line: str, expected: tuple[int, str]) -> None:
    """Unknown keys, wrong values and broken expressions are faults of the mapping, not of the pages."""
    assert faults_in(tmp_path, LEAST + line + "\n") == [expected]


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    """The path is wrong: that is told, not raised."""
    mapping, faults = read_mapping(tmp_path / "nowhere.yml")
    assert mapping is None
    assert [fault.code for fault in faults] == ["missing-file"]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_mappings_that_come_along_are_right(file: Path) -> None:
    """Each is read without a fault, is called what its file is, and has a prefix of its own."""
    mapping, faults = read_mapping(file)
    assert faults == []
    assert mapping is not None
    assert mapping.name == file.stem
    prefixes = [found.prefix for found, _ in map(read_mapping, SHIPPED) if found]
    assert prefixes.count(mapping.prefix) == 1


def test_the_examples_of_the_handbook_are_a_mapping(tmp_path: Path) -> None:
    """Put together as they stand there, they are read without a fault."""
    page = (Path(__file__).parents[3] / "docs/editors/importing.md").read_text()
    examples = "".join(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    assert "translations:" in examples and "body:" in examples
    assert faults_in(tmp_path, examples) == []


def test_the_four_corpora_have_mappings() -> None:
    """Those that the portal promises to import out of the box."""
    assert {"cncf-glossary", "medquad-en", "tico19", "vagov-content"} <= {file.stem for file in SHIPPED}
