"""What links within the portal lead to must be there, in a language the reader reads."""

from collections.abc import Iterator
from datetime import date

from builder.check import library_rule
from builder.check.near import Names
from builder.domain.article import SourceMatter
from builder.domain.library import Library
from translations import languages

KINDS = ("article", "service", "topic", "partner")
Found = Iterator[tuple[str, int, str]]


def existing(library: Library) -> set[str]:
    """Every reference that leads somewhere; a page all of whose editions are withheld is one too."""
    found = {f"{kind}:{content_id}" for kind, content_id in library.by_content}
    found.update(f"{kind}:{content_id}" for kind, content_id, _ in library.withheld)
    found.update(f"topic:{topic}" for topic in library.topics)
    found.update(f"partner:{partner}" for partner in library.partners)
    return found


WRITE_IT = "write that page, or name another"


def names(known: set[str]) -> dict[str, Names]:
    """What is there, by kind, to tell which was perhaps meant."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for reference in known:
        by_kind[reference.partition(":")[0]].append(reference)
    return {kind: Names(references) for kind, references in by_kind.items()}


@library_rule("link-missing")
def link_missing(library: Library, today: date) -> Found:
    """An article, service, topic or partner that a text links to is there."""
    known = existing(library)
    by_kind: dict[str, Names] = {}
    for edition in library.editions:
        for link in edition.links:
            kind, _, name = link.target.partition(":")
            if link.target not in known and kind in KINDS and name:
                by_kind = by_kind or names(known)
                way_out = by_kind[kind].way_out(link.target, WRITE_IT)
                yield edition.file, link.line, f"there is no «{link.target[:100]}»; {way_out}"


@library_rule("link-language", "warning")
def link_language(library: Library, today: date) -> Found:
    """A page links to pages that its readers can read, or they are told that it is in another language."""
    offered: dict[str, frozenset[str]] = {
        f"{kind}:{content_id}": frozenset(editions) for (kind, content_id), editions in library.by_content.items()
    }
    for kind, content_id, language in library.withheld:
        if (target := f"{kind}:{content_id}") in offered:
            offered[target] |= {language}
    read = {language: understood(language) for language in library.languages}
    for edition in library.editions:
        for link in edition.links:
            if (there := offered.get(link.target)) and read[edition.language].isdisjoint(there):
                shown = ", ".join(sorted(there))
                yield (
                    edition.file,
                    link.line,
                    f"«{link.target}» is only there in {shown}; have it translated, or say so in the text",
                )


def understood(language: str) -> frozenset[str]:
    """The languages whose pages a reader of `language` reads as well."""
    row = languages.known(language)
    return frozenset((language, *row.understood)) if row else frozenset((language,))


@library_rule("related-missing")
def related_missing(library: Library, today: date) -> Found:
    """The articles under «related» are there."""
    articles = {content_id for kind, content_id, *_ in (*library.by_content, *library.withheld) if kind == "article"}
    there = Names(articles)
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, SourceMatter) and matter.related:
            for content_id in matter.related:
                if content_id not in articles:
                    way_out = there.way_out(content_id, WRITE_IT)
                    yield edition.file, edition.line_of("related"), f"there is no article «{content_id}»; {way_out}"
