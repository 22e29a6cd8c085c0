"""The pictures beside the editions, measured once and remembered."""

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from builder.domain.library import Media
from builder.domain.problem import Problem
from builder.load.fault import Fault
from builder.load.media import load_picture
from builder.load.sources import PictureFile
from builder.pipeline import cache
from builder.pipeline.code import code_digest


class Measured(Struct, frozen=True, array_like=True):
    """What one picture gave: its published form's measures, or the problem with it."""

    stamp: tuple[int, int, int]
    media: Media | None
    problem: Problem | None


class Remembered(Struct, array_like=True):
    basis: bytes
    rows: dict[str, Measured]


def load_pictures(
    root: Path, pictures: list[PictureFile], memory: Path
) -> tuple[dict[tuple[str, str], Media], list[Problem]]:
    """Every picture that can be published, by folder and name, and what is wrong with the others.

    Those are measured anew each time: it may have been the machine that had too little memory for one.
    """
    remembered = cache.load(memory, Remembered)
    known = remembered.rows if remembered and remembered.basis == code_digest() else {}
    rows = {}
    for picture in pictures:
        row = known.get(picture.file)
        rows[picture.file] = row if row and row.stamp == picture.stamp else _measure(root, picture)
    good = {file: row for file, row in rows.items() if row.media}
    if good != known:
        cache.store(memory, Remembered(code_digest(), good))
    media = {(row.media.folder, row.media.name): row.media for row in rows.values() if row.media}
    return media, [row.problem for row in rows.values() if row.problem]


def _measure(root: Path, picture: PictureFile) -> Measured:
    loaded = load_picture((root / picture.file).read_bytes(), picture.name)
    if isinstance(loaded, Fault):
        return Measured(picture.stamp, None, Problem(picture.file, loaded.line, loaded.code, loaded.message))
    digest = sha256(loaded.data).hexdigest()
    published = f"media/{digest[:20]}{loaded.suffix}"
    media = Media(picture.folder, picture.name, published, digest, loaded.width, loaded.height)
    return Measured(picture.stamp, media, None)


def published_bytes(root: Path, media: Media) -> bytes:
    """The picture as readers get it."""
    loaded = load_picture((root / media.folder / media.name).read_bytes(), media.name)
    if isinstance(loaded, Fault) or sha256(loaded.data).hexdigest() != media.digest:
        raise OSError(f"{media.folder}/{media.name} changed while the site was being built; build again")
    return loaded.data
