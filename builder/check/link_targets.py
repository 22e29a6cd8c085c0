"""What links within the portal lead to must be there, in a language the reader reads."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from builder.check import library_rule
from builder.domain.article import SourceMatter
from builder.domain.library import Library
from translations import languages

Found = Iterator[tuple[str, int, str]]


def existing(library: Library) -> set[str]:
    """Every reference that leads somewhere; a page all of whose editions are withheld is one too."""
    found = {f"{kind}:{content_id}" for kind, content_id in library.by_content}
    found.update(f"{kind}:{content_id}" for kind, content_id, _ in library.withheld)
    found.update(f"topic:{topic}" for topic in library.topics)
    found.update(f"partner:{partner}" for partner in library.partners)
    return found


def nearest(target: str, known: set[str]) -> str:
    """A way out for a reference that leads nowhere."""
    kind = target.partition(":")[0]
    near = get_close_matches(target, sorted(one for one in known if one.startswith(f"{kind}:")), n=1, cutoff=0.75)
    return f"did you mean «{near[0]}»?" if near else "write that page, or link to another"


@library_rule("link-missing")
def link_missing(library: Library, today: date) -> Found:
    """An article, service, topic or partner that a text links to is there."""
    known = existing(library)
    for edition in library.editions:
        for link in edition.links:
            if link.target not in known and link.target.startswith(("article:", "service:", "topic:", "partner:")):
                yield edition.file, link.line, f"there is no «{link.target[:100]}»; {nearest(link.target[:100], known)}"


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
                yield edition.file, link.line, f"«{link.target}» is only there in {shown}; have it translated, or say so in the text"


def understood(language: str) -> frozenset[str]:
    """The languages whose pages a reader of `language` reads as well."""
    row = languages.known(language)
    return frozenset((language, *row.understood)) if row else frozenset((language,))


@library_rule("related-missing")
def related_missing(library: Library, today: date) -> Found:
    """The articles under «related» are there."""
    known = existing(library)
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, SourceMatter) and matter.related:
            for content_id in matter.related:
                if f"article:{content_id}" not in known:
                    way_out = nearest(f"article:{content_id}", known).replace("article:", "")
                    yield edition.file, edition.line_of("related"), f"there is no article «{content_id}»; {way_out}"
