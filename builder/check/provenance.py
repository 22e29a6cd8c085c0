"""Every edition says who answers for it (portal.md A3, A42, R31)."""

from collections.abc import Iterator
from datetime import date, timedelta

from builder.check import edition_rule, library_rule
from builder.check.context import Context
from builder.check.near import Names
from builder.domain.article import Edition, SourceMatter
from builder.domain.library import Library
from builder.markdown.prose import Prose

FURTHEST_REVIEW = timedelta(days=3 * 366)


@edition_rule("provenance-incomplete")
def provenance_incomplete(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A source edition says who assured its quality, when it was reviewed and changed, and when it is due again."""
    matter = edition.matter
    if not isinstance(matter, SourceMatter):
        return
    missing = [key for key in ("reviewed", "changed") if getattr(matter, key) is None]
    if matter.due is None:
        missing.append("review_due")
    if edition.kind == "article" and not matter.assured_by:
        missing.append("assured_by")
    if missing:
        yield 1, f"add {', '.join(f'«{key}:»' for key in missing)}; ask {matter.partner}"


@edition_rule("review-period")
def review_period(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The next review comes after the last one and at most three years later."""
    matter = edition.matter
    if not isinstance(matter, SourceMatter) or matter.reviewed is None or matter.due is None:
        return
    if not matter.reviewed < matter.due <= matter.reviewed + FURTHEST_REVIEW:
        yield (
            edition.line_of("review_due"),
            f"due {matter.due}, reviewed {matter.reviewed}; the next review must be 1 day to 3 years after the last",
        )


@library_rule("unknown-partner")
def unknown_partner(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """Whoever delivers, assures or translates is in the partner register."""
    there = Names(library.partners)
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, SourceMatter):
            named = [("partner", matter.partner), *(("assured_by", one.partner) for one in matter.assured_by)]
        else:
            named = [("translation", slug) for slug in (matter.translation.by, matter.translation.reviewed_by) if slug]
        for key, slug in named:
            if slug not in library.partners:
                way_out = there.way_out(slug, f"add partners/{slug}.yml")
                yield edition.file, edition.line_of(key), f"no partner «{slug}»; {way_out}"


@library_rule("review-overdue", "warning")
def review_overdue(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """A text past its review date is still shown, with a mark, until its partner has read it again."""
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, SourceMatter) and matter.due and matter.due < today:
            yield (
                edition.file,
                edition.line_of("review_due"),
                f"last reviewed {matter.reviewed}, due {matter.due}; ask {matter.partner} to review it",
            )


@library_rule("date-in-future")
def date_in_future(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """What has been reviewed or changed was so before it is published."""
    for edition in library.editions:
        matter = edition.matter
        if not isinstance(matter, SourceMatter):
            continue
        for key in ("reviewed", "changed"):
            stated = getattr(matter, key)
            if stated and stated > today:
                yield edition.file, edition.line_of(key), f"«{key}» is {stated}, after today ({today}); correct it"
