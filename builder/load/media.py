"""Pictures beside editions become the bytes that are published: measured, decoded and written anew.

Only pixels pass: names, places, thumbnails, comments and whatever hangs behind the picture stay behind
(bad-input.md G13–G16).
"""

from typing import NamedTuple

from builder.load.fault import Fault
from builder.load.picture_header import MAX_PICTURE_BYTES, SVG_WAY_OUT, Broken, kind_of, read_header
from builder.load.text import LFS_POINTER

MAX_PIXELS = 25_000_000
MAX_FRAMES = 50


class LoadedPicture(NamedTuple):
    """A picture as readers get it. `suffix` is its ending with the dot; width and height are in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def load_picture(data: bytes, name: str) -> LoadedPicture | Fault:
    """The published form of a picture, the same bytes each time, or what is wrong with it."""
    suffix = f".{name.rpartition('.')[2]}".replace(".jpeg", ".jpg")
    if fault := _fault_before_reading(data, suffix):
        return fault
    try:
        header = read_header(data)
    except Broken as broken:
        return Fault(1, "picture-broken", f"the picture cannot be read: {broken}; export it again")
    if header.frames > MAX_FRAMES:
        return Fault(1, "picture-frames", f"{header.frames} moving pictures, at most {MAX_FRAMES}; shorten it")
    if header.width * header.height * header.frames > MAX_PIXELS:
        size = f"{header.width} × {header.height}" + (f" × {header.frames}" if header.frames > 1 else "")
        return Fault(1, "picture-size", f"{size} pixels, at most {MAX_PIXELS // 1_000_000} million; scale it down")
    from builder.load.pixels import written_anew  # the decoders are slow to import and seldom needed

    try:
        return LoadedPicture(*written_anew(data, suffix, header))
    except MemoryError:
        raise
    except Exception as error:  # decoders fail in many ways, and each means the same for the editor
        return Fault(1, "picture-broken", f"the picture cannot be read ({error}); export it again")


def _fault_before_reading(data: bytes, suffix: str) -> Fault | None:
    if len(data) > MAX_PICTURE_BYTES:
        size = f"{len(data) // 1024} KiB, at most {MAX_PICTURE_BYTES // 1024}"
        return Fault(1, "picture-size", f"{size}; scale it down or export it with less quality")
    if data.startswith(LFS_POINTER):
        return Fault(1, "lfs-pointer", "a pointer of Git LFS and not the picture; commit the picture itself")
    if suffix == ".svg":
        return Fault(1, "picture-type", SVG_WAY_OUT)
    kind = kind_of(data)
    if not kind:
        return Fault(1, "picture-type", "no PNG, JPEG, WebP or GIF; export the picture as one of these")
    if kind != suffix:
        return Fault(1, "picture-type", f"ends in {suffix} and is {kind[1:]}; rename it to {kind}, or export it again")
    return None
