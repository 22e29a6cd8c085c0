"""Making the files of a release: each unit is taken over if its inputs are the same, else rendered and written."""

import errno
from collections.abc import Iterator, Set
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from builder.domain.archived import ArchivedPage, ArchivedStep
from builder.domain.artifact import Artifact
from builder.domain.frame import Frame
from builder.domain.library import EditionKey, Media
from builder.domain.pages import EditionPage
from builder.load.edition_file import decode, split_front_matter
from builder.pipeline import cache
from builder.pipeline.code import code_digest
from builder.pipeline.examining import digest_of
from builder.pipeline.last_good import LastGood
from builder.pipeline.pictures import published_bytes
from builder.pipeline.sharing import WORTH_A_PROCESS, Progress, share_out
from builder.plan import Keys, SitePlan, Unit, describe, frames_of
from builder.publish.archive import Archive, day_of
from builder.publish.releases import Releases
from builder.publish.tree import WHERE, Tree
from builder.publish.writer import FileRow, ReleaseWriter
from builder.render import SiteRenderer, Text
from builder.render.site_renderer import NO_TEXT
from builder.render.theme import OWN_THEME, Theme


class Made(Struct, frozen=True, array_like=True):
    """A unit's files, and the key of the inputs they were made from."""

    unit: str
    key: bytes
    files: list[FileRow]
    written: bool = True


class Remembered(Struct, array_like=True):
    release: str
    units: list[Made]


CANNOT_LINK = {errno.ENOENT, errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP, errno.ENOSYS}
"""A file is gone, is another user's, has links enough; or the disk knows no links."""


WAITING = "editions/"
"""Where in a release pages of the archive wait until it is whole."""


class ContentMoved(OSError):
    """A file changed between its check and its rendering."""


_encode = msgspec.msgpack.Encoder().encode
_encode_frames = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.msgpack.Decoder(list[Made]).decode


class Making:
    """What the processes share while they make a release."""

    def __init__(
        self, root: Path, plan: SitePlan, writer: ReleaseWriter, releases: Releases, last_good: LastGood
    ) -> None:
        self.root = root
        self.plan = plan
        self.writer = writer
        self.last_good = last_good
        self.memory = root / "site/cache/units.msgpack"
        frames = frames_of(plan)
        self.renderer = renderer_of(root, plan, frames)
        self.keys = Keys(plan, code_digest() + self.renderer.theme.digest + _encode_frames(frames))
        self.known = self._recall(releases.current)
        self.found_damage = False
        self.units: list[Made] = []
        self.moment = datetime.now(UTC).replace(microsecond=0)
        self.archive = Archive(root / "site")
        self.unheard_of: Set[EditionKey] = frozenset()
        """Editions that the archive never had: their pages there are made beside their own, and wait in the release."""
        self.pictures = sorted({media.published: media for media in _shown(plan)}.items())

    def _recall(self, release: str | None) -> dict[str, Made]:
        remembered = cache.load(self.memory, Remembered) if self.last_good.release else None
        if remembered is None or remembered.release != release:
            return {}
        return {made.unit: made for made in remembered.units}

    def remember(self, release: str) -> None:
        """Keep the keys of this release's units for the next build."""
        cache.store(self.memory, Remembered(release, self.units))

    def taken_over(self, unit: Unit, key: bytes) -> Made | None:
        """The unit as the release on the air has it, if its inputs are the same."""
        known = self.known.get(unit.id)
        return Made(unit.id, key, known.files, False) if known is not None and known.key == key else None

    def make(self, unit: Unit, key: bytes) -> Made:
        """Render a unit and write its files."""
        return Made(unit.id, key, [self.writer.write(artifact) for artifact in self._artifacts(unit)])

    def _artifacts(self, unit: Unit) -> Iterator[Artifact]:
        for page in describe(self.plan, unit):
            text = text_of(self.root, page, self.last_good) if isinstance(page, EditionPage) else NO_TEXT
            yield from self.renderer.render(page, text)
            if isinstance(page, EditionPage) and (page.kind, page.content_id, page.head.language) in self.unheard_of:
                self._archive(page, text)

    def _archive(self, page: EditionPage, text: Text) -> None:
        """The page that the archive will have of an edition, while its text is at hand."""
        data = self.renderer.archived(first_in_archive(page, text, day_of(self.moment)))
        with suppress(FileExistsError):  # two editions may say the same
            self.writer.write(Artifact(f"{page.fingerprint}.html", data), below=WAITING)

    def write_tree(self, tree: Tree) -> tuple[list[FileRow], list[str]]:
        """The tree's files; those that are as in the release on the air are taken over from it."""
        named = {f"tree::{name}": (WHERE + name, data) for name, data in tree.files.items()}
        keys = {unit: sha256(data).digest()[:16] for unit, (_, data) in named.items()}
        same = [known for unit in named if (known := self.known.get(unit)) and known.key == keys[unit]]
        linked = {known.unit: known for known in _linked(self, [*same]) if known}
        made = []
        for unit, (path, data) in named.items():
            row = None if unit in linked else self.writer.write(Artifact(path, data), below="")
            made.append(Made(unit, keys[unit], [row] if row else linked[unit].files, row is not None))
        self.units.extend(made)
        rows = [row for one in made for row in one.files]
        return rows, [row.path for one in made if one.written for row in one.files]

    def picture_taken_over(self, published: str) -> Made | None:
        """A picture's name is the digest of its bytes: the same name is the same picture."""
        known = self.known.get(f"picture::{published}")
        return Made(known.unit, b"", known.files, False) if known else None

    def make_picture(self, published: str, media: Media) -> Made:
        """A picture of an edition that is kept comes from the release on the air, any other from its folder."""
        if not media.digest and self.last_good.release:
            data = (self.last_good.release / "public" / published).read_bytes()
        else:
            data = published_bytes(self.root, media)
        return Made(f"picture::{published}", b"", [self.writer.write(Artifact(published, data))])


def renderer_of(root: Path, plan: SitePlan, frames: dict[str, Frame]) -> SiteRenderer:
    """The portal's own theme if it has one, else ours."""
    own = root / "site" / "theme"
    theme = Theme(own if own.is_dir() else OWN_THEME, root / "site/cache/words")
    return SiteRenderer(plan.site, theme, frames)


def make_units(making: Making, progress: Progress) -> tuple[list[FileRow], list[str]]:
    """Make everything; give every file's row, and the paths of those that were written anew."""
    keyed = [(unit, making.keys.key(unit)) for unit in making.plan.units]
    taken = _linked(making, [making.taken_over(unit, key) for unit, key in keyed])
    pictures = _linked(making, [making.picture_taken_over(published) for published, _ in making.pictures])
    fresh = [pair for pair, known in zip(keyed, taken, strict=True) if known is None]

    if len(fresh) >= WORTH_A_PROCESS:
        making.renderer.prepare(making.plan.library.languages)
        making.unheard_of = {edition.key for edition in making.plan.library.editions} - making.archive.history().keys()

    def work(part: slice) -> bytes:
        return _encode([making.make(unit, key) for unit, key in fresh[part]])

    for encoded in share_out(work, len(fresh), "Making pages", progress):
        making.units.extend(_decode(encoded))
    for picture, known in zip(making.pictures, pictures, strict=True):
        making.units.append(known or making.make_picture(*picture))
    making.units.extend(known for known in taken if known)
    rows = [row for made in making.units for row in made.files]
    return rows, [row.path for made in making.units if made.written for row in made.files]


def _linked(making: Making, taken: list[Made | None]) -> list[Made | None]:
    """The units whose inputs are the same, linked from the release on the air, with None between for the others.

    Where files cannot be linked, or one of them is gone, none of these is taken over.
    """
    try:
        making.writer.link([row for known in taken if known for row in known.files])
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        making.writer.remove([row for known in taken if known for row in known.files])
        making.known.clear()
        making.found_damage = making.found_damage or error.errno == errno.ENOENT
        return [None] * len(taken)
    return taken


def first_in_archive(page: EditionPage, text: Text, day: date) -> ArchivedPage:
    """The archive's page of an edition that was never published before."""
    return ArchivedPage(
        fingerprint=page.fingerprint,
        language=page.head.language,
        title=page.head.title,
        summary=page.head.summary,
        href=page.head.href,
        body=text.body,
        facts=page.facts,
        approvals=text.approvals,
        steps=(ArchivedStep(page.fingerprint, day, (), True),),
    )


def text_of(root: Path, page: EditionPage, last_good: LastGood) -> Text:
    """An edition's text, with its approvals."""
    whole = checked(root, page.file, page.digest, last_good)
    approvals = (checked(root, signed.file, signed.digest, last_good) for signed in page.standing.signed)
    return Text(whole, split_front_matter(whole)[1], tuple(approvals))


def checked(root: Path, file: str, digest: str, last_good: LastGood) -> str:
    """A file as it was when it was checked; if it has changed since, the build must begin again."""
    kept = last_good.texts.get(digest)
    if kept is not None:
        return kept
    with open(f"{root}/{file}", "rb", buffering=0) as opened:
        data = opened.read()
    if digest_of(data) != digest:
        raise ContentMoved(f"{file} changed while the site was being built; build again")
    return decode(data)


def _shown(plan: SitePlan) -> list[Media]:
    """The pictures that some published edition shows."""
    shown = []
    for edition in plan.library.editions:
        for image in edition.images:
            if media := plan.library.picture_of(edition, image.file):
                shown.append(media)
    return shown
