"""Verifies a person's log against its anchors, and hands it out so that the person can do so too.

A log whose first rows have been kept for their time begins at the head that they ended with (docs/decisions/0051). That
it was so, and long enough ago, is proved by an anchor over that very head.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from shell_app.usage_log.anchors import Witness, root_by
from shell_app.usage_log.chain import Head, Row, beginning, link
from shell_app.usage_log.entry import fields

FORMAT, CUT_FORMAT = "helsevei-log-1", "helsevei-log-2"
"""A whole log, and one whose beginning has been taken away."""


class Finding(NamedTuple):
    """What is wrong with a log. `at` is the number of the row, or for the last three kinds that of the anchor.

    *unproved-cut*: no published anchor shows that the rows up to this one were there. *early-cut*: they were taken away
    before they had been kept for their time.

    *altered*: the row is not the one that was written. *missing*: rows lack before this one. *out-of-place*: the row
    stands elsewhere, or was put in. *truncated*: the anchor covers more rows than there are. *rewritten*: the rows up
    to the anchor fit each other, but are not those it covers. *foreign-anchor*: the anchor is not the published one.
    """

    kind: Literal[
        "altered", "missing", "out-of-place", "unproved-cut", "early-cut", "truncated", "rewritten", "foreign-anchor"
    ]
    at: int


def verify(
    subject: str,
    rows: Sequence[Row],
    witnesses: Sequence[Witness],
    published: Mapping[int, bytes],
    start: Head | None = None,
    due: str = "",
) -> Iterator[Finding]:
    """Everything that is wrong. `published` are the anchors' digests by number from outside the database; `start` is
    where the log begins, if its first rows have been taken away; `due` is the last moment, as text, of which rows may
    be taken away. Whoever names none allows none."""
    start = start or beginning(subject)
    yield from _chain(start, rows)
    if start.count:
        yield from _cut(start, witnesses, published, due)
    for seen in witnesses:
        if not _is_published(seen, published):
            yield Finding("foreign-anchor", seen.anchor.number)
        elif seen.count > start.count + len(rows):
            yield Finding("truncated", seen.anchor.number)
        elif not _reaches_root(start, rows, seen):
            yield Finding("rewritten", seen.anchor.number)


def _chain(start: Head, rows: Sequence[Row]) -> Iterator[Finding]:
    before, expected = start.digest, start.count + 1
    for row in rows:
        if row.number > expected:
            yield Finding("missing", row.number)
        elif row.number < expected:
            yield Finding("out-of-place", row.number)
        elif row.use.subject != start.subject or link(before, row.number, row.use) != row.digest:
            yield Finding("altered", row.number)
        before, expected = row.digest, row.number + 1


def _cut(start: Head, witnesses: Sequence[Witness], published: Mapping[int, bytes], due: str) -> Iterator[Finding]:
    """An anchor is no older than the rows that it covers: the first over this head tells how long they were kept."""
    those = (seen for seen in witnesses if seen.count == start.count and _is_published(seen, published))
    proofs = [seen.anchor.at for seen in those if root_by(seen.path, start) == seen.anchor.root]
    if not proofs:
        yield Finding("unproved-cut", start.count)
    elif min(proofs) > due:
        yield Finding("early-cut", start.count)


def _is_published(seen: Witness, published: Mapping[int, bytes]) -> bool:
    return published.get(seen.anchor.number) == seen.anchor.digest


def _reaches_root(start: Head, rows: Sequence[Row], seen: Witness) -> bool:
    place = seen.count - start.count
    if seen.count <= 0 or place < 0:
        return False
    digest = rows[place - 1].digest if place else start.digest
    return root_by(seen.path, Head(start.subject, seen.count, digest)) == seen.anchor.root


def export(
    subject: str, rows: Sequence[Row], witnesses: Sequence[Witness], start: Head | None = None
) -> dict[str, Any]:
    """The log with its proof, as the citizen downloads it and `proof.js` reads it; digests are in hexadecimal. What was
    taken away while it was read is not in it."""
    start = start or beginning(subject)
    cut = {"cut": {"count": start.count, "digest": start.digest.hex()}} if start.count else {}
    left = [row for row in rows if row.number > start.count]
    return {
        "format": CUT_FORMAT if cut else FORMAT,
        "subject": subject,
        **cut,
        "rows": [{"fields": fields(row.use, row.number), "digest": row.digest.hex()} for row in left],
        "anchors": [_exported(seen) for seen in witnesses if seen.count >= start.count],
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
