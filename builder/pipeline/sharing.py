"""Sharing work out over processes that inherit everything loaded so far."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""

WORTH_A_PROCESS = 300
CHUNK = 100

_work: Callable[[slice], object]


class WorkerDied(Exception):
    """A process was killed or ran out of memory; nothing was published."""


def processes() -> int:
    """How many processes to use: `HELSEVEI_PROCESSES`, or one for each core."""
    return int(os.environ.get("HELSEVEI_PROCESSES", 0)) or len(os.sched_getaffinity(0))


def share_out(work: Callable[[slice], T], count: int, doing: str, progress: Progress) -> Iterator[T]:
    """Apply `work` to slices of `range(count)`, in order. The processes are forks: `work` may close over anything."""
    slices = [slice(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    if count < WORTH_A_PROCESS or processes() == 1:
        for part in slices:
            yield work(part)
            progress(doing, part.stop, count)
        return
    yield from _in_processes(work, slices, doing, progress, count)


def _in_processes(
    work: Callable[[slice], T], slices: Sequence[slice], doing: str, progress: Progress, count: int
) -> Iterator[T]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work
    _work = work
    gc.collect()
    gc.freeze()
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(processes(), mp_context=context) as pool:
            for part, result in zip(slices, pool.map(_call, slices), strict=True):
                yield result  # type: ignore[misc]
                progress(doing, part.stop, count)
    except BrokenProcessPool:
        raise WorkerDied("a process of the build was killed, perhaps for lack of memory; build again") from None
    finally:
        gc.unfreeze()


def _call(part: slice) -> object:
    return _work(part)
