"""Which translations are behind their sources, and in which paragraphs."""

from pathlib import Path

from builder.changes.freshness import behind
from builder.changes.made_from import MadeFrom, read_made_from
from builder.domain.article import Edition, TranslationMatter
from builder.domain.library import Behind, EditionKey, Library
from builder.load.edition_file import split_front_matter
from builder.load.fault import Unreadable
from builder.load.plain_file import read_plain_file
from builder.load.text import MAX_BYTES, decode
from builder.markdown.blocks import blocks_of
from builder.markdown.canonical import canonical_text
from builder.markdown.placed import placed_blocks
from builder.pipeline.last_good import LastGood
from builder.pipeline.making import checked


def all_behind(root: Path, library: Library, last_good: LastGood) -> dict[EditionKey, tuple[Behind, ...]]:
    """For each translation whose source has another state by now, what changed, if it is known what it was."""
    found = {}
    for edition in library.editions:
        matter = edition.matter
        source = library.source_of(edition)
        if not isinstance(matter, TranslationMatter) or source in (None, edition):
            continue
        if matter.translation.state != source.state and (made_from := _made_from(root, edition)):
            found[edition.key] = _behind(root, edition, source, made_from, last_good)
    return found


def _made_from(root: Path, edition: Edition) -> MadeFrom | None:
    """What lies beside the translation, if it belongs to the state that the translation names."""
    file = root / f"{edition.file.removesuffix('.md')}.source.txt"
    try:
        made_from = read_made_from(decode(read_plain_file(str(file), MAX_BYTES)))
    except (FileNotFoundError, Unreadable):
        return None
    assert isinstance(edition.matter, TranslationMatter)
    return made_from if made_from and made_from.state == edition.matter.translation.state else None


def _behind(
    root: Path, edition: Edition, source: Edition, made_from: MadeFrom, last_good: LastGood
) -> tuple[Behind, ...]:
    now = blocks_of(canonical_text(source.title, source.summary, _body(root, source, last_good)))
    translated = placed_blocks(edition.title, edition.summary, _body(root, edition, last_good))
    return behind(made_from, now, translated, source.language)


def _body(root: Path, edition: Edition, last_good: LastGood) -> str:
    return split_front_matter(checked(root, edition.file, edition.digest, last_good))[1]
