"""Whether a database failed us for now, so that later all may be well, or was asked something it cannot answer."""

import sqlite3

from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

MAYBE_AWAY = (OperationalError, InternalError, NoConnection)
"""What both databases raise while they do not answer, have no room or may only be read; among it are faults of ours."""
MAY_ONLY_BE_READ = "25006"


def is_away(error: BaseException) -> bool:
    """A table that is missing, or a question that makes no sense, is a fault: to wait does not mend it."""
    if isinstance(error, NoConnection):
        return True
    asked = getattr(error, "orig", None)
    if isinstance(error, OperationalError):
        return _code(asked) != sqlite3.SQLITE_ERROR
    return isinstance(error, InternalError) and getattr(asked, "sqlstate", "") == MAY_ONLY_BE_READ


def _code(asked: object) -> int | None:
    """SQLite's, without its finer half; others have none."""
    code = getattr(asked, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF
