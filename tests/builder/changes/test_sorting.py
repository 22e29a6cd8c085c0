"""A change is sorted by its words: what could hurt somebody is never taken for wording."""

import pytest

from builder.changes import changes_between, weightiest
from builder.markdown.blocks import blocks_of
from builder.markdown.canonical import canonical_body
from tests.builder.changes.labelled import Edit, edits, found, report

ALL = list(edits())
WRITTEN = 300
PRECISE = 0.9
"""Of what is called safety, the share that is; the rest are rewordings within advice, told too loudly."""


def test_there_are_enough_labelled_edits() -> None:
    """At least 300, in bokmål, nynorsk and English."""
    assert len(ALL) >= WRITTEN
    assert {edit.language for edit in ALL} == {"nb", "nn", "en"}


@pytest.mark.parametrize(
    "edit", [edit for edit in ALL if edit.label == "safety"], ids=lambda edit: f"{edit.language} {edit.after}"
)
def test_every_safety_change_is_found(edit: Edit) -> None:
    """Doses, units, numbers, ages, negations, whom and when to call, warnings."""
    assert found(edit) == "safety"


def test_not_everything_is_called_safety() -> None:
    """Else nobody would look. `python -m tests.builder.changes.labelled` tells the figures by language and class."""
    told = [edit for edit in ALL if found(edit) == "safety"]
    right = [edit for edit in told if edit.label == "safety"]
    assert len(right) / len(told) >= PRECISE, "\n".join(report())


def test_formatting_is_never_more_than_format() -> None:
    """Emphasis, levels, marks, divided and moved paragraphs."""
    assert {found(edit) for edit in ALL if edit.label == "format"} == {"format"}


def told(before: str, after: str, language: str = "nb") -> list[str]:
    return [
        change.told
        for change in changes_between(*(blocks_of(canonical_body(body)) for body in (before, after)), language)
    ]


def test_a_change_is_told_with_its_rule_and_words() -> None:
    """So that whoever reads it can agree or not."""
    assert told(
        "## Råd\n\nTa to tabletter.\n\nMange blir bra.",
        "## Råd\n\nTa fire tabletter.\n\nDe fleste blir bra.\n\nRing 113.",
    ) == [
        "safety (number): «to» became «fire» in the p «Ta fire tabletter.»",
        "wording (words): «Mange» became «De fleste» in the p «De fleste blir bra.»",
        "safety (call): «Ring 113 .» is new in the p «Ring 113.»",
    ]


def test_what_is_the_same_is_not_told() -> None:
    """Nor is what is only typed in another way."""
    assert told("* Ta *to*\n  tabletter", "- Ta _to_ tabletter") == []
    assert weightiest([]) == ""


def test_in_other_languages_numbers_are_safety_and_words_are_wording() -> None:
    """There are no word lists for them yet."""
    assert told("Váldde 5 mg.", "Váldde 6 mg.", "se") == ["safety (number): «5» became «6» in the p «Váldde 6 mg.»"]
