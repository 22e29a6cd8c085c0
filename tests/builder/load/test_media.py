"""Pictures are measured before they are decoded: what is none, or too much, is refused (bad-input.md G13–G15)."""

import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load.fault import Fault
from builder.load.media import MAX_FRAMES, LoadedPicture, load_picture
from builder.load.picture_header import MAX_PICTURE_BYTES, MAX_SCANS
from tests.builder.load.pictures import fault, moving, named, picture


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_claiming(width: int, height: int) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(b"\0" * 100)) + png_chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", picture("PNG")),
        ("a.png", picture("JPEG")),
        ("a.gif", picture("WEBP")),
        ("a.png", b"<html><script>alert(1)</script></html>"),
        ("a.png", b""),
        ("a.png", b"%PDF-1.7"),
        ("a.gif", b"GIF/*" + picture("GIF")),
    ],
)
def test_g15_a_picture_is_what_its_name_says(name: str, data: bytes) -> None:
    """G15: content and ending agree, whoever made the file."""
    assert fault(data, name).code == "picture-type"


@pytest.mark.parametrize(
    "svg",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<svg onload='alert(1)'/>",
        b"<svg><foreignObject><body/></foreignObject></svg>",
        b"<svg><use href='data:image/svg+xml;base64,AA'/></svg>",
        b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        b"<svg><style>@import url(//example.org)</style></svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
    ],
)
def test_g13_an_svg_is_refused_with_a_way_out(svg: bytes) -> None:
    """G13: an SVG can carry programs, whatever stands in it; under another ending it is no picture."""
    assert fault(svg, "a.svg") == Fault(
        1, "picture-type", "an SVG can carry programs and is not published; export the picture as PNG"
    )
    assert fault(svg, "a.png").code == "picture-type"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", png_claiming(30_000, 30_000), "picture-size"),
        ("a.png", png_claiming(2**31 - 1, 1), "picture-size"),
        ("a.png", png_claiming(0, 7), "picture-broken"),
        (
            "a.gif",
            picture("GIF").replace(struct.pack("<HH", 40, 30), struct.pack("<HH", 65535, 65535)),
            "picture-size",
        ),
        ("a.gif", moving("GIF", MAX_FRAMES + 1), "picture-frames"),
        (
            "a.gif",
            b"GIF89a\1\0\1\0\0\0\0" + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 10_000 + b";",
            "picture-frames",
        ),
        ("a.png", moving("PNG", MAX_FRAMES + 1), "picture-frames"),
        ("a.webp", moving("WEBP", MAX_FRAMES + 1), "picture-frames"),
        ("a.gif", moving("GIF", 40).replace(b"89a\x14\0\x14\0", b"89a\0\4\0\4", 1), "picture-size"),
        ("a.png", picture("PNG") + bytes(MAX_PICTURE_BYTES), "picture-size"),
    ],
)
def test_g14_a_bomb_is_known_by_its_header(name: str, data: bytes, code: str) -> None:
    """G14: what would become too large is refused before anything is decoded."""
    start = time.process_time()
    assert fault(data, name).code == code
    assert time.process_time() - start < 0.1


def webp(*chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + sum(map(len, chunks))) + b"WEBP" + b"".join(chunks)


GIF_FRAME_BEYOND = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;"
WEBP_CANVAS = b"VP8X" + struct.pack("<I", 10) + bytes(10)
WEBP_FRAME = b"VP8L" + struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", 16383 | 16383 << 14) + bytes(5)


def test_g14_a_webp_without_a_canvas_is_measured() -> None:
    """G14: its only frame says how large it is."""
    assert fault(webp(WEBP_FRAME), "a.webp").code == "picture-size"


@pytest.mark.parametrize(("name", "data"), [("a.gif", GIF_FRAME_BEYOND), ("a.webp", webp(WEBP_CANVAS, WEBP_FRAME))])
def test_g14_a_frame_beyond_the_edge_is_refused_unseen(name: str, data: bytes) -> None:
    """G14: a decoder would enlarge the picture to hold it."""
    message = "the picture cannot be read: a frame is larger than the picture; export it again"
    assert fault(data, name) == Fault(1, "picture-broken", message)


def test_g14_a_jpeg_of_many_scans_is_refused() -> None:
    """G14: each scan of a progressive JPEG is a pass over the whole picture."""
    data = picture("JPEG", progressive=True)
    scan = data[data.index(b"\xff\xda") : data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)]
    assert isinstance(load_picture(data, "a.jpg"), LoadedPicture)
    assert fault(data.replace(scan, scan * (MAX_SCANS + 1), 1), "a.jpg").code == "picture-broken"


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_g15_a_picture_that_breaks_off_is_refused(format: str) -> None:
    """G15: wherever it breaks off, it is told and not shown half."""
    data = picture(format, "P" if format == "GIF" else "RGB")
    name = named(format)
    for length in range(16, len(data) - 2, 7):
        found = fault(data[:length], name)
        assert (found.code, "breaks off" in found.message) == ("picture-broken", True), length


def test_g03_a_pointer_of_lfs_is_told() -> None:
    """G03: a pointer is not the picture."""
    assert fault(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "a.png").code == "lfs-pointer"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.data())
def test_no_picture_stops_the_work(format: str, data: st.DataObject) -> None:
    """A picture with bytes changed anywhere gives a picture or a fault, never an error."""
    spoilt = bytearray(moving(format, 3) if format != "JPEG" else picture(format, progressive=True))
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(12, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    found = load_picture(bytes(spoilt), named(format))
    assert isinstance(found, LoadedPicture | Fault)
