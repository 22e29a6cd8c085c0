"""What stopped the work, in words that name the way out."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

NO_ROOM = "the disk is full ({where}); make room and try again"
NO_RIGHT = "may not write {where}; give this user the right to write there"
NO_HANDLES = "too many files are open ({where}); allow more of them (ulimit -n) and try again"
NO_MEMORY = "there is too little memory; allow more, or use fewer processes (HELSEVEI_PROCESSES=1), and try again"
BROKEN = "the disk cannot read or write {where}; see to the disk, and try again"
GONE = "{where} is not there any more, or was moved while the site was being built; build again"

WAYS_OUT = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: NO_RIGHT,
    errno.EMFILE: NO_HANDLES,
    errno.ENFILE: NO_HANDLES,
    errno.ENOMEM: NO_MEMORY,
    errno.EAGAIN: NO_MEMORY,
    errno.EIO: BROKEN,
    errno.ENOENT: GONE,
}
SHORT_OF_MEMORY = re.compile("can't start new thread|cannot join thread|failed to map|[Cc]annot allocate memory")
"""How Python says it when a thread or a library finds no room."""

STAYS = "; the last release stays on the air"


@contextmanager
def told_as(kind: type[Exception]) -> Iterator[None]:
    """Raise `kind` with clear words for whatever the machine refuses."""
    try:
        yield
    except (MemoryError, ImportError, RuntimeError) as error:
        if isinstance(error, MemoryError) or SHORT_OF_MEMORY.search(str(error)):
            raise kind(NO_MEMORY + STAYS) from error
        raise
    except OSError as error:
        raise kind(_words(error) + STAYS) from error


def _words(error: OSError) -> str:
    if error.errno is None:
        return str(error)
    where = error.filename2 or error.filename or "the portal's folder"
    return WAYS_OUT.get(error.errno, f"{error.strerror} ({{where}})").format(where=where)
