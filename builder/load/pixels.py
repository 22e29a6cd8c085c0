"""A picture's pixels, decoded and written anew with nothing beside them."""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from builder.load.picture_header import Header

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
KEPT = {"transparency", "background", "duration", "loop"}
"""What belongs to the picture among the things a decoder hands over beside the pixels."""

LOSSY_QUALITY = 90


def written_anew(data: bytes, suffix: str, header: Header) -> tuple[bytes, str, int, int]:
    """Bytes, ending, width and height. Raises whatever the decoders raise."""
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=[FORMATS[suffix]]) as image:
            options = _options(image, header)
            if header.frames > 1:
                width, height = _write_moving(image, out, options)
            else:
                width, height = _write_still(image, out, options)
    return out.getvalue(), suffix, width, height


def _options(image: Image.Image, header: Header) -> dict[str, Any]:
    if isinstance(image, JpegImageFile):
        return _as_the_camera_did(image)
    if image.format == "WEBP":
        quality = {"lossless": True} if header.lossless else {"quality": LOSSY_QUALITY}
        return {"format": "WEBP", "method": 4, **quality}
    return {"format": image.format, "optimize": True}


def _as_the_camera_did(image: JpegImageFile) -> dict[str, Any]:
    """The same tables and sampling: decoded and encoded so, a JPEG stays all but the same."""
    options: dict[str, Any] = {"format": "JPEG", "optimize": True, "progressive": "progressive" in image.info}
    if image.mode in ("L", "RGB"):
        return options | {"qtables": image.quantization, "subsampling": get_sampling(image)}
    return options | {"quality": LOSSY_QUALITY}


def _write_still(image: Image.Image, out: BytesIO, options: dict[str, Any]) -> tuple[int, int]:
    image.load()
    upright = ImageOps.exif_transpose(image)
    picture = _in_srgb(upright, upright.info.get("icc_profile"))
    if options["format"] == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
    picture.save(out, **options)
    return picture.size


def _write_moving(image: Image.Image, out: BytesIO, options: dict[str, Any]) -> tuple[int, int]:
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info.get("duration", 100))
        frames.append(_in_srgb(frame.convert("RGBA"), image.info.get("icc_profile")))
        frames[-1].info = {}
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    if options["format"] == "GIF" and any(_shows_the_ground(frame) for frame in frames):
        options["disposal"] = 2  # each frame on a clean ground, or the ones before would shine through
    frames[0].save(out, save_all=True, append_images=frames[1:], duration=durations, **options)
    return frames[0].size


def _shows_the_ground(frame: Image.Image) -> bool:
    return frame.getchannel("A").histogram()[255] < frame.width * frame.height


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen shows them; a profile that cannot be used is left out."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        if image.mode == "P" or "transparency" in image.info:
            image = image.convert("RGBA")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image
