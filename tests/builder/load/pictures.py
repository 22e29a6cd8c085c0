"""Pictures made for the tests, and what becomes of them."""

from io import BytesIO
from typing import Any

from PIL import Image

from builder.load.fault import Fault
from builder.load.media import LoadedPicture, load_picture


def named(format: str) -> str:
    """A file name with the format's ending."""
    return f"a.{format.lower()}".replace("jpeg", "jpg")


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
