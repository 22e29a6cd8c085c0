"""A terminal, as a command meets one: what was written to it, and what is left on the screen."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parents[3]
COMMAND = """
import sys
import builder.cli.progress as progress
progress.PATIENCE = float(sys.argv[1])
progress.LINE_EVERY = progress.BAR_EVERY = 0.0
from builder.cli import main
main(sys.argv[2:])
"""
"""`helsevei`, told how long it may be silent, so that no test waits or depends on how fast a machine is."""

PART = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)")


class Shown(NamedTuple):
    """`written` is everything that came; `screen` the lines that are left in the end."""

    written: str
    screen: list[str]


def asked(patience: float, words: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-c", COMMAND, str(patience), *map(str, words)]


def on_a_terminal(*words: object, patience: float = 0.0) -> Shown:
    """Run `helsevei` with a terminal for everything."""
    mine, theirs = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "HELSEVEI_PROCESSES": "1"}
    surroundings.pop("NO_COLOR", None)
    with subprocess.Popen(
        asked(patience, words), cwd=HOUSE, stdin=theirs, stdout=theirs, stderr=theirs, env=surroundings
    ):
        os.close(theirs)
        written = b"".join(_all_that_comes(mine)).decode()
    os.close(mine)
    return Shown(written, screen(written))


def into_pipes(*words: object, patience: float = 0.0) -> subprocess.CompletedProcess[str]:
    """Run `helsevei` as a script does."""
    return subprocess.run(asked(patience, words), cwd=HOUSE, capture_output=True, text=True)


def _all_that_comes(terminal: int):
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            return
        if not data:
            return
        yield data


def screen(written: str) -> list[str]:
    """What is left when cursor and eraser have gone over it: enough of a terminal for bars and lines."""
    lines, row, column = [""], 0, 0
    for numbers, letter, control, text in PART.findall(written):
        if text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
        elif control == "\r":
            column = 0
        elif control:
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif letter == "A":
            row = max(0, row - int(numbers or 1))
        elif letter == "K":
            lines[row] = "" if numbers == "2" else lines[row][:column]
    return [line.rstrip() for line in lines if line.strip()]
