"""A log whose first rows have been kept for their time: what is left is proved, and no other cut passes for one."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from shell_app.anchoring import anchor_uses
from shell_app.clock import Clock
from shell_app.records import uses, witnesses
from shell_app.records.cutting import CLOCKS_DIFFER, cut_old
from shell_app.records.database import Database
from shell_app.records.keeping import FIVE_YEARS
from shell_app.records.tables import METADATA
from shell_app.usage_log.anchor_file import AnchorFile
from shell_app.usage_log.anchors import Witness
from shell_app.usage_log.chain import Head, Row, link
from shell_app.usage_log.entry import Use, moment
from shell_app.usage_log.proof import Finding, export, verify
from tests.shell_app.settings.some_people import NOON, three_people
from tests.shell_app.usage_log.some_uses import a_log
from tests.shell_app.usage_log.test_proof import in_the_browser

DUE = "2026-11-23T20:07:00.000000Z"
"""Between the first anchor, over rows 1–5, and the second, over rows 1–10."""
DAY = timedelta(days=1)


class CutLog(NamedTuple):
    start: Head
    rows: list[Row]
    witnesses: list[Witness]
    published: dict[int, bytes]


def a_cut_log(at: int = 5) -> CutLog:
    """Ada's 12 rows without the first of them."""
    log = a_log()
    return CutLog(Head("ada", at, log.rows[at - 1].digest), log.rows[at:], log.witnesses, log.published)


def not_due(log: CutLog) -> CutLog:
    whole = a_cut_log(10)
    return whole._replace(witnesses=whole.witnesses[1:])


def newer_rows_hidden(log: CutLog) -> CutLog:
    """Behind the cut that was due, two more are taken away."""
    return log._replace(rows=log.rows[2:])


def newer_rows_hidden_by_the_start(log: CutLog) -> CutLog:
    """The same, with a start that says so; of the anchor before it nothing is told."""
    return a_cut_log(7)._replace(witnesses=log.witnesses[1:])


def newer_rows_hidden_behind_an_old_anchor(log: CutLog) -> CutLog:
    """The old anchor is said to cover row 7."""
    return a_cut_log(7)._replace(witnesses=[replace(log.witnesses[0], count=7), log.witnesses[1]])


def forged_digest(log: CutLog) -> CutLog:
    return log._replace(start=replace(log.start, digest=bytes(32)))


def forged_digest_chained_anew(log: CutLog) -> CutLog:
    """What is left is written as it suits somebody, and fits the start."""
    before, rows = bytes(32), []
    for row in log.rows:
        before = link(before, row.number, row.use)
        rows.append(row._replace(digest=before))
    return forged_digest(log)._replace(rows=rows)


def without_its_anchor(log: CutLog) -> CutLog:
    return log._replace(witnesses=log.witnesses[1:])


def with_an_anchor_made_older(log: CutLog) -> CutLog:
    """Cut where it was not due, with a moment put into the anchor that is not the published one's."""
    cut = not_due(log)
    (seen,) = cut.witnesses
    return cut._replace(witnesses=[replace(seen, anchor=replace(seen.anchor, at="2020-11-23T20:10:00.000000Z"))])


def cut_and_truncated(log: CutLog) -> CutLog:
    return log._replace(rows=log.rows[:3])


def of_another(log: CutLog) -> CutLog:
    """The start of somebody else's log, under Ada's name."""
    return log._replace(start=Head("ada", 5, a_log(5).witnesses[0].anchor.root))


CUTS: list[tuple[Callable[[CutLog], CutLog], list[Finding]]] = [
    (lambda log: log, []),
    (not_due, [Finding("early-cut", 10)]),
    (newer_rows_hidden, [Finding("missing", 8), Finding("rewritten", 2)]),
    (newer_rows_hidden_by_the_start, [Finding("unproved-cut", 7)]),
    (newer_rows_hidden_behind_an_old_anchor, [Finding("unproved-cut", 7), Finding("rewritten", 1)]),
    (forged_digest, [Finding("altered", 6), Finding("unproved-cut", 5), Finding("rewritten", 1)]),
    (forged_digest_chained_anew, [Finding("unproved-cut", 5), Finding("rewritten", 1), Finding("rewritten", 2)]),
    (without_its_anchor, [Finding("unproved-cut", 5)]),
    (with_an_anchor_made_older, [Finding("unproved-cut", 10), Finding("foreign-anchor", 2)]),
    (cut_and_truncated, [Finding("truncated", 2)]),
    (of_another, [Finding("altered", 6), Finding("unproved-cut", 5), Finding("rewritten", 1)]),
]
"""How a log cut after row 5 is tampered with, and what is found."""


def exported(log: CutLog, due: str = DUE) -> dict[str, Any]:
    published = {str(number): digest.hex() for number, digest in log.published.items()}
    return {"log": export("ada", log.rows, log.witnesses, log.start), "published": published, "due": due}


@pytest.mark.parametrize(("tamper", "findings"), CUTS, ids=lambda value: getattr(value, "__name__", ""))
def test_no_cut_passes_but_one_that_was_due(tamper: Callable[[CutLog], CutLog], findings: list[Finding]) -> None:
    log = tamper(a_cut_log())
    assert list(verify("ada", log.rows, log.witnesses, log.published, log.start, DUE)) == findings


def test_the_browser_finds_what_the_server_finds() -> None:
    cases = [exported(tamper(a_cut_log())) for tamper, _ in CUTS]
    assert in_the_browser(cases) == [findings for _, findings in CUTS]


def test_who_names_no_time_allows_no_cut() -> None:
    """Neither here nor in the browser, and a cut to the very moment is due."""
    log = a_cut_log()
    early = [Finding("early-cut", 5)]
    assert list(verify("ada", log.rows, log.witnesses, log.published, log.start)) == early
    assert in_the_browser([exported(log, ""), exported(log, log.witnesses[0].anchor.at)]) == [early, []]


def test_a_log_that_says_it_is_whole_is_checked_from_its_first_row() -> None:
    """To leave the start out hides nothing."""
    log = a_cut_log()
    assert Finding("missing", 6) in list(verify("ada", log.rows, log.witnesses, log.published, None, DUE))


@pytest.fixture
def anchors(tmp_path: Path) -> AnchorFile:
    return AnchorFile(tmp_path / "anchors")


def use(database: Database, anchors: AnchorFile, person: str, days: int, times: int = 3) -> None:
    """So many uses, so many days ago, and then an anchor."""
    at = NOON - days * DAY
    with database.writing() as connection:
        uses.append_all(connection, person, [Use(person, person, "self", "innboks", "view", at, "r")] * times)
    anchor_uses(database, anchors, Clock(lambda: at))


def found(database: Database, anchors: AnchorFile, person: str) -> tuple[list[int], list[Finding]]:
    """The numbers of the rows that are left, and what is wrong with them."""
    with database.reading() as connection:
        rows, seen = uses.rows_of(connection, person), witnesses.of(connection, person)
        start = uses.start(connection, person)
    published = {
        each.anchor.number: each.anchor.digest for each in seen if anchors.find(each.anchor.number) == each.anchor
    }
    wrong = list(verify(person, rows, seen, published, start, moment(NOON - FIVE_YEARS)))
    return [row.number for row in rows], wrong


def test_what_is_older_than_five_years_is_taken_away_and_the_rest_is_proved(
    database: Database, anchors: AnchorFile
) -> None:
    """On both databases; another's log is as it was, and a second time nothing is left to take."""
    ada, bo, _ = three_people(database)
    for person, days in ((ada, 2000), (ada, 1900), (bo, 1000), (ada, 1000), (ada, 0)):
        use(database, anchors, person, days)
    assert [cut_old(database, FIVE_YEARS, NOON) for _ in range(2)] == [1, 0]
    assert found(database, anchors, ada) == ([7, 8, 9, 10, 11, 12], [])
    assert found(database, anchors, bo) == ([1, 2, 3], [])
    assert cut_old(database, FIVE_YEARS, NOON + 900 * DAY) == 2
    assert found(database, anchors, ada)[0] == [10, 11, 12]


@pytest.mark.parametrize(("days", "left"), [(1827, 3), (1828, 0)])
def test_nothing_is_taken_away_before_its_time(database: Database, anchors: AnchorFile, days: int, left: int) -> None:
    """A day is added, since clocks differ."""
    ada, _, _ = three_people(database)
    use(database, anchors, ada, days)
    assert FIVE_YEARS + CLOCKS_DIFFER == 1828 * DAY
    cut_old(database, FIVE_YEARS, NOON)
    assert len(found(database, anchors, ada)[0]) == left


def test_old_rows_that_no_old_anchor_covers_stay(database: Database, anchors: AnchorFile) -> None:
    """What was anchored late was there late, as far as anybody can prove."""
    ada, _, _ = three_people(database)
    with database.writing() as connection:
        uses.append(connection, Use(ada, ada, "self", "innboks", "view", NOON - 3000 * DAY, "r"))
    anchor_uses(database, anchors, Clock(lambda: NOON))
    assert cut_old(database, FIVE_YEARS, NOON) == 0
    assert found(database, anchors, ada) == ([1], [])


def test_a_log_of_which_nothing_was_left_goes_on_where_it_ended(database: Database, anchors: AnchorFile) -> None:
    """Somebody comes back after six years: the next row is the seventh, bound to what was there."""
    ada, _, _ = three_people(database)
    use(database, anchors, ada, 2200, times=6)
    assert cut_old(database, FIVE_YEARS, NOON) == 1
    assert found(database, anchors, ada) == ([], [])
    use(database, anchors, ada, 0, times=2)
    assert found(database, anchors, ada) == ([7, 8], [])


@pytest.mark.parametrize("column", ["count", "digest"])
def test_a_start_that_somebody_changed_in_the_database_is_found(
    database: Database, anchors: AnchorFile, column: str
) -> None:
    ada, _, _ = three_people(database)
    for days in (2000, 0):
        use(database, anchors, ada, days)
    cut_old(database, FIVE_YEARS, NOON)
    with database.writing() as connection:
        connection.execute(update(METADATA.tables["cuts"]).values({column: 2 if column == "count" else bytes(32)}))
    assert any(each.kind == "unproved-cut" for each in found(database, anchors, ada)[1])


def test_many_logs_are_cut_a_few_at_a_time(
    database: Database, anchors: AnchorFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shell_app.records import cutting

    monkeypatch.setattr(cutting, "FOUND_AT_ONCE", 2)
    monkeypatch.setattr(cutting, "AT_A_TIME", 1)
    people = three_people(database)
    for person in people:
        use(database, anchors, person, 2000)
    assert cut_old(database, FIVE_YEARS, NOON) == 3
    assert [found(database, anchors, person) for person in people] == [([], [])] * 3
