"""What is kept: with which key, for how long, and never a number where it could be read."""

import base64
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, func, select

from development.town import TownRegister, town
from shell_app.access.people import Consent
from shell_app.anchoring import anchor_uses
from shell_app.clock import Clock
from shell_app.people.profile import Profile
from shell_app.records import devices, people, profiles, security, sessions, spending, uses
from shell_app.records.database import Database
from shell_app.records.keeping import Kept, tidy
from shell_app.records.rekeying import rekey
from shell_app.records.sealing import Keyring, Unreadable
from shell_app.records.tables import METADATA, consent_changes
from shell_app.tending import tend
from shell_app.usage_log.anchor_file import AnchorFile
from shell_app.usage_log.entry import Use
from tests.shell_app.browser import Browser
from tests.shell_app.test_config import settings

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OLD, NEW = Keyring(b"k" * 32), Keyring(b"n" * 32)
LITEN = "14838831150"


def someone(connection: Connection) -> str:
    """Liten Danser, new here; her handle."""
    found = TownRegister(town(), NOW.date()).find(LITEN)
    assert found
    return people.keep(connection, OLD, found, NOW).id


def told(connection: Connection, person: str) -> None:
    """Something of theirs under each seal."""
    profiles.keep(connection, OLD, person, Profile(account="12345678903"))
    devices.keep(connection, OLD, person, devices.Subscription("https://push.example/1", "p", "a"), NOW)


def test_with_a_new_key_everything_is_read_and_found_and_with_the_old_nothing(database: Database) -> None:
    with database.writing() as connection:
        person = someone(connection)
        told(connection, person)
        assert rekey(connection, OLD, NEW) == 3
    with database.reading() as connection:
        found = people.find_by_number(connection, NEW, LITEN)
        assert found and found.id == person
        assert people.number_of(connection, NEW, person) == LITEN
        assert profiles.find(connection, NEW, person).account == "12345678903"
        device = devices.find(connection, NEW, devices.of(connection, person)[0], person)
        assert device and device.endpoint == "https://push.example/1"
        assert people.find_by_number(connection, OLD, LITEN) is None
        for read in (people.number_of, profiles.find):
            with pytest.raises(Unreadable):
                read(connection, OLD, person)


def test_a_wrong_old_key_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        person = someone(connection)
    with pytest.raises(Unreadable), database.writing() as connection:
        rekey(connection, NEW, OLD)
    with database.reading() as connection:
        assert people.number_of(connection, OLD, person) == LITEN


def test_the_key_is_changed_by_a_command(tmp_path: Path) -> None:
    """As the handbook says: stop, rekey, point the setting at the new file."""
    environment = settings(tmp_path)
    (tmp_path / "new").write_bytes(base64.b64encode(b"n" * 32))
    for command in (["migrate"], ["rekey", "--new-key-file", str(tmp_path / "new")]):
        ran = subprocess.run(
            [sys.executable, "-m", "shell_app", *command], env=environment, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
    assert ran.stdout == f"0 sealed anew; now set HELSEVEI_KEY_FILE to {tmp_path / 'new'} and start the shell\n"


def count(connection: Connection, table: str) -> int:
    return connection.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0


def test_what_has_run_out_is_taken_away_and_the_log_of_use_is_not(database: Database) -> None:
    """goals.md 2.3: two years for the security log, and for a profile after its consent was withdrawn."""
    day = timedelta(days=1)
    with database.writing() as connection:
        person = someone(connection)
        told(connection, person)
        for age in (0, 729, 731):
            security.note(connection, "sign-in-refused", "answer-state", NOW - age * day)
        for minutes in (1, 121):
            sessions.begin(connection, sessions.SignedIn(person, "i", "s", "d"), NOW - timedelta(minutes=minutes))
        spending.spend(connection, "state", "x", NOW)
        uses.append(connection, Use(person, person, "self", "innboks", "view", NOW - 9000 * day, "r"))
        tidy(connection, Kept(), NOW)
        left = {name: count(connection, name) for name in ("security_events", "sessions", "spent", "uses", "profiles")}
    assert left == {"security_events": 2, "sessions": 1, "spent": 0, "uses": 1, "profiles": 1}


@pytest.mark.parametrize(
    ("days", "level", "kept"), [(729, Consent.NONE, 1), (731, Consent.NONE, 0), (731, Consent.BASIS, 1)]
)
def test_a_profile_goes_two_years_after_the_consent_was_withdrawn(
    database: Database, days: int, level: Consent, kept: int
) -> None:
    with database.writing() as connection:
        person = someone(connection)
        told(connection, person)
        people.choose_consent(connection, person, Consent.FULL, person, NOW - timedelta(days=2000))
        people.choose_consent(connection, person, level, person, NOW - timedelta(days=days))
        tidy(connection, Kept(), NOW)
        assert count(connection, "profiles") == kept
        assert connection.scalar(select(func.count()).select_from(consent_changes)) == 2


def test_tending_anchors_cuts_and_tidies_until_it_is_told_to_stop(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        person = someone(connection)
        sessions.begin(connection, sessions.SignedIn(person, "i", "s", "d"), NOW - timedelta(hours=3))
        uses.append(connection, Use(person, person, "self", "innboks", "view", NOW - timedelta(days=2000), "r"))
    file, stop, long_ago = AnchorFile(tmp_path / "anchors"), Event(), NOW - timedelta(days=2000)
    anchor_uses(database, file, Clock(lambda: long_ago))
    with database.writing() as connection:
        uses.append(connection, Use(person, person, "self", "innboks", "view", NOW, "r"))
    tending = Thread(target=tend, args=(database, file, Clock(lambda: NOW), Kept(), stop))
    tending.start()
    while file.find(2) is None or sessions_left(database) or first_row(database, person) < 2:
        assert tending.is_alive()
    stop.set()
    tending.join()


def first_row(database: Database, person: str) -> int:
    with database.reading() as connection:
        return uses.rows_of(connection, person)[0].number


def sessions_left(database: Database) -> int:
    with database.reading() as connection:
        return count(connection, "sessions")


def test_a_session_is_seen_by_every_process_and_ends_for_all(database: Database) -> None:
    """goals.md S7: two processes take turns; half an hour after the last turn of either it is over for both."""
    other = Database(database.engine.url.render_as_string(hide_password=False))
    with database.writing() as connection:
        person = someone(connection)
        token = sessions.begin(connection, sessions.SignedIn(person, "i", "s", "d"), NOW)
    moment = NOW
    for turn in range(4):
        moment += timedelta(minutes=29, seconds=59)
        with (database, other)[turn % 2].writing() as connection:
            found = sessions.find(connection, token, moment)
            assert (found is not None) == (moment - NOW < sessions.LONGEST)
            if found:
                sessions.touch(connection, found, moment)
    for each in (database, other):
        with each.reading() as connection:
            assert sessions.find(connection, token, NOW + timedelta(minutes=119, seconds=57)) is not None
            assert sessions.find(connection, token, moment + sessions.IDLE) is None
            assert sessions.find(connection, token, NOW + sessions.LONGEST) is None
    other.close()


def test_no_number_stands_in_a_file_a_log_an_address_or_a_cookie(
    browser: Browser, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """goals.md S14: after sign-in, a proxy given by number, a refusal and a fault, all that was written is searched."""
    caplog.set_level("DEBUG")
    answers = [browser.begin(), browser.sign_in(LITEN, "a-name-of-the-providers-own")]
    for page in ("", "contact-information", "proxies", "use-and-access", "use-and-access/log.json", "inbox", "nothing"):
        answers.append(browser.get(f"/mine/nb/{page}"))
    token = browser.portal.keyring.form_token(browser.cookie() or "")
    for number in ("02898612069", "02898612060", "14838831150"):
        form = {"csrf_token": token, "number": number, "name": "Danser", "kind": "use"}
        answers.append(browser.post("/mine/nb/proxies/give", form))
    browser.rogue.pid = "kein" + LITEN
    answers.append(browser.sign_in())
    written = [caplog.text.encode(), *(str(each.headers).encode() for each in answers)]
    written += [each.request.path.encode() + b"?" + each.request.query_string for each in answers]
    written += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    numbers = [number.encode() for number in town().people]
    assert len(written) > 25 and any(b"Liten Danser" in each for each in written)
    assert [number for number in numbers for each in written if number in each] == []
