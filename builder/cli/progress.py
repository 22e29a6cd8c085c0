"""Telling how far long work has come: a bar on a terminal, plain lines elsewhere, nothing for short work."""

import sys
import time
from typing import Any

PATIENCE = 1.0
"""Seconds of silence before anything is shown."""
LINE_EVERY, BAR_EVERY = 5.0, 0.1


class ProgressTeller:
    """Called as `Progress` while work goes on. Nothing here runs in a thread: the builder forks.

    Each stage has a bar of its own, which is gone when the stage is done: what is printed then stands by itself.
    """

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.last_told = 0.0
        self.doing = ""
        self.bar: Any = None

    def __call__(self, doing: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.started < PATIENCE:
            return
        if sys.stderr.isatty():
            self._show_bar(doing, done, total, now)
        elif now - self.last_told >= LINE_EVERY:
            self.last_told = now
            print(f"{doing}: {done:,} of {total:,}", file=sys.stderr, flush=True)

    def _show_bar(self, doing: str, done: int, total: int, now: float) -> None:
        if doing != self.doing or done >= total:
            self.close()
        if done < total and (self.bar is None or now - self.last_told >= BAR_EVERY):
            self.last_told, self.doing = now, doing
            self.bar = self.bar or _begin_bar(doing, total)
            self.bar.update(self.bar.task_ids[0], completed=done, total=total)
            self.bar.refresh()

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None


def _begin_bar(doing: str, total: int) -> Any:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), auto_refresh=False, transient=True)
    bar.add_task(doing, total=total)
    bar.start()
    return bar
