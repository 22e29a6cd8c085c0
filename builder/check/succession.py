"""What follows a published text does so by somebody's will: nothing old comes back, nothing changes hands, unseen."""

from collections.abc import Iterator
from datetime import date

from builder.check import library_rule
from builder.domain.library import Library

Found = Iterator[tuple[str, int, str]]


@library_rule("older-edition")
def older_edition(library: Library, today: date) -> Found:
    """A text that a newer one has replaced comes back only when its deliverer or translator approves it again: the
    approval from before is still valid, but not of putting it back (bad-input.md G09)."""
    for edition in library.editions:
        if day := library.older.get(edition.key):
            message = f"this is an earlier text, replaced on {day}; to publish it again: "
            yield edition.file, 1, message + f"`helsevei approve --again {edition.file}`"


@library_rule("taken-over")
def taken_over(library: Library, today: date) -> Found:
    """What one partner delivered, another delivers only when the first has signed that it gives it up (bad-input.md
    F25, G10)."""
    for edition in library.editions:
        if partner := library.taken_over.get(edition.key):
            message = f"{partner} delivers this page on the air; it hands it over with "
            yield edition.file, edition.line_of("partner"), message + f"`helsevei approve --withdraw {edition.file}`"
