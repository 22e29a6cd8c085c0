"""The full text of messages: SQLite's FTS5 or PostgreSQL's tsvector behind the same two functions.

Whose a message is stands in the index too, so that no search ever walks through another's words.
"""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

WORD = re.compile(r"\w+")
MOST_WORDS = 8
"""More words than these do not make a search narrower, only slower."""


def index(connection: Connection, subject: str, rows: Iterable[tuple[int, str]]) -> None:
    """Let messages, by their numbers, be found by these texts."""
    words = ":words" if _is_sqlite(connection) else "to_tsvector('simple', :words)"
    values = [{"id": number, "whose": _token(subject), "words": written} for number, written in rows]
    if values:
        into = f"INSERT INTO message_words (rowid, whose, words) VALUES (:id, :whose, {words})"
        connection.execute(text(into), values)


def forget(connection: Connection, numbers: Iterable[int]) -> None:
    connection.execute(text("DELETE FROM message_words WHERE rowid = :id"), [{"id": number} for number in numbers])


def matching(connection: Connection, subject: str, sought: str) -> tuple[str, dict[str, Any]] | None:
    """A query for the numbers of the subject's messages that have all the words, or words that begin so; None
    where nothing was asked for. Nothing the visitor wrote is read as a query."""
    words = WORD.findall(sought)[:MOST_WORDS]
    if not words:
        return None
    if _is_sqlite(connection):
        wanted = " AND ".join(f'"{word}"*' for word in words)
        query = f"whose : {_token(subject)} AND words : ({wanted})"
        return "SELECT rowid AS id FROM message_words WHERE message_words MATCH :sought", {"sought": query}
    wanted = " & ".join(f"'{word}':*" for word in words)
    return (
        "SELECT rowid AS id FROM message_words WHERE whose = :whose AND words @@ to_tsquery('simple', :sought)",
        {"whose": _token(subject), "sought": wanted},
    )


def _token(subject: str) -> str:
    """The handle as one word."""
    return f"x{subject.encode().hex()}"


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
