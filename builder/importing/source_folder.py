"""The folder that is imported from: which files are pages, and the pictures beside them."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from builder.importing.mapping import Files
from builder.load.picture_header import MAX_PICTURE_BYTES, PICTURES, kind_of

STARS = re.compile(r"\\\*\\\*/|\\\*\\\*|\\\*|\\\?")
MEANING = {r"\*\*/": "(?:.*/)?", r"\*\*": ".*", r"\*": "[^/]*", r"\?": "[^/]"}


def pages(source: Path, files: Files) -> list[str]:
    """Every file the mapping names, relative to `source`, in one order on every machine."""
    return sorted(file for file in _walk(source) if is_page(file, files))


def is_page(file: str, files: Files) -> bool:
    return any(_glob(one).fullmatch(file) for one in files.include) and not any(
        _glob(one).fullmatch(file) for one in files.exclude
    )


def picture(source: Path, page: str, target: str, folder: str) -> Path | None:
    """The picture a page shows: beside it, in the mapping's folder of pictures, or from the top. Never outside."""
    if ":" in target or target.startswith("//") or not target.lower().endswith(PICTURES):
        return None
    top = source.resolve()
    starts = [source / folder, source] if target.startswith("/") else [(source / page).parent, source / folder, source]
    for start in starts:
        found = (start / target.lstrip("/")).resolve()
        if found.is_relative_to(top) and found.is_file() and _is_picture(found):
            return found
    return None


def _is_picture(path: Path) -> bool:
    """Whether it may be published: what its ending says, and not too large."""
    if path.stat().st_size > MAX_PICTURE_BYTES:
        return False
    with path.open("rb") as opened:
        return kind_of(opened.read(16)) == path.suffix.lower().replace(".jpeg", ".jpg")


def _walk(source: Path) -> Iterator[str]:
    for folder, inner, names in os.walk(source):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (os.path.relpath(os.path.join(folder, name), source).replace(os.sep, "/") for name in names)


@lru_cache
def _glob(pattern: str) -> re.Pattern[str]:
    return re.compile(STARS.sub(lambda star: MEANING[star[0]], re.escape(pattern)))
