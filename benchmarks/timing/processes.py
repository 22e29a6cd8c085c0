"""Running a command and learning what it cost, its own processes included."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing.memory import Memory, MemoryWatch


class Cost(NamedTuple):
    """Seconds and megabytes. The memory is that of all processes at their highest; 0 where nobody looked.

    `others` is the share of the machine's processors that was used by, or lost to, anybody else meanwhile: the
    more, the less the seconds are worth.
    """

    wall: float
    cpu: float
    pss: float = 0.0
    rss: float = 0.0
    others: float = 0.0


class Failed(Exception):
    """A command ended as it should not have; the message holds the end of what it said."""


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    watch_memory: bool = False,
) -> Cost:
    """Run a command to its end. Looking at memory costs time: do it in a run of its own.

    The processor time is that of the process and of the children it waited for, theirs included.
    """
    with tempfile.TemporaryFile() as said:
        began, busy = time.perf_counter(), _busy_seconds()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=said)
        watch = MemoryWatch(process.pid) if watch_memory else None
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop() if watch else None
        if process.returncode:
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{_end_of(said)}")
        busy = _busy_seconds() - busy
    cpu = used.ru_utime + used.ru_stime
    others = max(0.0, busy - cpu) / wall / (os.cpu_count() or 1)
    return Cost(wall, cpu, *(peak or Memory()), others)


def _busy_seconds() -> float:
    """What all processors together have worked since the machine started, and what its host took from them."""
    user, nice, system, _, _, *rest = map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


def _end_of(said) -> str:
    said.seek(0)
    return said.read()[-2000:].decode("utf-8", "replace")
