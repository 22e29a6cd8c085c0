"""Reading one file, whatever lies at its name: no link is followed, no more is read than asked for."""

import errno
import os
import stat
from pathlib import Path

from builder.load.fault import Unreadable

FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

IN_THE_WAY = {
    errno.ELOOP: ("symbolic-link", "a symbolic link; put the file itself here"),
    errno.ENXIO: ("unexpected-file", "not a plain file; remove it"),
    errno.EACCES: ("unreadable-file", "may not be read; mend its rights"),
    errno.EPERM: ("unreadable-file", "may not be read; mend its rights"),
    errno.EIO: ("unreadable-file", "the disk cannot read it; fetch the file again"),
}
"""What is the file's own fault. Too many open files and the like are the machine's and stop the work."""


def read_plain_file(path: str | Path, max_bytes: int) -> bytes:
    """The bytes, or Unreadable; FileNotFoundError where there is none (bad-input.md G01, G08, G28)."""
    try:
        descriptor = os.open(path, FLAGS)
    except OSError as error:
        raise _told(error) from None
    try:
        return _read(descriptor, max_bytes)
    except OSError as error:
        raise _told(error) from None
    finally:
        os.close(descriptor)


def _read(descriptor: int, max_bytes: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(1, *IN_THE_WAY[errno.ENXIO])
    if status.st_size > max_bytes:
        raise Unreadable(1, "file-size", f"{status.st_size // 1024} KiB, at most {max_bytes // 1024}; divide it")
    return os.read(descriptor, status.st_size)


def _told(error: OSError) -> Exception:
    return Unreadable(1, *IN_THE_WAY[error.errno]) if error.errno in IN_THE_WAY else error
