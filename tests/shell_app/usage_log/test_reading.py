"""The person sees every row about them, others see less, and one row is found among many."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from shell_app.usage_log.chain import chained
from shell_app.usage_log.reading import Sought, shown
from tests.shell_app.usage_log.some_uses import a_log, a_use


def test_whose_eyes_a_row_is_for() -> None:
    """Parents see none that is confidential, proxies and strangers none at all (access-rules.md T3)."""
    rows = a_log().rows
    assert shown(rows, "self") == tuple(rows)
    assert [row.number for row in shown(rows, "parent")] == [2, 3, 4, 5, 7, 8, 9, 10, 12]
    assert shown(rows, "proxy") == shown(rows, None) == ()


def test_rows_are_found_by_day_actor_and_service() -> None:
    """The days are those in Norway: half past eleven in the evening in UTC is the next day (portal.md A190)."""
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    uses = [replace(a_use(turn), at=late + turn * timedelta(days=1)) for turn in range(4)]
    uses[2] = replace(uses[2], service="resepter")
    rows = list(chained("ada", uses))

    def numbers(sought: Sought) -> list[int]:
        return [row.number for row in rows if sought.matches(row)]

    assert numbers(Sought()) == [1, 2, 3, 4]
    assert numbers(Sought(first=date(2026, 11, 23), last=date(2026, 11, 24))) == [1, 2]
    assert numbers(Sought(first=date(2026, 11, 26))) == [4]
    assert numbers(Sought(actor="bo")) == [2]
    assert numbers(Sought(service="innboks", last=date(2026, 11, 25))) == [1, 2]
