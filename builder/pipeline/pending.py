"""What has changed in the work tree since the texts on the air, for those who look at it before it is published."""

from collections.abc import Iterable
from pathlib import Path

from builder.approval.fingerprint import fingerprint_of
from builder.changes import Change, weightiest
from builder.domain.article import Edition
from builder.domain.library import EditionKey
from builder.load.edition_file import decode
from builder.pipeline.differing import Version, as_published, difference, version_of
from builder.pipeline.gathering import Gathered
from builder.pipeline.last_good import LastGood


def as_written(root: Path, gathered: Gathered, edition: Edition) -> Version:
    """As it lies in the work tree now."""
    facts = gathered.context.cited.get(edition.language, {})
    text = decode((root / edition.file).read_bytes())
    return version_of(edition, text, facts, gathered.library.pictures_of(edition))


def since_on_air(root: Path, gathered: Gathered, last_good: LastGood, edition: Edition) -> list[Change] | None:
    """What changed since the text on the air, or None where there is none."""
    on_air = last_good.edition(edition.key)
    if on_air is None:
        return None
    if on_air.fingerprint == fingerprint_of(edition, gathered.library.pictures_of(edition)):
        return []
    before = as_published(on_air, last_good.texts)
    return difference(before, as_written(root, gathered, edition), edition.language)


def weights(
    root: Path, gathered: Gathered, last_good: LastGood, editions: Iterable[Edition] | None = None
) -> dict[EditionKey, str]:
    """For each edition that differs from the text on the air, the class of what matters most in it; if none are named,
    for those that wait for an approval."""
    if editions is None:
        library = gathered.library
        editions = [edition for edition in library.editions if library.standing_of(edition).missing]
    found = {edition.key: since_on_air(root, gathered, last_good, edition) for edition in editions}
    return {key: weightiest(changes) for key, changes in found.items() if changes}
