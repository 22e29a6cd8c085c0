"""What a picture says of itself, read without decoding it: its kind, its size and how many frames it has.

A decoder believes the header and reserves memory for it, so the header is read and measured here first
(bad-input.md G14, G15). Each reader raises ValueError, IndexError or struct.error where the file breaks off.
"""

from collections.abc import Callable, Iterator
from struct import unpack_from
from typing import NamedTuple

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
MAX_PICTURE_BYTES = 2 * 1024 * 1024
SVG_WAY_OUT = "an SVG can carry programs and is not published; export the picture as PNG"


class Header(NamedTuple):
    """Width and height in pixels. `lossless` matters where a kind can be either."""

    width: int
    height: int
    frames: int = 1
    lossless: bool = True


def kind_of(data: bytes) -> str:
    """The ending that fits the content, or nothing."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ".webp"
    return ""


def read_header(data: bytes) -> Header:
    """Raises ValueError, also for a picture that breaks off."""
    try:
        return READERS[kind_of(data)](data)
    except (IndexError, LookupError, ArithmeticError) as error:
        raise ValueError("it breaks off") from error
    except Exception as error:
        if error.__class__.__name__ == "error":
            raise ValueError("it breaks off") from error
        raise
