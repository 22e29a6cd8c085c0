"""Translations have a source, and say which state of it they were made from."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from builder.check import library_rule
from builder.domain.article import Edition, SourceMatter, Translation, TranslationMatter
from builder.domain.library import Behind, Library

UNMARKED = "unmarked"
Found = Iterator[tuple[str, int, str]]


def _translations(library: Library) -> Iterator[tuple[Edition, Translation]]:
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, TranslationMatter):
            yield edition, matter.translation


@library_rule("translation-orphan")
def translation_orphan(library: Library, today: date) -> Found:
    """The edition that a translation was made from is there, and in the end it leads back to a source edition."""
    in_waiting = {(kind, content_id) for kind, content_id, _ in library.withheld}
    for edition, made in _translations(library):
        page = edition.kind, edition.content_id
        if (*page, made.source) in library.withheld or made.source == edition.language:
            continue
        if made.source not in library.by_content[page]:
            there = ", ".join(sorted(set(library.by_content[page]) - {edition.language})) or "none"
            way_out = f"add {made.source}.md beside it, or correct «from» (other editions: {there})"
            yield edition.file, edition.line_of("translation"), f"there is no edition in «{made.source}»; {way_out}"
        elif page not in library.sources and page not in in_waiting:
            yield (
                edition.file,
                edition.line_of("translation"),
                "all editions are translations; make one the source edition",
            )


@library_rule("translation-cycle")
def translation_cycle(library: Library, today: date) -> Found:
    """Translations do not go round in a ring: from each of them a source edition is reached (bad-input.md F29)."""
    for edition, made in _translations(library):
        editions = library.by_content[edition.kind, edition.content_id]
        seen, at = {edition.language}, made.source
        while at in editions and at not in seen and isinstance(matter := editions[at].matter, TranslationMatter):
            seen.add(at)
            at = matter.translation.source
        if at in seen and made.source != edition.language:
            yield (
                edition.file,
                edition.line_of("translation"),
                f"«from» leads round in a ring ({', '.join(sorted(seen))}); one of these must be made from the source",
            )


@library_rule("translation-of-itself")
def translation_of_itself(library: Library, today: date) -> Found:
    """A translation is made from another language than its own."""
    for edition, made in _translations(library):
        if made.source == edition.language:
            yield (
                edition.file,
                edition.line_of("translation"),
                f"translated from «{made.source}», its own language; name the source edition's under «from»",
            )


@library_rule("two-sources")
def two_sources(library: Library, today: date) -> Found:
    """An article or service has one source edition; the others are translations."""
    sources: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in library.editions:
        if isinstance(edition.matter, SourceMatter):
            sources[edition.kind, edition.content_id].append(edition)
    for editions in sources.values():
        if len(editions) > 1:
            named = " and ".join(edition.file for edition in editions)
            for edition in editions:
                yield (
                    edition.file,
                    1,
                    f"{named} are both source editions; add «translation:» to the one made from the other",
                )


@library_rule("translation-stale", "warning")
def translation_stale(library: Library, today: date) -> Found:
    """A translation says what its source says now; when the source has changed, someone compares them."""
    for edition, made in _translations(library):
        source = library.source_of(edition)
        if source and made.state not in (source.state, UNMARKED) and source is not edition:
            told = _what_changed(library.behind.get(edition.key))
            if told is not None:
                way_out = f"compare them, then run: helsevei translated {edition.file}"
                yield edition.file, edition.line_of("translation"), f"{source.file} has changed since{told}; {way_out}"


def _what_changed(behind: tuple[Behind, ...] | None) -> str | None:
    """How many blocks changed in each way; nothing where it is not known, None where only the form did."""
    if behind is None:
        return ""
    count = Counter(one.weight for one in behind)
    return f" ({', '.join(f'{number} {weight}' for weight, number in count.items())})" if behind else None


@library_rule("translation-unmarked", "warning")
def translation_unmarked(library: Library, today: date) -> Found:
    """A translation names the state of the source that it was made from."""
    for edition, made in _translations(library):
        if made.state == UNMARKED:
            yield (
                edition.file,
                edition.line_of("translation"),
                f"not marked with the state it was made from; run: helsevei translated {edition.file}",
            )


@library_rule("translation-review", "warning")
def translation_review(library: Library, today: date) -> Found:
    """A translation is reviewed after the last change of its source."""
    for edition, made in _translations(library):
        source = library.source_of(edition)
        if not made.reviewed or not source or not isinstance(source.matter, SourceMatter):
            continue
        if source.matter.changed and made.reviewed < source.matter.changed:
            yield (
                edition.file,
                edition.line_of("translation"),
                f"reviewed {made.reviewed}, but {source.file} changed {source.matter.changed}; have it reviewed again",
            )
