"""What is wrong in the content, said to the editor who can mend it."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Problem(Struct, frozen=True, order=True):
    """A fault at a place, with the way out.

    `file` is relative to the portal's root and `line` counts from 1. An *error* keeps the edition off the
    air (its last good edition stays); a *warning* is published and told.
    """

    file: str
    line: int
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}  [{self.code}]"
