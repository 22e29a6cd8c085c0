"""Verifies a person's log against its anchors, and hands it out so that the person can do so too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from shell_app.usage_log.anchors import Witness, root_by
from shell_app.usage_log.chain import Head, Row, beginning, link
from shell_app.usage_log.entry import fields

FORMAT = "helsevei-log-1"


class Finding(NamedTuple):
    """What is wrong with a log. `at` is the number of the row, or for the last three kinds that of the anchor.

    *altered*: the row is not the one that was written. *missing*: rows lack before this one. *out-of-place*: the row
    stands elsewhere, or was put in. *truncated*: the anchor covers more rows than there are. *rewritten*: the rows up
    to the anchor fit each other, but are not those it covers. *foreign-anchor*: the anchor is not the published one.
    """

    kind: Literal["altered", "missing", "out-of-place", "truncated", "rewritten", "foreign-anchor"]
    at: int


def verify(
    subject: str, rows: Sequence[Row], witnesses: Sequence[Witness], published: Mapping[int, bytes]
) -> Iterator[Finding]:
    """Everything that is wrong. `published` are the anchors' digests by number from outside the database."""
    yield from _chain(subject, rows)
    for seen in witnesses:
        if published.get(seen.anchor.number) != seen.anchor.digest:
            yield Finding("foreign-anchor", seen.anchor.number)
        elif seen.count > len(rows):
            yield Finding("truncated", seen.anchor.number)
        elif not _reaches_root(subject, rows, seen):
            yield Finding("rewritten", seen.anchor.number)


def _chain(subject: str, rows: Sequence[Row]) -> Iterator[Finding]:
    before, expected = beginning(subject).digest, 1
    for row in rows:
        if row.number > expected:
            yield Finding("missing", row.number)
        elif row.number < expected:
            yield Finding("out-of-place", row.number)
        elif row.use.subject != subject or link(before, row.number, row.use) != row.digest:
            yield Finding("altered", row.number)
        before, expected = row.digest, row.number + 1


def _reaches_root(subject: str, rows: Sequence[Row], seen: Witness) -> bool:
    covered = Head(subject, seen.count, rows[seen.count - 1].digest)
    return seen.count > 0 and root_by(seen.path, covered) == seen.anchor.root


def export(subject: str, rows: Sequence[Row], witnesses: Sequence[Witness]) -> dict[str, Any]:
    """The log with its proof, as the citizen downloads it and `proof.js` reads it; digests are in hexadecimal."""
    return {
        "format": FORMAT,
        "subject": subject,
        "rows": [{"fields": fields(row.use, row.number), "digest": row.digest.hex()} for row in rows],
        "anchors": [_exported(seen) for seen in witnesses],
    }


def _exported(seen: Witness) -> dict[str, Any]:
    return {
        "number": seen.anchor.number,
        "at": seen.anchor.at,
        "root": seen.anchor.root.hex(),
        "previous": seen.anchor.previous.hex(),
        "count": seen.count,
        "path": [{"side": step.side, "digest": step.digest.hex()} for step in seen.path],
    }
