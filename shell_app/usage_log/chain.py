"""A person's uses bound together: the digest of each row covers the row before it, back to the person."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from msgspec import Struct

from shell_app.usage_log.entry import Use, canonical, fields

BEGINNING = "helsevei-chain-1"


class Row(NamedTuple):
    """A use in its place: `number` counts a person's rows from 1, `digest` is 32 bytes over all up to here."""

    number: int
    use: Use
    digest: bytes


class Head(Struct, frozen=True):
    """Where a person's chain has come to."""

    subject: str
    count: int
    digest: bytes


def beginning(subject: str) -> Head:
    """An empty chain. It is the person's own, so that no whole chain passes for another's."""
    return Head(subject, 0, sha256(canonical([BEGINNING, subject])).digest())


def append(head: Head, use: Use) -> Row:
    """The next row. It must be stored, and so durable, before anything is shown; ValueError for another's use."""
    if use.subject != head.subject:
        raise ValueError("the use belongs to another's chain")
    number = head.count + 1
    return Row(number, use, link(head.digest, number, use))


def link(before: bytes, number: int, use: Use) -> bytes:
    return sha256(before + canonical(fields(use, number))).digest()


def head_of(subject: str, rows: Iterable[Row]) -> Head:
    """The head after the last of a person's rows."""
    head = beginning(subject)
    for row in rows:
        head = Head(subject, row.number, row.digest)
    return head


def chained(subject: str, uses: Iterable[Use]) -> Iterator[Row]:
    """The rows of a whole chain."""
    head = beginning(subject)
    for use in uses:
        row = append(head, use)
        yield row
        head = Head(subject, row.number, row.digest)
