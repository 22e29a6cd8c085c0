"""Which names files and folders may have, and what to tell of the others (bad-input.md G03–G06, G19)."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from builder.domain.addresses import RESERVED
from builder.load.fault import Fault
from builder.load.picture_header import MAX_PICTURE_BYTES, PICTURES, SVG_WAY_OUT

MAX_PATH = 200
MAX_APPROVAL_PATH = 300

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
APPROVAL = re.compile(
    rf"{LANGUAGE.pattern}\.(?:delivered|assured|translated|language-reviewed)\.{SLUG.pattern}(?:\.{SLUG.pattern})?(?:\.withdrawn)?\.txt"
)
SIGNED_TEXT = re.compile(rf"{LANGUAGE.pattern}\.text\.[0-9a-f]{{16}}\.txt")
"""An earlier text that an approval is about, as `helsevei approve` keeps it."""
PICTURE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")

DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows takes for devices: a folder with such a name cannot be fetched there."""

MADE_FROM = re.compile(rf"{LANGUAGE.pattern}\.source\.txt")
"""What a translation was made from, as `helsevei translated` writes it."""

LEFTOVER = re.compile(r".*~|\.DS_Store|\._.*|\.#.*|#.*#|\..*\.sw[a-p]|.*\.(?:bak|orig|rej|tmp)|Thumbs\.db|desktop\.ini")
QUIET = {".gitkeep", "README.md"}
"""What may lie anywhere and is no content."""


def entries(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder, in order; nothing where there is no folder."""
    try:
        with os.scandir(folder) as found:
            yield from sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return


def is_slug(name: str) -> bool:
    return len(name) <= 80 and SLUG.fullmatch(name) is not None


def is_partner_file(name: str) -> bool:
    return name.endswith(".yml") and is_slug(name.removesuffix(".yml"))


@lru_cache(1000)
def fault_in_any_name(name: str) -> Fault | None:
    """What no file and no folder may be called."""
    if LEFTOVER.fullmatch(name):
        return Fault(1, "leftover-file", "left behind by an editor or the system; delete it", "warning")
    if name.lower().startswith((".git", "git~")) or name == ".lfsconfig":
        return Fault(1, "git-file", "git's own files and settings lie in the portal's root only; remove it")
    if name.startswith("."):
        return Fault(1, "hidden-file", "a hidden file; remove it")
    return None


def fault_in_folder(entry: os.DirEntry[str]) -> Fault | None:
    """A folder of one article or service, named by its content_id."""
    if fault := fault_in_any_name(entry.name):
        return fault
    if entry.is_symlink():
        return Fault(1, "symbolic-link", "a symbolic link; put a folder of its own here")
    if not entry.is_dir():
        return Fault(1, "unexpected-file", "only folders lie here, one for each content_id; move it")
    if not is_slug(entry.name):
        return Fault(1, "bad-name", "a content_id is small letters a–z, digits and single hyphens; rename it")
    if entry.name in RESERVED or DEVICES.fullmatch(entry.name):
        return Fault(1, "reserved-name", "taken by the portal itself or by Windows; choose another content_id")
    return None


def fault_in_kind(status: os.stat_result, rights_tell: bool) -> Fault | None:
    """What is no plain file. `rights_tell` says whether the mark of a program means anything on this disk."""
    if stat.S_ISLNK(status.st_mode):
        return Fault(1, "symbolic-link", "a symbolic link; put the file itself here")
    if stat.S_ISDIR(status.st_mode):
        return Fault(1, "unexpected-file", "no folders lie here; put the files beside the editions")
    if not stat.S_ISREG(status.st_mode):
        return Fault(1, "unexpected-file", "not a plain file; remove it")
    if rights_tell and status.st_mode & 0o111:
        return Fault(1, "executable-file", "marked as a program; run: chmod -x")
    return None


def fault_in_file(file: str, stem: str, suffix: str, size: int) -> Fault | None:
    """An edition's or a picture's name and size, before it is read."""
    if fault := None if MADE_FROM.fullmatch(stem + suffix) else _fault_in_name(stem, suffix):
        return fault
    if len(file) > MAX_PATH:
        return Fault(1, "bad-name", f"a path of {len(file)} characters, at most {MAX_PATH}; shorten it")
    if suffix != ".md" and size > MAX_PICTURE_BYTES:
        return Fault(1, "picture-size", f"{size // 1024} KiB, at most {MAX_PICTURE_BYTES // 1024}; shrink it")
    return None


def fault_in_approval(name: str, path_length: int) -> Fault | None:
    """A signed statement's name says what it is about: language, role and partner."""
    if path_length > MAX_APPROVAL_PATH:
        return Fault(1, "bad-name", f"a path of {path_length} characters, at most {MAX_APPROVAL_PATH}; shorten it")
    return _fault_in_approval(name)


@lru_cache(1000)
def _fault_in_approval(name: str) -> Fault | None:
    if fault := fault_in_any_name(name):
        return fault
    if not APPROVAL.fullmatch(name) and not SIGNED_TEXT.fullmatch(name):
        return Fault(1, "unexpected-file", "only approvals lie here, as `helsevei approve` writes them; move it")
    return None


@lru_cache(1000)
def _fault_in_name(stem: str, suffix: str) -> Fault | None:
    if suffix == ".svg":
        return Fault(1, "picture-type", SVG_WAY_OUT)
    if suffix not in (".md", *PICTURES):
        return Fault(1, "unexpected-file", _what_else(suffix))
    if suffix == ".md" and not LANGUAGE.fullmatch(stem):
        return Fault(1, "bad-name", "an edition is named by its language, such as nb.md or zh-Hant.md; rename it")
    if not PICTURE.fullmatch(stem):
        return Fault(1, "bad-name", "file names are letters a–z, digits and single hyphens; rename it")
    if DEVICES.fullmatch(stem.lower()):
        return Fault(1, "reserved-name", "cannot be stored on Windows; choose another name")
    return None


def _what_else(suffix: str) -> str:
    if suffix.lower() in (".md", *PICTURES):
        return f"write its ending in small letters: {suffix.lower()}"
    if suffix in (".markdown", ".mdown", ".txt"):
        return "write editions as Markdown with the ending .md; rename it"
    return f"only editions (nb.md, …) and pictures ({' '.join(PICTURES)}) lie here; move it"


def twin(name: str, names: dict[str, str]) -> Fault | None:
    """`names` remembers what was seen in the same folder."""
    folded = name.lower() if name.isascii() else unicodedata.normalize("NFC", name[:MAX_PATH]).casefold()
    other = names.setdefault(folded, name)
    if other != name:
        return Fault(1, "same-name", f"differs from «{shown(other)}» only in how letters are written; keep one")
    return None


def shown(path: str) -> str:
    """A path that can be printed whatever its bytes are."""
    readable = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in readable
    )
