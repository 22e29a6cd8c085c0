"""Pictures are measured before they are decoded, and only their pixels are published (bad-input.md G13–G16)."""

import struct
import time
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from builder.load.fault import Fault
from builder.load.media import MAX_FRAMES, LoadedPicture, load_picture
from builder.load.picture_header import MAX_PICTURE_BYTES, MAX_SCANS

SECRET = b"Kari Nordmann 59.9139"


def picture(format: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A picture with a gradient, so that turning or spoiling it shows."""
    out = BytesIO()
    gradient = Image.linear_gradient("L").resize(size)
    gradient.convert(mode).save(out, format, **options)
    return out.getvalue()


def moving(format: str, frames: int, size: tuple[int, int] = (20, 20)) -> bytes:
    """A square that wanders over nothing."""
    pictures = []
    for index in range(frames):
        pictures.append(Image.new("RGBA", size, (0, 0, 0, 0)))
        pictures[-1].paste((200, 0, 0, 255), (index % 15, 2, index % 15 + 4, 6))
    out = BytesIO()
    more = {"disposal": 2} if format == "GIF" else {}
    pictures[0].save(out, format, save_all=True, append_images=pictures[1:], duration=80, loop=0, **more)
    return out.getvalue()


def loaded(data: bytes, name: str) -> LoadedPicture:
    found = load_picture(data, name)
    assert isinstance(found, LoadedPicture), found
    return found


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def fault(data: bytes, name: str) -> Fault:
    found = load_picture(data, name)
    assert isinstance(found, Fault)
    return found


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_claiming(width: int, height: int) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(b"\0" * 100)) + png_chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("a.png", picture("PNG"), ".png"),
        ("a.png", picture("PNG", "P"), ".png"),
        ("a.png", picture("PNG", "LA"), ".png"),
        ("a.png", picture("PNG", "RGBA"), ".png"),
        ("a.png", picture("PNG", "1"), ".png"),
        ("a.gif", picture("GIF", "P"), ".gif"),
        ("a.webp", picture("WEBP", lossless=True), ".webp"),
    ],
)
def test_a_lossless_picture_keeps_every_pixel(name: str, data: bytes, suffix: str) -> None:
    """A lossless picture is published with the same pixels, and the same bytes each time."""
    found = loaded(data, name)
    assert found[1:] == (suffix, 40, 30)
    assert opened(found.data).convert("RGBA").tobytes() == opened(data).convert("RGBA").tobytes()
    assert load_picture(data, name) == found


@pytest.mark.parametrize("name", ["a.jpg", "a.jpeg"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_keeps_its_tables(name: str, mode: str) -> None:
    """A JPEG is written with its own tables, so that it looks the same; its ending becomes .jpg."""
    data = picture("JPEG", mode, quality=70)
    found = loaded(data, name)
    assert found[1:] == (".jpg", 40, 30)
    before, after = opened(data), opened(found.data)
    assert after.quantization == before.quantization  # type: ignore[attr-defined]
    differences = zip(before.tobytes(), after.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in differences) <= 3


def test_g15_cmyk_and_sixteen_bits_are_taken() -> None:
    """G15: a JPEG for printing becomes one for screens; sixteen bits of grey stay."""
    assert opened(loaded(picture("JPEG", "CMYK"), "a.jpg").data).mode == "RGB"
    deep = BytesIO()
    Image.linear_gradient("L").convert("I").point(lambda grey: grey * 257).convert("I;16").save(deep, "PNG")
    found = loaded(deep.getvalue(), "a.png")
    assert opened(found.data).mode == "I;16"
    assert opened(found.data).tobytes() == opened(deep.getvalue()).tobytes()


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
    name = f"a.{format.lower()}".replace("jpeg", "jpg")
    for length in range(16, len(data) - 2, 7):
        found = fault(data[:length], name)
        assert (found.code, "breaks off" in found.message) == ("picture-broken", True), length


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_g15_what_hangs_behind_a_picture_is_cut_off(format: str) -> None:
    """G15: a file that is a picture and a program at once is only a picture afterwards."""
    name = f"a.{format.lower()}".replace("jpeg", "jpg")
    data = picture(format) + b"PK\x03\x04<script>alert(1)</script>" + SECRET
    found = loaded(data, name)
    assert b"script" not in found.data and SECRET not in found.data and b"PK\x03\x04" not in found.data


def _with_names(format: str) -> bytes:
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 50.0)
    exif.get_ifd(0x8825)[1] = SECRET.decode()
    options: dict[str, Any] = {"exif": exif}
    if format == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", SECRET.decode())
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"].add_text("Comment", SECRET.decode(), zip=True)
    if format == "WEBP":
        options["xmp"] = SECRET
    if format == "JPEG":
        options |= {"comment": SECRET, "xmp": SECRET}
    if format == "GIF":
        options = {"comment": SECRET}
    return picture(format, **options)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_g16_names_and_places_are_left_out(format: str) -> None:
    """G16: EXIF, GPS, XMP, comments and text do not reach the reader."""
    data = _with_names(format)
    assert SECRET in data
    found = loaded(data, f"a.{format.lower()}".replace("jpeg", "jpg"))
    assert SECRET not in found.data
    for mark in (
        b"Exif",
        b"EXIF",
        b"eXIf",
        b"tEXt",
        b"iTXt",
        b"zTXt",
        b"XMP ",
        b"http://ns.adobe.com",
        b"ICCP",
    ):
        assert mark not in found.data
    assert not opened(found.data).getexif()


def test_g16_a_thumbnail_is_left_out() -> None:
    """G16: a thumbnail may show what was cut away."""
    tiny = picture("JPEG", size=(16, 16))
    segment = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + tiny
    plain = picture("JPEG")
    data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]
    found = loaded(data, "a.jpg")
    assert found.data.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_g16_a_picture_taken_sideways_stands_upright(format: str) -> None:
    """G16: the camera's note on which way is up goes, so the pixels are turned first."""
    exif = Image.Exif()
    exif[0x0112] = 6
    found = loaded(picture(format, exif=exif), f"a.{format.lower()}".replace("jpeg", "jpg"))
    assert (found.width, found.height) == (30, 40)
    upright = opened(found.data).convert("L")
    assert upright.size == (30, 40)
    assert upright.getpixel((1, 20)) > upright.getpixel((28, 20)) + 100  # type: ignore[operator]


def _profile_that_swaps_red_and_green() -> bytes:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    unnamed = plain.replace("sRGB".encode("utf-16-be"), "odd ".encode("utf-16-be"))
    return unnamed.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


@pytest.mark.parametrize(("format", "mode"), [("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_a_colour_profile_is_used_and_left_out(format: str, mode: str) -> None:
    """Colours become those of the web, also for a screen that knows no profiles."""
    out = BytesIO()
    profile = _profile_that_swaps_red_and_green()
    options = {"lossless": True} if format == "WEBP" else {}
    Image.new("RGB", (4, 4), (250, 0, 0)).convert(mode).save(out, format, icc_profile=profile, **options)
    shown = opened(loaded(out.getvalue(), f"a.{format.lower()}").data)
    assert "icc_profile" not in shown.info
    red, green, blue = shown.convert("RGB").getpixel((1, 1))  # type: ignore[misc]
    assert red < 5 and green > 245 and blue < 5


@pytest.mark.parametrize("profile", ["sRGB", "LAB", ""])
def test_a_profile_that_changes_nothing_or_cannot_be_used_is_left_out(profile: str) -> None:
    """The web's own profile needs no change; one for another kind of picture cannot make one."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile(profile)).tobytes() if profile else b"none"
    found = loaded(picture("PNG", icc_profile=data), "a.png")
    assert "icc_profile" not in opened(found.data).info
    assert opened(found.data).tobytes() == opened(picture("PNG")).tobytes()


@pytest.mark.parametrize("format", ["PNG", "GIF", "WEBP"])
def test_a_short_moving_picture_keeps_its_frames(format: str) -> None:
    """A moving picture of few frames is written anew frame by frame."""
    data = moving(format, 5)
    found = loaded(data, f"a.{format.lower()}")
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(found.data))
    assert after.n_frames == 5  # type: ignore[attr-defined]
    for index in range(5):
        before.seek(index)
        after.seek(index)
        assert after.convert("RGBA").getchannel("A").tobytes() == before.convert("RGBA").getchannel("A").tobytes()
    assert after.info["duration"] == 80
    assert after.info["loop"] == 0
    assert load_picture(data, f"a.{format.lower()}") == found


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
    found = load_picture(bytes(spoilt), f"a.{format.lower()}".replace("jpeg", "jpg"))
    assert isinstance(found, LoadedPicture | Fault)
