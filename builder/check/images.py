"""Pictures: our own, beside the text that shows them, with the name of whose they are (portal.md A16)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from builder.check import edition_rule, library_rule
from builder.check.context import Context
from builder.check.near import Names
from builder.domain.article import Edition, SourceMatter
from builder.domain.library import Library
from builder.markdown.prose import Prose

FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


@edition_rule("image-foreign")
def image_foreign(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Pictures lie beside the text: one on another host would tell that host who reads what."""
    for image in prose.images:
        if FOREIGN.match(image.file):
            yield (
                image.line,
                f"«{image.file[:100]}» is on another host; save the picture beside this file and name it here",
            )


@library_rule("image-missing")
def image_missing(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """A picture that a text shows lies beside it."""
    beside: dict[str, list[str]] = defaultdict(list)
    for folder, name in library.media:
        beside[folder].append(name)
    for edition in library.editions:
        for image in edition.images:
            folder = folder_of(edition)
            if (folder, image.file) not in library.media and not FOREIGN.match(image.file):
                way_out = Names(beside[folder]).way_out(image.file, f"put the picture into {folder}/")
                yield edition.file, image.line, f"there is no picture «{image.file[:100]}» beside this file; {way_out}"


@library_rule("image-credit")
def image_credit(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """Whose picture it is stands in the source edition, for every picture that is shown."""
    for edition in library.editions:
        if not edition.images or not (shared := library.shared_matter(edition)):
            continue
        credited = {image.file for image in shared.images}
        source = library.sources[edition.kind, edition.content_id]
        for image in edition.images:
            if image.file not in credited and (folder_of(edition), image.file) in library.media:
                yield (
                    edition.file,
                    image.line,
                    f"«{image.file}» has no credit; add it with its credit under «images:» in {source.file}",
                )


@library_rule("image-unused", "warning")
def image_unused(library: Library, today: date) -> Iterator[tuple[str, int, str]]:
    """A picture that is credited is shown by some edition."""
    not_all_here = {(kind, content_id) for kind, content_id, _ in library.withheld}
    for (kind, content_id), source in library.sources.items():
        matter = source.matter
        if not isinstance(matter, SourceMatter) or not matter.images or (kind, content_id) in not_all_here:
            continue
        editions = library.editions_of(kind, content_id).values()
        shown = {image.file for edition in editions for image in edition.images}
        for image in matter.images:
            if image.file not in shown:
                yield (
                    source.file,
                    source.line_of("images"),
                    f"no edition shows «{image.file}»; show it or remove its credit",
                )


def folder_of(edition: Edition) -> str:
    return edition.file.rpartition("/")[0]
