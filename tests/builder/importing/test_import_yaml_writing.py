"""What is written as YAML reads back as the same text, here and elsewhere."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.importing.yaml_writing import block, scalar
from builder.load.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Astma hos barn", "Astma hos barn"),
        ("हृदय और सीसा", "हृदय और सीसा"),
        ("2026-03-02", "2026-03-02"),
        ("12:30", '"12:30"'),
        ("no", '"no"'),
        ("Null", '"Null"'),
        ("1e3", '"1e3"'),
        ("a: b", '"a: b"'),
        ("a # b", '"a # b"'),
        ('He said "no"', '"He said \\"no\\""'),
        ("C:\\x", '"C:\\\\x"'),
        ("- item", '"- item"'),
        ("[a]", '"[a]"'),
        ("@here", '"@here"'),
        ("'a'", "\"'a'\""),
        ("a\nb", '"a\\u000ab"'),
        (" a", '" a"'),
    ],
)
def test_texts_are_quoted_where_they_must_be(text: str, written: str) -> None:
    """Plain where no reader can take them for anything else."""
    assert scalar(text) == written


def test_nested_values() -> None:
    """Lists of texts on one line, mappings indented, what is empty left out."""
    values = {
        "title": "A",
        "topics": ["a", "b c"],
        "none": [],
        "nothing": "",
        "translation": {"from": "en", "state": "00"},
        "images": [{"file": "a.png", "credit": "NN"}, {"file": "b.png"}],
    }
    written = block(values)
    assert written == (
        'title: A\ntopics: [a, b c]\ntranslation:\n  from: en\n  state: "00"\n'
        "images:\n  - file: a.png\n    credit: NN\n  - file: b.png\n"
    )
    assert read_yaml(written).values == {key: value for key, value in values.items() if value}


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)


@given(TEXTS, TEXTS)
def test_any_text_comes_back(one: str, other: str) -> None:
    """Through our strict reader and through YAML's own idea of what a text is."""
    written = block({"one": one, "list": [one, other], "map": {"other": other}})
    expected = {"one": one, "list": [one, other], "map": {"other": other}}
    assert read_yaml(written).values == expected
    loaded = yaml.safe_load(written)
    assert {key: str(value) if key == "one" else value for key, value in loaded.items()} == expected
