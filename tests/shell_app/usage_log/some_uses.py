"""A log of Ada's with its anchors, for the tests that tamper with it."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from shell_app.usage_log.anchors import Witness, anchor, witness
from shell_app.usage_log.chain import Head, Row, chained, head_of
from shell_app.usage_log.entry import Use

EVENING = datetime(2026, 11, 23, 20, 15, tzinfo=UTC)


def a_use(turn: int, subject: str = "ada") -> Use:
    """One of the uses that a log is full of: by oneself, by a parent, by a proxy, by personnel."""
    actor, basis = [(subject, "self"), ("bo", "parent"), ("cato-ø", "proxy"), ("lege «7»", "personnel")][turn % 4]
    purpose = "sak 12/34: 𝕆 kontroll\n" if basis == "personnel" else ""
    at = EVENING + timedelta(seconds=turn, microseconds=turn)
    return Use(actor, subject, basis, "innboks", "view", at, f"r{turn}", purpose, turn % 5 == 0)  # type: ignore[arg-type]


class Log(NamedTuple):
    """A person's rows, the proofs of the anchors they are in, and the anchors as published."""

    rows: list[Row]
    witnesses: list[Witness]
    published: dict[int, bytes]


def a_log(size: int = 12, every: int = 5) -> Log:
    """Ada's log among four other people's, anchored after each so many rows."""
    rows = list(chained("ada", (a_use(turn) for turn in range(size))))
    others = [head_of(name, chained(name, [a_use(1, name)])) for name in ("bo", "cato", "dina", "eli")]
    witnesses, published, last = [], {}, None
    for count in range(every, size + 1, every):
        heads: list[Head] = [*others[:2], Head("ada", count, rows[count - 1].digest), *others[2:]]
        last = anchor(last, f"2026-11-23T20:{count:02}:00.000000Z", heads)
        witnesses.append(witness(last, heads, "ada"))
        published[last.number] = last.digest
    return Log(rows, witnesses, published)
