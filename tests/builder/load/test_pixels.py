"""Only a picture's pixels are published, and as they were (bad-input.md G15, G16)."""

import struct
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from builder.load.media import load_picture
from tests.builder.load.pictures import loaded, moving, named, opened, picture

SECRET = b"Kari Nordmann 59.9139"


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


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_g15_what_hangs_behind_a_picture_is_cut_off(format: str) -> None:
    """G15: a file that is a picture and a program at once is only a picture afterwards."""
    name = named(format)
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
    found = loaded(data, named(format))
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
    found = loaded(picture(format, exif=exif), named(format))
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
    shown = opened(loaded(out.getvalue(), named(format)).data)
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
    found = loaded(data, named(format))
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(found.data))
    assert after.n_frames == 5  # type: ignore[attr-defined]
    for index in range(5):
        before.seek(index)
        after.seek(index)
        assert after.convert("RGBA").getchannel("A").tobytes() == before.convert("RGBA").getchannel("A").tobytes()
    assert after.info["duration"] == 80
    assert after.info["loop"] == 0
    assert load_picture(data, named(format)) == found
