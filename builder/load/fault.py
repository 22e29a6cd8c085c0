"""What a reader of one file found wrong, before the file's place in the portal is known."""

from typing import NamedTuple

from builder.domain.problem import Severity


class Fault(NamedTuple):
    """`line` counts from 1 in the whole file."""

    line: int
    code: str
    message: str
    severity: Severity = "error"


class Unreadable(Exception):
    """The file cannot be understood far enough to go on; carries the one fault that says why."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(line, code, message)
