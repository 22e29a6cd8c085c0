"""What changed in an edition from one text of it to another, sorted by how much it matters."""

from collections.abc import Mapping
from typing import NamedTuple

from builder.approval.fingerprint import statement_lines
from builder.changes import CLASSES, Change, changes_between
from builder.changes.claims import claims_between
from builder.domain.article import Edition
from builder.load.edition_file import split_front_matter
from builder.markdown.blocks import Block, blocks_of
from builder.markdown.canonical import canonical_text
from builder.markdown.html import with_facts
from builder.pipeline.last_good import OnAir


class Version(NamedTuple):
    """One text of an edition in its canonical form, and the lines its fingerprint is made of."""

    text: str
    lines: tuple[str, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What readers see, piece by piece."""
        return blocks_of(self.text)


def version_of(edition: Edition, text: str, facts: Mapping[str, str], pictures: Mapping[str, str]) -> Version:
    """`text` is the whole file; facts are given as they stand in prose, pictures by their published paths."""
    body = with_facts(split_front_matter(text)[1], facts)
    text = canonical_text(edition.title, edition.summary, body)
    return Version(text, tuple(statement_lines(edition, pictures)))


def as_published(found: OnAir, texts: Mapping[str, str]) -> Version:
    """`texts` are those of whoever read it back."""
    pictures = {name: media.published for name, media in found.kept.media.items()}
    return version_of(found.edition, texts[found.edition.digest], found.kept.facts, pictures)


def difference(before: Version, after: Version, language: str) -> list[Change]:
    """Every change, the weightiest first; those of one class in the order of the text."""
    found = changes_between(before.blocks, after.blocks, language) + claims_between(before.lines, after.lines)
    return sorted(found, key=lambda change: CLASSES.index(change.weight))
