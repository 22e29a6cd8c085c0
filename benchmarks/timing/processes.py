"""Running a command and learning what it cost, its own processes included."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing.memory import MemoryWatch


class Cost(NamedTuple):
    """Seconds and megabytes. The memory is that of all processes at their highest; 0 where nobody looked."""

    wall: float
    cpu: float
    pss: float = 0.0
    rss: float = 0.0


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
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=said)
        watch = MemoryWatch(process.pid) if watch_memory else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop() if watch else None
        if process.returncode:
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{_end_of(said)}")
    cpu = used.ru_utime + used.ru_stime
    return Cost(wall, cpu, peak.pss, peak.rss) if peak else Cost(wall, cpu)


def _end_of(said) -> str:
    said.seek(0)
    return said.read()[-2000:].decode("utf-8", "replace")
