"""Telling how far long work has come: a bar on a terminal, plain lines elsewhere, nothing for short work."""

import sys
import time
from typing import Any

PATIENCE = 1.0
"""Seconds of silence before anything is shown."""
LINE_EVERY = 5.0


class ProgressTeller:
    """Called as `Progress` while work goes on. Nothing here runs in a thread: the builder forks."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.last_line = 0.0
        self.bar: Any = None
        self.tasks: dict[str, Any] = {}

    def __call__(self, doing: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.started < PATIENCE:
            return
        if sys.stderr.isatty():
            self._show_bar(doing, done, total)
        elif now - self.last_line >= LINE_EVERY:
            self.last_line = now
            print(f"{doing}: {done} of {total}", file=sys.stderr, flush=True)

    def _show_bar(self, doing: str, done: int, total: int) -> None:
        if self.bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), auto_refresh=False, transient=True)
            self.bar.start()
        if doing not in self.tasks:
            self.tasks[doing] = self.bar.add_task(doing, total=total)
        self.bar.update(self.tasks[doing], completed=done, total=total)
        self.bar.refresh()

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()
