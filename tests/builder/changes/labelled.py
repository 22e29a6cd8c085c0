"""The labelled edits, and how the rules do on them: `python -m tests.builder.changes.labelled` tells it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder.changes import CLASSES, Change, changes_between, weightiest
from builder.markdown.blocks import blocks_of
from builder.markdown.canonical import canonical_body

EDITS = Path(__file__).parent / "edits"
LANGUAGES = ("nb", "nn", "en")


class Edit(NamedTuple):
    language: str
    label: str
    before: str
    after: str


def edits() -> Iterator[Edit]:
    for language in LANGUAGES:
        for line in (EDITS / f"{language}.txt").read_text(encoding="utf-8").splitlines()[1:]:
            label, _, rest = line.partition(" | ")
            before, after = rest.replace("\\n", "\n").split(" => ")
            yield Edit(language, label, before, after)


def changes(edit: Edit) -> list[Change]:
    before, after = (blocks_of(canonical_body(body)) for body in (edit.before, edit.after))
    return changes_between(before, after, edit.language)


def found(edit: Edit) -> str:
    return weightiest(changes(edit))


def report() -> Iterator[str]:
    """For each language and class: how many there are, how many were found, and how many of those found are right."""
    by = Counter((edit.language, edit.label, found(edit)) for edit in edits())
    for language in (*LANGUAGES, "all"):
        for label in CLASSES:
            right = sum(n for (of, was, is_), n in by.items() if was == is_ == label and language in (of, "all"))
            there = sum(n for (of, was, _), n in by.items() if was == label and language in (of, "all"))
            told = sum(n for (of, _, is_), n in by.items() if is_ == label and language in (of, "all"))
            yield f"{language:4} {label:8} {there:4} edits, recall {right / there:6.1%}, precision {right / max(told, 1):6.1%}"


if __name__ == "__main__":
    print("\n".join(report()))
    for edit in edits():
        if found(edit) != edit.label:
            print(f"{edit.language}: {edit.label}, told as {found(edit)}: {edit.before} => {edit.after}")
