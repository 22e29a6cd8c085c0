"""Two texts of an edition side by side: that in the work tree, and one from a release, the archive or a file."""

import re
from pathlib import Path

from builder.changes import Change
from builder.domain.article import Edition
from builder.load.edition_file import Place, decode, read_edition
from builder.pipeline.differing import Version, as_published, difference, version_of
from builder.pipeline.examining import digest_of
from builder.pipeline.last_good import LastGood
from builder.pipeline.pending import as_written
from builder.publish.archive import Archive
from builder.publish.releases import Releases
from builder.vouching.waiting import CannotApprove, Desk, editions_under

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def changed_since(desk: Desk, file: Path, since: str) -> list[Change]:
    """What changed in the edition in `file` since another text of it: the one on the air, where none is named."""
    (edition, *others) = editions_under(desk, [file])
    if others:
        raise CannotApprove(f"{file} holds several editions; name one")
    before = _before(desk, edition, since)
    return difference(before, as_written(desk.root, desk.gathered, edition), edition.language)


def _before(desk: Desk, edition: Edition, since: str) -> Version:
    if since and Path(since).is_file():
        return _in_file(desk, edition, Path(since))
    reader, where = desk.last_good, "on the air"
    if FINGERPRINT.fullmatch(since):
        found = reader.published(edition.key, Archive(desk.root / "site").data(since))
        where = f"in the archive as {since}"
        if found and found.fingerprint != since:
            raise CannotApprove(f"what is {where} is no text of {edition.file}")
    else:
        if since:
            reader, where = LastGood(_release(desk.root, since)), f"in release {since}"
        found = reader.edition(edition.key)
    if found is None:
        raise CannotApprove(f"no text of {edition.file} is {where}")
    return as_published(found, reader.texts)


def _release(root: Path, name: str) -> Path:
    releases = Releases(root / "site")
    if name not in releases.ids():
        raise CannotApprove(f"«{name}» is no release, no fingerprint and no file; `helsevei releases` lists releases")
    return releases.folder / name


def _in_file(desk: Desk, edition: Edition, file: Path) -> Version:
    data = file.read_bytes()
    facts = desk.gathered.context.cited.get(edition.language, {})
    place = Place(edition.kind, edition.content_id, edition.language, edition.file)
    read = read_edition(place, data, digest_of(data), facts)
    if read.edition is None:
        raise CannotApprove(f"{file} cannot be read: {read.faults[0].message}")
    return version_of(read.edition, decode(data), facts, desk.library.pictures_of(read.edition))
