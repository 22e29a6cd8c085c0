"""What editors' tools are told of the files agrees with what the portal reads."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from builder.load.json_schema import schemas, write_schemas

ROOT = Path(__file__).parents[3]
SAMPLES = [
    ("edition", "content/articles/*/*.md"),
    ("edition", "content/services/*/*.md"),
    ("service", "content/services/*/service.yml"),
    ("partner", "partners/*.yml"),
    *((name, f"content/{name}.yml") for name in ("site", "topics", "concepts", "facts", "teasers")),
]


class ToolsLoader(yaml.SafeLoader):
    """YAML 1.2, as editors' tools read it: yes and no are texts, and so are dates."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def faults(name: str, text: str) -> list[str]:
    validator = Draft202012Validator(schemas()[name], format_checker=FormatChecker())
    value: Any = yaml.load(text, Loader=ToolsLoader)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_a_schema(name: str) -> None:
    """Each holds to the rules for schemas and refuses unknown keys wherever it names keys."""
    schema = json.loads(json.dumps(schemas()[name]))
    Draft202012Validator.check_schema(schema)
    for part in schema["$defs"].values():
        assert part["additionalProperties"] is False


@pytest.mark.parametrize("name", schemas())
def test_every_key_is_explained(name: str) -> None:
    """An editor's tool can say what each key is for."""
    parts = schemas()[name]["$defs"]
    for part in parts.values():
        for key, rules in part["properties"].items():
            assert rules.get("description") or "$ref" in rules, key


@pytest.mark.parametrize(("name", "pattern"), SAMPLES)
def test_the_sample_content_fits(name: str, pattern: str) -> None:
    """What is published from this repository has no fault in an editor's tool."""
    for path in sorted(ROOT.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        front = text.split("\n---\n")[0].removeprefix("---\n") if path.suffix == ".md" else text
        assert faults(name, front) == [], path


SOURCE = "title: Astma\nsummary: Om astma.\npartner: fhi\n"
TRANSLATION = "title: Asthma\nsummary: On asthma.\ntranslation: {from: nb, state: 1234567890123456, by: fhi}\n"
TEASER = """
- {id: a, starts: 2026-01-01, ends: 2026-02-01, link: "article:a", title: {nb: a}, text: {nb: a}, link_text: {nb: a}}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("edition", SOURCE),
        ("edition", TRANSLATION),
        ("edition", SOURCE + "reviewed: 2026-03-02\nkeywords: [113, hoste]\nreview_every: 12\n"),
        ("concepts", "astma: {article: astma, nb: {name: astma}, zh-Hant: {name: 哮喘}}"),
        ("facts", "emergency: {kind: phone, value: 113}"),
        ("teasers", TEASER),
    ],
)
def test_what_may_be_written_fits(name: str, text: str) -> None:
    """Numbers and dates may stand as YAML gives them."""
    assert faults(name, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("edition", "title: Astma\n"),
        ("edition", SOURCE + "changd: 2026-03-02\n"),
        ("edition", SOURCE + "edition: source\n"),
        ("edition", SOURCE + "reviewed: 2026-13-02\n"),
        ("edition", SOURCE + "topics: astma\n"),
        ("edition", SOURCE + "review_every: 61\n"),
        ("edition", SOURCE.replace("fhi", "../fhi")),
        ("edition", TRANSLATION + "partner: fhi\n"),
        ("edition", TRANSLATION.replace("by: fhi", "by: fhi, method: magic")),
        ("topics", "Astma og allergi: {area: sykdom, name: {nb: a}}"),
        ("topics", "astma: {area: sykdm, name: {nb: a}}"),
        ("concepts", "astma: {names: {nb: {name: astma}}}"),
        ("teasers", "a: {}"),
    ],
)
def test_what_may_not_be_written_does_not_fit(name: str, text: str) -> None:
    """A tool tells the fault while the editor is still writing."""
    assert faults(name, text) != []


def test_schemas_are_written_beside_each_other(tmp_path: Path) -> None:
    """Each becomes a file, the same bytes each time."""
    write_schemas(tmp_path / "a")
    write_schemas(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(f"{name}.schema.json" for name in schemas())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
        assert json.loads((tmp_path / "a" / name).read_text("utf-8"))["$schema"].endswith("2020-12/schema")
