"""A file is read only if it is one, and only as much as was asked for (bad-input.md G01, G08, G28)."""

import errno
import os
import resource
import time
from pathlib import Path

import pytest

from builder.load.fault import Unreadable
from builder.load.plain_file import read_plain_file


def code(path: Path, max_bytes: int = 10) -> str:
    with pytest.raises(Unreadable) as caught:
        read_plain_file(path, max_bytes)
    return caught.value.fault.code


def test_a_file_is_read(tmp_path: Path) -> None:
    """Up to the limit, the limit included."""
    (tmp_path / "a").write_bytes(b"0123456789")
    assert read_plain_file(tmp_path / "a", 10) == b"0123456789"
    assert read_plain_file(str(tmp_path / "a"), 11) == b"0123456789"
    assert code(tmp_path / "a", 9) == "file-size"


def test_a_file_that_is_not_there_is_not_there(tmp_path: Path) -> None:
    """Absent and unreadable are two things."""
    with pytest.raises(FileNotFoundError):
        read_plain_file(tmp_path / "a", 10)


def test_g01_no_link_is_followed(tmp_path: Path) -> None:
    """G01: not to a file, not to itself, not to nothing."""
    (tmp_path / "a").write_bytes(b"secret")
    for name, target in (("b", "a"), ("c", "c"), ("d", "nowhere"), ("e", "/etc/passwd")):
        (tmp_path / name).symlink_to(target)
        assert code(tmp_path / name) == "symbolic-link"


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, a device that never ends."""
    os.mkfifo(tmp_path / "pipe")
    start = time.monotonic()
    assert [code(path) for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero"))] == ["unexpected-file"] * 3
    assert time.monotonic() - start < 1


def test_g08_a_gibibyte_is_not_read(tmp_path: Path) -> None:
    """G08: no more is read than may be."""
    (tmp_path / "a").touch()
    os.truncate(tmp_path / "a", 2**30)
    start = time.process_time()
    assert code(tmp_path / "a") == "file-size"
    assert time.process_time() - start < 0.1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """The way out is to mend its rights."""
    (tmp_path / "a").touch(mode=0)
    assert code(tmp_path / "a") == "unreadable-file"


def test_g28_a_machine_in_distress_is_not_the_file_s_fault(tmp_path: Path) -> None:
    """G28: too many open files stop the work; the content is not blamed."""
    (tmp_path / "a").write_bytes(b"x")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        with pytest.raises(OSError) as caught:
            read_plain_file(tmp_path / "a", 10)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert caught.value.errno == errno.EMFILE
