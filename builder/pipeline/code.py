"""The programs' own version, as a digest: what was made by other code is made anew."""

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

HOUSE = Path(__file__).parents[2]


@cache
def code_digest() -> bytes:
    """16 bytes over every source file, table, catalogue and library that can change a page."""
    digest = blake2b(digest_size=16)
    for room in ("builder", "identity_number", "search_index", "translations"):
        for path in sorted((HOUSE / room).rglob("*")):
            if path.suffix in (".py", ".po", ".txt", ".yml", ".json"):
                digest.update(path.relative_to(HOUSE).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(" ".join([sys.version, *_installed()]).encode())
    return digest.digest()


def _installed() -> list[str]:
    """The libraries with their versions, as the names of their folders have them."""
    names = {name for folder in filter(os.path.isdir, sys.path) for name in os.listdir(folder)}
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")) and "helsevei" not in name)
