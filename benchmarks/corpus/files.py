"""Writing many small files."""

import os
from collections.abc import Iterable
from pathlib import Path


def write_all(root: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write each text at its path below `root`."""
    made: set[str] = set()
    for path, text in files:
        folder = f"{root}/{path}".rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        with open(f"{root}/{path}", "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
