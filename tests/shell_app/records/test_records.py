"""What is kept, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import text

from development.settling import settle
from development.town import TownRegister, town
from shell_app.access.people import Consent, midnight
from shell_app.records import identities, people, proxies, security, sessions, spending, uses
from shell_app.records.database import Database
from shell_app.records.migrating import OldDatabase, _alembic, check_migrated
from shell_app.records.sealing import Keyring, Unreadable
from shell_app.records.sessions import SignedIn
from shell_app.records.tables import METADATA
from shell_app.usage_log.entry import Use
from shell_app.usage_log.proof import verify
from shell_app.usage_log.reading import Sought

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEYRING = Keyring(b"k" * 32)
LITEN, RASK, BITTE = "14838831150", "02898612069", "19862291037"


@pytest.fixture
def inhabited(database: Database) -> Database:
    """The whole town moved in."""
    settle(database, KEYRING, TownRegister(town(), NOW.date()), town(), NOW)
    return database


def test_the_steps_lead_to_the_tables(database: Database) -> None:
    """What the steps made is what the code says, and a database without them is refused with the way out."""
    with database.writing() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.check(config)
    check_migrated(database)
    with database.writing() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(OldDatabase, match="python -m shell_app migrate"):
        check_migrated(database)


def test_no_national_number_stands_anywhere_in_the_database(inhabited: Database) -> None:
    """goals.md S15: only sealed, beside a mark that is no plain digest."""
    from hashlib import sha256

    with inhabited.reading() as connection:
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(table.select())]
    kept = b" ".join(cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
    assert len(rows) > 50
    for number in town().people:
        assert number.encode() not in kept
        assert sha256(number.encode()).digest() not in kept


def test_a_person_is_found_by_number_with_those_they_are_bound_to(inhabited: Database) -> None:
    with inhabited.reading() as connection:
        bitte = people.find_by_number(connection, KEYRING, BITTE)
        assert bitte and bitte.name == "Bitte Danser"
        about = people.subject(connection, bitte)
        guardians = {people.find(connection, each.id).name for each in about.guardians}  # type: ignore[union-attr]
    assert guardians == {"Liten Danser", "Rask Danser"}
    assert (bitte.person.born, bitte.person.consent) == (date(2022, 6, 19), Consent.FULL)
    assert bitte.person.gp and bitte.person.gp.offers == {
        "bytte-fastlege",
        "innboks",
        "innboks/gp_writing",
        "resepter",
        "timeavtaler",
    }


def test_moving_in_again_changes_nothing_that_was_chosen(inhabited: Database) -> None:
    """The register is asked at every sign-in; a choice made here is not its business."""
    with inhabited.writing() as connection:
        liten = people.find_by_number(connection, KEYRING, LITEN)
        assert liten
        people.choose_consent(connection, liten.id, Consent.BASIS, liten.id, NOW)
    settle(inhabited, KEYRING, TownRegister(town(), NOW.date()), town(), NOW)
    with inhabited.reading() as connection:
        again = people.find(connection, liten.id)
        assert again and again.person.consent is Consent.BASIS
        assert len(proxies.given_by(connection, liten.id)) == 1


def test_a_proxy_is_ended_by_either_side_once_and_by_nobody_else(inhabited: Database) -> None:
    """portal.md R10: and then it stays in history."""
    with inhabited.writing() as connection:
        rask, liten, bitte = (people.find_by_number(connection, KEYRING, each) for each in (RASK, LITEN, BITTE))
        assert rask and liten and bitte
        [grant] = proxies.held_by(connection, liten.id)
        ended = [proxies.end(connection, grant.id, by, NOW) for by in (bitte.id, liten.id, rask.id)]
        [after] = proxies.given_by(connection, rask.id)
    assert ended == [False, True, False]
    assert (after.ended, after.is_active(NOW.date())) == (NOW, False)


def test_a_proxy_is_confirmed_by_whoever_gave_it_until_it_ends(inhabited: Database) -> None:
    """portal.md R9: the last time counts; one to collect prescriptions has nothing to confirm."""
    later = NOW + timedelta(days=9)
    with inhabited.writing() as connection:
        rask, liten = (people.find_by_number(connection, KEYRING, each) for each in (RASK, LITEN))
        assert rask and liten
        [grant] = proxies.held_by(connection, liten.id)
        assert (grant.given, grant.confirmed) == (midnight(grant.start), None)
        confirmed = [proxies.confirm(connection, grant.id, by, later) for by in (liten.id, rask.id)]
        proxies.end(connection, grant.id, rask.id, later)
        confirmed.append(proxies.confirm(connection, grant.id, rask.id, later + timedelta(days=1)))
        collect = proxies.give(connection, rask.id, liten.id, proxies.Terms("collect", (), NOW.date()), NOW)
        confirmed.append(proxies.confirm(connection, collect, rask.id, later))
        kept = {each.id: each.confirmed for each in proxies.given_by(connection, rask.id)}
    assert confirmed == [False, True, False, False]
    assert kept == {grant.id: later, collect: None}


def begun(database: Database) -> str:
    with database.writing() as connection:
        liten = people.find_by_number(connection, KEYRING, LITEN)
        assert liten
        return sessions.begin(connection, SignedIn(liten.id, "https://provider.example", "sid-1", "Firefox"), NOW)


@pytest.mark.parametrize(
    ("idle", "whole", "is_open"),
    [
        (timedelta(minutes=29, seconds=59), timedelta(minutes=29, seconds=59), True),
        (timedelta(minutes=30), timedelta(minutes=30), False),
        (timedelta(minutes=1), timedelta(minutes=119, seconds=59), True),
        (timedelta(minutes=1), timedelta(minutes=120), False),
    ],
)
def test_a_session_ends_after_thirty_idle_minutes_and_after_two_hours(
    inhabited: Database, idle: timedelta, whole: timedelta, is_open: bool
) -> None:
    """goals.md S7, to the second."""
    token = begun(inhabited)
    with inhabited.writing() as connection:
        found = sessions.find(connection, token, NOW)
        assert found
        moment = NOW
        while moment < NOW + whole - idle:
            moment = min(moment + timedelta(minutes=20), NOW + whole - idle)
            touched = sessions.find(connection, token, moment)
            assert touched
            sessions.touch(connection, touched, moment)
        assert (sessions.find(connection, token, NOW + whole) is not None) is is_open


def test_the_token_itself_is_not_kept(inhabited: Database) -> None:
    token = begun(inhabited)
    with inhabited.reading() as connection:
        rows = connection.execute(METADATA.tables["sessions"].select()).all()
    assert token.encode() not in repr(rows).encode()


def test_a_session_is_ended_by_its_handle_only_by_its_own_person(inhabited: Database) -> None:
    token = begun(inhabited)
    with inhabited.writing() as connection:
        found = sessions.find(connection, token, NOW)
        rask = people.find_by_number(connection, KEYRING, RASK)
        assert found and rask
        ended = [sessions.end_by_handle(connection, by, found.handle) for by in (rask.id, found.person)]
    assert ended == [0, 1]


def test_what_is_spent_is_spent_until_it_has_run_out(database: Database) -> None:
    with database.writing() as connection:
        first = [
            spending.spend(connection, kind, "x", NOW + timedelta(minutes=1)) for kind in ("state", "state", "logout")
        ]
        spending.forget(connection, NOW)
        later = spending.spend(connection, "state", "x", NOW)
        spending.forget(connection, NOW + timedelta(minutes=2))
        at_last = spending.spend(connection, "state", "x", NOW)
    assert (first, later, at_last) == ([True, False, True], False, True)


def test_a_providers_name_belongs_to_one_person(inhabited: Database) -> None:
    with inhabited.writing() as connection:
        liten, rask = (people.find_by_number(connection, KEYRING, each) for each in (LITEN, RASK))
        assert liten and rask
        told = [identities.link(connection, "https://p", "name", each) for each in (liten.id, liten.id, rask.id)]
    assert told == [True, True, False]


def test_the_latest_moment_known_is_where_the_clock_starts(inhabited: Database) -> None:
    """goals.md R10: a server whose clock was set back revives nothing."""
    begun(inhabited)
    later = NOW + timedelta(hours=1)
    with inhabited.writing() as connection:
        security.note(connection, "sign-in-refused", "answer-state", later)
        assert security.latest_moment(connection) == later


def test_what_was_done_is_known_after_its_session_has_ended(inhabited: Database) -> None:
    """A row of the log stays, so that a proxy which ran out before it does not begin again (access-rules.md T7)."""
    token, later = begun(inhabited), NOW + timedelta(minutes=5)
    with inhabited.writing() as connection:
        liten = people.find_by_number(connection, KEYRING, LITEN)
        assert liten
        sessions.end(connection, token)
        assert security.latest_moment(connection) == NOW
        uses.append(connection, Use(liten.id, liten.id, "self", "inbox", "view", later, "r"))
        assert security.latest_moment(connection) == later


def test_a_change_that_fails_halfway_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as connection:
        security.note(connection, "kind", "code", NOW)
        raise RuntimeError
    with database.reading() as connection:
        assert security.noted(connection) == []


def test_what_is_sealed_for_one_use_opens_for_no_other() -> None:
    sealed = KEYRING.seal(b"14838831150", "national number")
    assert KEYRING.unseal(sealed, "national number") == b"14838831150"
    for given, purpose, keyring in (
        (sealed, "question", KEYRING),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), "national number", KEYRING),
        (b"\x02" + sealed[1:], "national number", KEYRING),
        (b"", "national number", KEYRING),
        (sealed, "national number", Keyring(b"x" * 32)),
    ):
        with pytest.raises(Unreadable):
            keyring.unseal(given, purpose)


def test_a_number_is_sealed_anew_each_time_and_marked_the_same() -> None:
    assert KEYRING.seal(b"x", "p") != KEYRING.seal(b"x", "p")
    assert KEYRING.mark("x") == KEYRING.mark("x") != Keyring(b"x" * 32).mark("x")


def test_a_persons_uses_are_a_chain_that_verifies_after_it_was_kept(inhabited: Database) -> None:
    """Moments and texts come back from either database as they were hashed."""
    with inhabited.writing() as connection:
        liten = people.find_by_number(connection, KEYRING, LITEN)
        assert liten
        at = NOW.replace(microsecond=123456)
        uses.append(connection, Use(liten.id, liten.id, "self", "innboks", "view", at, "request-1", purpose="æøå"))
    with inhabited.reading() as connection:
        rows = uses.rows_of(connection, liten.id)
        assert uses.count(connection, uses.View(liten.id)) == len(rows) == 1621
        assert uses.page(connection, uses.View(liten.id, Sought(service="innboks")), 1)[0].at == at
    assert list(verify(liten.id, rows, [], {})) == []


def test_many_who_use_the_same_persons_services_at_once_make_one_chain(inhabited: Database) -> None:
    """Whoever comes second to the next place in the chain joins behind it, and none is lost."""
    token = begun(inhabited)
    with inhabited.reading() as connection:
        rask, bitte = (people.find_by_number(connection, KEYRING, each) for each in (RASK, BITTE))
        session = sessions.find(connection, token, NOW)
        assert rask and bitte and session
        before = len(uses.rows_of(connection, bitte.id))
    touching = sessions.touching(session, NOW + timedelta(minutes=1))

    def use(turn: int) -> None:
        done = Use(rask.id, bitte.id, "parent", "innboks", "view", NOW, f"request-{turn}")
        inhabited.together(lambda connection: uses.append(connection, done, touching))

    with ThreadPoolExecutor(8) as together:
        list(together.map(use, range(80)))
    with inhabited.reading() as connection:
        rows = uses.rows_of(connection, bitte.id)
        touched = sessions.find(connection, token, NOW)
    assert sorted(row.use.request for row in rows[before:]) == sorted(f"request-{turn}" for turn in range(80))
    assert list(verify(bitte.id, rows, [], {})) == []
    assert touched and touched.last_seen_at == NOW + timedelta(minutes=1)
