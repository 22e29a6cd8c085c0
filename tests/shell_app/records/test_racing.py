"""What has ended has ended for every request that begins afterwards, whichever process answers it (goals.md S9)."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as Clock
from pathlib import Path

import pytest

from development.trial import Trial, a_trial
from shell_app import shutting
from shell_app.access.people import OSLO, Consent, local_date
from shell_app.records import people, proxies, sessions
from shell_app.records.proxies import Terms
from tests.shell_app.records.racers import Race, Racer, a_database, finish, run

LITEN, RASK, STILLE = "14838831150", "02898612069", "08819033057"
MODIG, SOON_16 = "22859337019", "24911093061"
PAGE = "contact-information"
REQUESTS = 10_000

LEAD = 10
"""Seconds before midnight at which racers begin: on a busy machine, too, each is let in once before it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def trial(request: pytest.FixtureRequest, tmp_path: Path, release: Path) -> Iterator[Trial]:
    """A server of two processes, on a database of each kind in turn. A racer asks more often than a person may, and
    to be refused for that would hide a slip."""
    if request.param == "sqlite":
        with a_trial(tmp_path, release) as trial:
            trial.limits = "off"
            yield trial.start(processes=2)
    else:
        with a_database(request.getfixturevalue("postgresql")) as url, a_trial(tmp_path, release, url) as trial:
            trial.limits = "off"
            yield trial.start(processes=2)


def choose(trial: Trial, person: str, level: Consent) -> None:
    """A former race may have shut the portal, or withdrawn the consent that the next one needs."""
    with trial.database.writing() as connection:
        shutting.open_again(connection, person, datetime.now(UTC))
        people.choose_consent(connection, person, level, person, datetime.now(UTC))


def a_session(trial: Trial) -> Race:
    """A sign-in that is ended from another device."""
    token, person = trial.sign_in(STILLE), trial.handle_of(STILLE)
    choose(trial, person, Consent.FULL)

    def end() -> None:
        with trial.database.writing() as connection:
            found = sessions.find(connection, token, datetime.now(UTC))
            assert found and sessions.end_by_handle(connection, person, found.handle) == 1

    return Race(token, PAGE, "Stille Ferskvann", end)


def a_consent(trial: Trial) -> Race:
    """A consent that is withdrawn."""
    person = trial.handle_of(STILLE)
    choose(trial, person, Consent.FULL)
    return Race(trial.begin(person), "inbox", "Stille Ferskvann", lambda: choose(trial, person, Consent.NONE))


def a_proxy(trial: Trial, end_on: date | None = None, since: datetime | None = None) -> Race:
    """A proxy that its giver ends."""
    giver, now = trial.handle_of(RASK), datetime.now(UTC)
    choose(trial, trial.handle_of(STILLE), Consent.FULL)
    token = trial.sign_in(STILLE, since)
    with trial.database.writing() as connection:
        for old in proxies.given_by(connection, giver):
            proxies.end(connection, old.id, giver, now)
        terms = Terms("use", ("services",), local_date(now), end_on)
        grant = proxies.give(connection, giver, trial.handle_of(STILLE), terms, now)
        found = sessions.find(connection, token, now)
        assert found
        token = sessions.act_for(connection, found, giver)

    def end() -> None:
        with trial.database.writing() as connection:
            assert proxies.end(connection, grant, giver, datetime.now(UTC))

    return Race(token, "inbox", "(Rask Danser)", end)


def a_shut_portal(trial: Trial) -> Race:
    """A portal that is shut from another device."""
    person = trial.handle_of(STILLE)
    choose(trial, person, Consent.FULL)
    token = trial.begin(person)

    def end() -> None:
        with trial.database.writing() as connection:
            assert shutting.shut(connection, person, datetime.now(UTC))

    return Race(token, PAGE, "Stille Ferskvann", end)


KINDS: list[Callable[[Trial], Race]] = [a_session, a_consent, a_proxy, a_shut_portal]


def race_all(trial: Trial, requests: int) -> None:
    """Each kind in turn until so many have asked after the end of something."""
    asked = 0
    while asked < requests:
        for kind in KINDS:
            outcome = run(trial, kind(trial))
            assert outcome.before > 0 and outcome.slips == [], kind.__name__
            asked += outcome.after
    print(f"{asked} requests after an end, 0 let in")


def race_over_midnight(trial: Trial, requests: int) -> None:
    """At midnight in Oslo a proxy's last day is over, and a child is of age; two hours after it began a session ends."""
    today = local_date(datetime.now(UTC))
    midnight = datetime.combine(today + timedelta(days=1), Clock(), OSLO)
    since = midnight - timedelta(minutes=5)
    parent = parents_token(trial, since)
    proxy = a_proxy(trial, today, since)
    begun = trial.sign_in(LITEN, since=midnight - sessions.LONGEST)
    trial.go_ahead((midnight - datetime.now(UTC)).total_seconds() - LEAD)
    ended = time.time() + LEAD
    running = [
        *(Racer(trial, parent, "privacy-settings", "(Ivrig Myr)") for _ in range(3)),
        *(Racer(trial, proxy.token, proxy.page, proxy.sign) for _ in range(3)),
    ]
    with trial.database.writing() as connection:
        found = sessions.find(connection, begun, midnight - timedelta(minutes=91))
        assert found
        sessions.touch(connection, found, midnight - timedelta(seconds=5))
    running += [Racer(trial, begun, PAGE, "Liten Danser") for _ in range(3)]
    outcome = finish(running, ended + 0.001, requests)
    assert outcome.slips == []
    for racer in running:
        assert any(each.let_in for each in racer.seen), racer.sign
    print(f"{outcome.after} requests after midnight, 0 let in")


def parents_token(trial: Trial, since: datetime) -> str:
    """A mother who acts for a child that turns 16 tomorrow."""
    token, child = trial.sign_in(MODIG, since), trial.handle_of(SOON_16)
    with trial.database.writing() as connection:
        found = sessions.find(connection, token, datetime.now(UTC))
        assert found
        return sessions.act_for(connection, found, child)


def test_what_was_ended_lets_nobody_in_any_more(trial: Trial) -> None:
    """A sample: sign-in, consent, proxy and the whole portal, each ended while many ask."""
    race_all(trial, 1)


def test_midnight_ends_what_ends_then(trial: Trial) -> None:
    """A sample: a proxy's last day, a birthday, and two hours of a session."""
    race_over_midnight(trial, 60)


@pytest.mark.slow
def test_ten_thousand_racing_requests_find_no_gap(trial: Trial) -> None:
    race_all(trial, REQUESTS * 3 // 4)
    race_over_midnight(trial, REQUESTS // 4)
