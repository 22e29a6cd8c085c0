"""Nobody is woken: SMS and e-mail go between 07:00 and 23:00 in Norway (portal.md A139)."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell_app.access.people import OSLO
from shell_app.notify.hours import Channel, is_open, next_open

MINUTE = timedelta(minutes=1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC))
CHANNELS = st.sampled_from(get_args(Channel))


@pytest.mark.parametrize("year", [2026, pytest.param(2028, marks=pytest.mark.slow)])
def test_no_sms_or_email_on_any_minute_of_any_night_of_a_year(year: int) -> None:
    """Both clock changes included; by day on every minute, and push on every minute of both."""
    moment, sent, days = datetime(year, 1, 1, tzinfo=OSLO).astimezone(UTC), 0, 366 if year % 4 == 0 else 365
    while (local := moment.astimezone(OSLO)).year == year:
        by_day = 7 <= local.hour < 23
        assert is_open("sms", moment) == is_open("email", moment) == by_day, local
        sent += by_day
        moment += MINUTE
    assert sent == days * 16 * 60, "the clock is changed at night, so days are alike"


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-28T23:00:00+01:00", "2026-03-29T07:00:00+02:00"),
        ("2026-03-29T03:00:00+02:00", "2026-03-29T07:00:00+02:00"),
        ("2026-10-24T23:30:00+02:00", "2026-10-25T07:00:00+01:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T07:00:00+01:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T07:00:00+01:00"),
        ("2026-12-31T23:59:59+01:00", "2027-01-01T07:00:00+01:00"),
        ("2026-06-01T22:59:59+02:00", "2026-06-01T22:59:59+02:00"),
        ("2026-06-01T06:59:59+02:00", "2026-06-01T07:00:00+02:00"),
    ],
)
def test_what_comes_by_night_waits_until_seven_whatever_the_clock_did(now: str, opens: str) -> None:
    """The night of summer time is 7 hours long, the night of winter time 9."""
    assert next_open("sms", datetime.fromisoformat(now)) == datetime.fromisoformat(opens)
    assert next_open("push", datetime.fromisoformat(now)) == datetime.fromisoformat(now)


@given(CHANNELS, MOMENTS, st.integers(0, 600))
def test_the_next_moment_is_open_and_none_before_it_is(channel: Channel, now: datetime, seconds: int) -> None:
    takes = timedelta(seconds=seconds)
    opens = next_open(channel, now, takes)
    assert opens >= now and is_open(channel, opens, takes)
    assert opens == now or not is_open(channel, opens - timedelta(seconds=1), takes)
    assert opens - now < timedelta(hours=9, minutes=11)


def test_what_takes_a_while_is_not_begun_just_before_the_night() -> None:
    """A slow mail server would else deliver after 23:00."""
    evening = datetime(2026, 6, 1, 22, 59, 30, tzinfo=OSLO)
    assert is_open("email", evening) and is_open("email", evening, timedelta(seconds=29))
    assert not is_open("email", evening, timedelta(seconds=30))
