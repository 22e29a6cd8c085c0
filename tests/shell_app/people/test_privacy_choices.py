"""A choice about one's data is in force when the register has it, two days later at most, and waits visibly."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell_app.people.privacy_choices import (
    RULES,
    WAIT,
    Choice,
    Setting,
    Status,
    closures,
    is_about,
    named,
    restricted,
    status,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
CLOSED = Choice("visit-history", "closed", NOON)
OPENED = Choice("visit-history", "open", NOON + HOUR)


def test_a_choice_waits_for_two_days_at_most() -> None:
    """Shown as waiting until the register confirms it, or until the time is up (portal.md A174)."""
    assert status([], "visit-history", NOON) == Status("open")
    assert status([CLOSED], "visit-history", NOON + WAIT - SECOND) == Status("open", "closed", NOON + WAIT)
    assert status([CLOSED], "visit-history", NOON + WAIT) == Status("closed")
    confirmed = Choice("visit-history", "closed", NOON, NOON + HOUR)
    assert status([confirmed], "visit-history", NOON + HOUR) == Status("closed")
    late = Choice("visit-history", "closed", NOON, NOON + 3 * WAIT)
    assert status([late], "visit-history", NOON + WAIT) == Status("closed")


def test_a_choice_regretted_while_it_waited_is_given_up() -> None:
    """It does not hold for the hour in between."""
    assert status([CLOSED, OPENED], "visit-history", NOON + 2 * HOUR) == Status("open")
    assert status([CLOSED, OPENED], "visit-history", NOON + WAIT) == Status("open")


def test_to_ask_again_does_not_make_it_wait_longer() -> None:
    """The first request counts."""
    again = Choice("visit-history", "closed", NOON + 40 * HOUR)
    assert status([CLOSED, again], "visit-history", NOON + WAIT) == Status("closed")


def test_settings_do_not_touch_each_other() -> None:
    """And one that is closed or will be is a restriction set (portal.md A160)."""
    assert status([CLOSED], "summary-record", NOON + WAIT) == Status("open")
    assert restricted([CLOSED], NOON) and restricted([CLOSED], NOON + WAIT)
    assert not restricted([CLOSED, OPENED], NOON + 2 * HOUR) and not restricted([], NOON)


def test_one_of_the_personnel_is_shut_out_and_no_other() -> None:
    """Each by its number, waiting and opened again by itself (portal.md R22)."""
    ours = [Choice("prescriptions-personnel", "closed", NOON, about=number) for number in ("7654321", "1")]
    opened = Choice("prescriptions-personnel", "open", NOON + WAIT, about="1")
    assert status(ours, "prescriptions-personnel", NOON + WAIT, "7654321") == Status("closed")
    assert status(ours, "prescriptions-personnel", NOON + WAIT, "7654322") == Status("open")
    assert status(ours, "prescriptions", NOON + WAIT) == Status("open")
    assert named([*ours, opened], "prescriptions-personnel", NOON + WAIT) == {
        "1": Status("closed", "open", NOON + 2 * WAIT),
        "7654321": Status("closed"),
    }
    assert list(named([*ours, opened], "prescriptions-personnel", NOON + 2 * WAIT)) == ["7654321"]
    assert named(ours, "summary-record-personnel", NOON) == {} and restricted(ours, NOON)


@pytest.mark.parametrize(
    ("setting", "about", "can"),
    [
        ("prescriptions", "", True),
        ("prescriptions", "7654321", False),
        ("summary-record-personnel", "", False),
        ("summary-record-personnel", "7654321", True),
        ("summary-record-personnel", "765432100", True),
        ("summary-record-personnel", "7654321000", False),
        ("summary-record-personnel", "٣", False),
        ("summary-record-personnel", "1 or 1", False),
        ("one-prescription", "AB-1234", True),
        ("one-prescription", "AB1", False),
        ("one-prescription", "A" * 41, False),
        ("one-prescription", "<b>1234</b>", False),
        ("one-prescription", "AB-1234\n", False),
    ],
)
def test_a_choice_is_about_a_number_of_its_kind_or_about_all(setting: Setting, about: str, can: bool) -> None:
    assert is_about(setting, about) == can


def test_every_setting_has_its_rule() -> None:
    assert set(RULES) == set(get_args(Setting))


@given(st.lists(st.tuples(st.sampled_from(["open", "closed"]), st.integers(0, 200)), max_size=6))
def test_after_two_quiet_days_the_last_choice_holds(asked: list[tuple[str, int]]) -> None:
    """Whatever was asked for before it, in whatever order the rows lie."""
    history = [
        Choice("research", value, NOON + hour * HOUR + place * SECOND) for place, (value, hour) in enumerate(asked)
    ]  # type: ignore[arg-type]
    last = max(history, key=lambda choice: choice.requested, default=None)
    expected = last.value if last else "open"
    assert status(history[::-1], "research", NOON + 200 * HOUR + WAIT + 6 * SECOND) == Status(expected)


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.sampled_from(["open", "closed"]), st.one_of(st.none(), st.integers(0, 60))),
        max_size=6,
    ),
    st.integers(0, 300),
)
def test_what_the_access_rules_look_at_is_what_the_page_shows(
    asked: list[tuple[int, str, int | None]], later: int
) -> None:
    """At every hour: closed on the page is closed in the rules, and what waits is not closed yet."""
    history = [
        Choice("research", value, NOON + at * HOUR, None if answered is None else NOON + (at + answered) * HOUR)  # type: ignore[arg-type]
        for at, value, answered in sorted(asked, key=lambda one: one[0])
    ]
    now = NOON + later * HOUR
    known = [each for each in history if each.requested <= now]
    holds = any(each.holds(now) for each in closures(known))
    assert holds == (status(known, "research", now).value == "closed")
