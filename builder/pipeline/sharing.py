"""Sharing work out over processes that inherit everything loaded so far."""

import gc
import os
from _thread import start_new_thread
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


def processes(count: int) -> int:
    """How many processes to use: `HELSEVEI_PROCESSES`, or one for each core if there is work enough."""
    asked = int(os.environ.get("HELSEVEI_PROCESSES", 0))
    return asked or (_cores() if count >= WORTH_A_PROCESS else 1)


def _cores() -> int:
    """Those this process may use, where the system tells; else those there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(work: Callable[[slice], T], count: int, doing: str, progress: Progress) -> Iterator[T]:
    """Apply `work` to slices of `range(count)`, in order. The processes are forks: `work` may close over anything."""
    workers = processes(count)
    chunk = CHUNK if workers == 1 else max(1, min(CHUNK, count // (2 * workers)))
    slices = [slice(start, min(start + chunk, count)) for start in range(0, count, chunk)]
    if workers == 1 or count < 2:
        for part in slices:
            yield work(part)
            progress(doing, part.stop, count)
        return
    yield from _in_processes(work, slices, doing, progress, workers)


def _in_processes(
    work: Callable[[slice], T], slices: Sequence[slice], doing: str, progress: Progress, workers: int
) -> Iterator[T]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work
    _work = work
    gc.freeze()
    context = multiprocessing.get_context("fork")
    life = os.pipe()
    try:
        with ProcessPoolExecutor(workers, context, _end_with_builder, life) as pool:
            for part, result in zip(slices, pool.map(_call, slices), strict=True):
                yield result  # type: ignore[misc]
                progress(doing, part.stop, slices[-1].stop)
    except BrokenProcessPool:
        raise WorkerDied("a process of the build was killed, perhaps for lack of memory; build again") from None
    finally:
        gc.unfreeze()
        for end in life:
            os.close(end)


def _end_with_builder(life: int, held: int) -> None:
    """A worker whose builder was killed would wait for work for ever, and keep the portal locked.

    `held` is then closed for the last time, which ends the reading of `life`.
    """
    os.close(held)

    def wait() -> None:
        os.read(life, 1)
        os._exit(1)

    try:
        start_new_thread(wait, ())  # `Thread.start` would wait for ever where memory is short
    except RuntimeError:
        os._exit(1)


def _call(part: slice) -> object:
    return _work(part)
