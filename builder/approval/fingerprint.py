"""The fingerprint of an edition: what a partner signs, and what a browser works out from the page it shows."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from builder.domain.article import Edition, Reference, SourceMatter

Fingerprint = str
"""SHA-256, 64 hex digits."""


def fingerprint_of(edition: Edition, pictures: Mapping[str, str]) -> Fingerprint:
    """Digest of all that the edition says. `pictures` gives each picture's published path by its file name."""
    return sha256("\n".join(statement_lines(edition, pictures)).encode()).hexdigest()


def statement_lines(edition: Edition, pictures: Mapping[str, str]) -> Iterator[str]:
    """What is digested: the language, the text's own digest, its pictures, and the provenance a reader relies on."""
    yield "helsevei edition 1"
    yield f"language {edition.language}"
    yield f"text {edition.text}"
    for image in edition.images:
        yield f"picture {pictures.get(image.file, '?').rpartition('/')[2]}"
    matter = edition.matter
    if not isinstance(matter, SourceMatter):
        yield f"method {matter.translation.method}"
        yield f"reviewed {matter.translation.reviewed or ''}"
        return
    for name, day in (("changed", matter.changed), ("reviewed", matter.reviewed), ("due", matter.due)):
        yield f"{name} {day or ''}"
    yield from (f"reference {_said(reference)}" for reference in matter.references)


def _said(reference: Reference) -> str:
    """As the page says it, and where it leads."""
    publisher = f"{reference.publisher}. " if reference.publisher else ""
    year = f" ({reference.year})" if reference.year else ""
    return " ".join(f"{publisher}{reference.title}{year} {reference.url or ''}".split())
