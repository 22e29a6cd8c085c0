"""Which SMS provider is used, by GOV.UK Notify's rule (goals.md R8); how long to wait; what a month would have brought."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shell_app.access.people import OSLO
from shell_app.notify.backoff import TRIES, wait_after
from shell_app.notify.providers import Handing, in_order
from shell_app.notify.simulator import Event, would_have_told
from shell_app.people.notice_choices import OCCASIONS, Occasion
from tests.shell_app.access.some_people import NOON

BOTH = ("nord", "sor")


def ago(minutes: float) -> datetime:
    return NOON - timedelta(minutes=minutes)


def sent(minutes: float, took: float | None = 0.1) -> Handing:
    """A message handed to the usual provider so long ago, confirmed after so many minutes."""
    return Handing("nord", ago(minutes), "sent", None if took is None else ago(minutes - took))


def test_the_first_is_used_while_it_does_well() -> None:
    assert in_order(BOTH, [], NOON) == BOTH
    assert in_order(BOTH, [sent(each) for each in range(10)], NOON) == BOTH
    assert in_order(BOTH, [Handing("nord", ago(1), "refused")], NOON) == BOTH, "a wrong number is not the provider's"


def test_one_server_error_moves_all_to_the_other_for_ten_minutes() -> None:
    failed = Handing("nord", ago(0), "later")
    assert in_order(BOTH, [failed], NOON) == ("sor", "nord")
    assert in_order(BOTH, [failed], NOON + timedelta(minutes=10)) == ("sor", "nord")
    assert in_order(BOTH, [failed], NOON + timedelta(minutes=10, seconds=1)) == BOTH


def test_a_third_slow_moves_all_to_the_other() -> None:
    """30 % of ten minutes' messages took more than four minutes, or have not been confirmed in that time."""
    quick = [sent(each) for each in (1, 2, 3, 4, 5, 6, 7)]
    assert in_order(BOTH, [*quick, sent(8, 4.1), sent(9, 4.1)], NOON) == BOTH, "two of nine"
    assert in_order(BOTH, [*quick, sent(8, 4.1), sent(9, 4.1), sent(9.5, None)], NOON) == ("sor", "nord"), (
        "three of ten"
    )
    assert in_order(BOTH, [*quick, *[sent(each, 4) for each in (8, 9, 9.5)]], NOON) == BOTH, "four minutes is not more"


def test_a_provider_that_confirms_nothing_is_not_judged_by_it() -> None:
    assert in_order(BOTH, [sent(each, None) for each in (5, 6, 7)], NOON) == BOTH


def test_where_both_fail_the_one_that_failed_longest_ago_is_tried() -> None:
    lately = [Handing("nord", ago(1), "later"), Handing("sor", ago(2), "later")]
    assert in_order(BOTH, lately, NOON) == ("sor", "nord")
    assert in_order(BOTH, lately[::-1], NOON) == ("sor", "nord")


def test_waits_double_up_to_an_hour_and_end() -> None:
    waits = [wait.total_seconds() for each in range(1, TRIES) if (wait := wait_after(each))]
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert wait_after(TRIES) is None


def test_the_month_before_counts_from_midnight_to_midnight_in_norway() -> None:
    """«Forrige måned ville du fått 4, 11 eller 23»: October with its 25 hours' day, and not a second more."""
    inside = [("treatment", 4), ("answer", 7), ("receipt", 10), ("home-visit", 2)]
    october = datetime(2026, 10, 1, tzinfo=OSLO)
    events = [Event(october + timedelta(days=place), occasion) for occasion, count in inside for place in range(count)]  # type: ignore[arg-type]
    outside = [
        Event(october - timedelta(seconds=1), "treatment"),
        Event(datetime(2026, 11, 1, tzinfo=OSLO), "treatment"),
    ]
    assert would_have_told([*events, *outside], NOON) == {"few": 4, "standard": 11, "many": 23}


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 1), timezones=st.just(OSLO)),
            st.sampled_from(OCCASIONS["many"]),
        )
    )
)
def test_a_higher_level_never_brings_fewer(events: list[tuple[datetime, Occasion]]) -> None:
    told = would_have_told([Event(*each) for each in events], NOON)
    assert told["few"] <= told["standard"] <= told["many"]
