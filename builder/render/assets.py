"""What the pages fetch besides themselves: style sheets made whole, fonts, scripts and icons, named by their bytes.

A script names those it imports as they are published. A style sheet in `styles/` takes in the parts it imports. What
it points to is published beside it; a picture written into it as a `data:` address becomes a file, since the pages'
policy loads from our own host and nowhere else.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote

SHEETS = ("portal.css", "shell.css")
"""What is made of `styles/`: what every page needs, and what only the signed-in half and its forms do."""

IMPORT = re.compile(r'@import "([^"]+)"(?: layer\(([\w.]+)\))?;')
ADDRESS = re.compile(r'url\("((?!#)[^"]+)"\)')
IMPORTED = re.compile(r'\bfrom "\./([\w-]+\.js)"')
"""A script takes from others in its own folder only, as `import { … } from "./other.js"`."""

INSIDE = "data:image/svg+xml;charset=utf-8,"
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
NOT_NEEDED = re.compile(r"(?<=[{};,])\s+|\s+(?=[{}])|^\s+")


class Assets:
    """The published files by the names templates know them by. `paths` tells where each lies in the release."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._theme = files
        self.paths: dict[str, str] = {}
        self.data: dict[str, bytes] = {}
        for name in files:
            if name.startswith("assets/"):
                self._publish_asset(name)
        for sheet in SHEETS:
            if f"styles/{sheet}" in files:
                self._publish(sheet, self._whole(f"styles/{sheet}").encode())

    def _publish_asset(self, file: str) -> str:
        """A file as it is; a script after those it imports, which it then names as they are published."""
        name = file.removeprefix("assets/")
        if name in self.paths:
            return self.paths[name]
        data = self._theme[file]
        if name.endswith(".js"):
            folder = PurePosixPath(file).parent
            data = IMPORTED.sub(lambda found: self._imported(folder, found[1]), data.decode()).encode()
        return self._publish(name, data)

    def _imported(self, folder: PurePosixPath, relative: str) -> str:
        published = self._publish_asset((folder / relative).as_posix())
        return f'from "./{PurePosixPath(published).name}"'

    def _publish(self, name: str, data: bytes) -> str:
        self.data[name] = data
        self.paths[name] = f"assets/{_named_by_content(name, data)}"
        return self.paths[name]

    def _whole(self, name: str) -> str:
        """A style sheet with its imports in place and its addresses those of published files."""
        text = self._theme[name].decode()
        folder = PurePosixPath(name).parent

        def taken_in(found: re.Match[str]) -> str:
            part = self._whole(_resolved(folder, found[1]))
            return f"@layer {found[2]}{{{part}}}" if found[2] else part

        text = ADDRESS.sub(lambda found: f'url("{self._pointed_at(folder, found[1])}")', text)
        return NOT_NEEDED.sub("", REMARK.sub("", IMPORT.sub(taken_in, text)))

    def _pointed_at(self, folder: PurePosixPath, address: str) -> str:
        """The address of a file, from the folder all assets lie in."""
        if address.startswith("assets/"):
            return address.removeprefix("assets/")
        if address.startswith(INSIDE):
            data = unquote(address.removeprefix(INSIDE)).encode()
            return self._publish(f"icons/{sha256(data).hexdigest()[:8]}.svg", data).removeprefix("assets/")
        file = _resolved(folder, address)
        kept = PurePosixPath(file)
        return self._publish(f"{kept.parent.name}/{kept.name}", self._theme[file]).removeprefix("assets/")


def _resolved(folder: PurePosixPath, relative: str) -> str:
    parts: list[str] = []
    for part in (folder / relative).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _named_by_content(name: str, data: bytes) -> str:
    """`portal.css` becomes `portal.3f2a….css`, so that old pages keep the style they were made for."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{sha256(data).hexdigest()[:12]}{dot}{suffix}"
