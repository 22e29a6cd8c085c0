"""`helsevei` and `python -m builder`."""

import os
import sys
from typing import NoReturn

from builder.cli import main


def run() -> NoReturn:
    """The command, which ends without taking apart what it read: of 10,000 editions that was a tenth of the time in
    which one edit is published. What the error holds is whole until then."""
    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int) and _is_all_told():
            os._exit(ended.code)
        raise
    sys.exit()


def _is_all_told() -> bool:
    """Whether what was said has left the process; if it cannot, the interpreter says so at its own end."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    run()
