"""What a picture says of itself, read without decoding it: its kind, its size and how many frames it has.

A decoder believes the header and reserves memory for it, so it is measured here first (bad-input.md G14).
Every block is stepped over to the end, so that a picture that breaks off is seen too (G15).
"""

import struct
from collections.abc import Callable, Iterator
from struct import unpack_from
from typing import NamedTuple

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
MAX_PICTURE_BYTES = 2 * 1024 * 1024
SVG_WAY_OUT = "an SVG can carry programs and is not published; export the picture as PNG"

MAX_SCANS = 100
"""A progressive JPEG has about ten; each one more is a whole pass over the picture."""

STANDALONE = {0x01, *range(0xD0, 0xD8)}
START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
START_OF_SCAN = 0xDA


class Header(NamedTuple):
    """Width and height in pixels. `lossless` matters where a kind can be either."""

    width: int
    height: int
    frames: int = 1
    lossless: bool = True


class Broken(ValueError):
    """The picture breaks off, or contradicts itself."""


def kind_of(data: bytes) -> str:
    """The ending that fits the content, or nothing."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    return ".webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def read_header(data: bytes) -> Header:
    """Measure a picture of a known kind, or raise Broken."""
    try:
        header = READERS[kind_of(data)](data)
    except (IndexError, struct.error):
        raise Broken("it breaks off") from None
    if not (header.width and header.height and header.frames):
        raise Broken("it holds no picture")
    return header


def _png(data: bytes) -> Header:
    chunks = list(_png_chunks(data))
    if chunks[0][0] != b"IHDR":
        raise Broken("its header is missing")
    width, height = unpack_from(">II", data, chunks[0][1])
    claimed = [unpack_from(">I", data, at)[0] for kind, at in chunks if kind == b"acTL"]
    frames = [unpack_from(">IIII", data, at + 4) for kind, at in chunks if kind == b"fcTL"]
    _must_fit(width, height, ((left, top, wide, high) for wide, high, left, top in frames))
    return Header(width, height, max([1, len(frames), *claimed]))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise Broken("it breaks off")
        yield kind, at + 8
        at += 12 + length


def _jpeg(data: bytes) -> Header:
    at, size = 2, (0, 0)
    while (marker := data[at + 1]) != START_OF_SCAN:
        if data[at] != 0xFF:
            raise Broken("its parts do not follow each other")
        if marker == 0xFF or marker in STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in START_OF_FRAME:
            size = unpack_from(">HH", data, at + 5)
        at += 2 + unpack_from(">H", data, at + 2)[0]
    if data.find(b"\xff\xd9", at) < 0:
        raise Broken("it breaks off")
    if data.count(b"\xff\xda", at) > MAX_SCANS:
        raise Broken(f"more than {MAX_SCANS} passes")
    return Header(size[1], size[0], lossless=False)


def _gif(data: bytes) -> Header:
    width, height, flags = unpack_from("<HHB", data, 6)
    at, frames = 13 + _colour_table(flags), []
    while (block := data[at]) != 0x3B:
        if block == 0x21:
            at = _after_sub_blocks(data, at + 2)
        elif block == 0x2C:
            *frame, flags = unpack_from("<HHHHB", data, at + 1)
            frames.append(frame)
            at = _after_sub_blocks(data, at + 11 + _colour_table(flags))
        else:
            raise Broken("its parts do not follow each other")
    _must_fit(width, height, frames)
    return Header(width, height, len(frames))


def _colour_table(flags: int) -> int:
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _after_sub_blocks(data: bytes, at: int) -> int:
    while length := data[at]:
        at += 1 + length
    return at + 1


def _webp(data: bytes) -> Header:
    chunks = list(_webp_chunks(data, 12, 8 + unpack_from("<I", data, 4)[0]))
    moving = [at for kind, at, _ in chunks if kind == b"ANMF"]
    inner = [chunk for kind, at, end in chunks if kind == b"ANMF" for chunk in _webp_chunks(data, at + 16, end)]
    sizes = [_webp_size(data, kind, at) for kind, at, _ in [*chunks, *inner] if kind in (b"VP8X", b"VP8 ", b"VP8L")]
    lossless = all(kind != b"VP8 " for kind, _, _ in [*chunks, *inner])
    width, height = sizes[0]
    _must_fit(width, height, ((0, 0, *size) for size in sizes))
    return Header(width, height, len(moving) or 1, lossless)


def _webp_chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, first byte and end of each chunk."""
    if end > len(data):
        raise Broken("it breaks off")
    while at < end:
        kind, length = unpack_from("<4sI", data, at)
        if at + 8 + length > end:
            raise Broken("it breaks off")
        yield kind, at + 8, at + 8 + length
        at += 8 + length + length % 2


def _webp_size(data: bytes, kind: bytes, at: int) -> tuple[int, int]:
    if kind == b"VP8X":
        return int.from_bytes(data[at + 4 : at + 7], "little") + 1, int.from_bytes(data[at + 7 : at + 10], "little") + 1
    if kind == b"VP8L":
        bits = unpack_from("<I", data, at + 1)[0]
        return bits % 2**14 + 1, (bits >> 14) % 2**14 + 1
    width, height = unpack_from("<HH", data, at + 6)
    return width % 2**14, height % 2**14


def _must_fit(width: int, height: int, frames: Iterator[tuple[int, ...]] | list[list[int]]) -> None:
    """A frame beyond the picture's edge would make a decoder enlarge the picture."""
    if any(left + wide > width or top + high > height for left, top, wide, high in frames):
        raise Broken("a frame is larger than the picture")


READERS: dict[str, Callable[[bytes], Header]] = {".png": _png, ".jpg": _jpeg, ".gif": _gif, ".webp": _webp}
