"""From something to tell of to what is sent, through both databases: decided when it is sent, and nobody woken."""

from datetime import timedelta
from pathlib import Path

import pytest

from shell_app.access.people import Consent
from shell_app.contact_register import Contact
from shell_app.notify.carrier import LEASE
from shell_app.notify.carrying import queue_of
from shell_app.notify.queue import Relay
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import NoticeChoices
from shell_app.records import deliveries, notices, people, proxies
from shell_app.records.database import Database
from shell_app.records.inbox_values import Opened, Written
from shell_app.records.tables import METADATA
from shell_app.services.inbox.posting import Arrival, arrive
from tests.shell_app.notify.world import DAY, EVENING, ROWS, SEVEN, World
from tests.shell_app.settings.some_people import NUMBERS


def test_a_notice_is_there_only_if_what_it_tells_of_is(world: World) -> None:
    """One transaction for both: what is undone was never told of."""
    with pytest.raises(ZeroDivisionError), world.database.writing() as connection:
        notices.tell(connection, world.ada, Opening("innboks"), "treatment", world.now)
        raise ZeroDivisionError
    assert world.turn() == []


def test_it_is_sent_once_the_chosen_way_however_often_the_relay_turns(world: World) -> None:
    world.tell()
    assert world.turn(times=5) == [("email", "ada@example.org")]
    assert world.states() == [("email", "sent", "")]


def test_what_comes_by_night_waits_for_seven_and_push_does_not(world: World) -> None:
    """portal.md A139."""
    world.now = EVENING
    world.choose(world.ada, NoticeChoices("both"))
    world.device(world.ada, "https://push.example/1")
    world.push.answers = ["gone"]
    world.tell()
    assert world.turn() == []
    assert world.turn(SEVEN - EVENING - timedelta(seconds=1)) == []
    assert world.turn(timedelta(seconds=1)) == [("nord", "+4740000001"), ("email", "ada@example.org")] or set(world.turn()) == {
        ("nord", "+4740000001"), ("email", "ada@example.org")}  # fmt: skip
    assert {at for _, _, at in world.sent} == {SEVEN}


def test_what_is_taken_too_late_in_the_evening_is_left_for_the_morning(world: World) -> None:
    """Queued by day, carried by night: the time is asked again when it is sent."""
    world.tell()
    world.relay.turn()
    with world.database.writing() as connection:
        connection.execute(ROWS.update().values(state="waiting", due_at=DAY, sent_at=None, attempts=0))
    world.sent.clear()
    assert world.turn(EVENING - DAY) == []
    assert world.turn(SEVEN - EVENING) == [("email", "ada@example.org")]


def test_what_is_less_than_one_asked_for_is_not_told(world: World) -> None:
    world.choose(world.ada, NoticeChoices("email", "few"))
    world.tell("receipt")
    assert world.turn() == [] == world.states()


def test_what_is_marked_while_a_notice_waits_is_told_to_those_who_may_still_see_it(world: World) -> None:
    """The conversation's marks are asked when it is sent, not when it came (T8, R26)."""
    world.proxy()
    world.choose(world.bo, NoticeChoices("email", about=frozenset({world.ada})))
    threads = METADATA.tables["threads"]
    both = {"ada@example.org", "bo@example.org"}
    for days, marked, told in ((0, False, both), (1, True, {"ada@example.org"})):
        world.now = EVENING + timedelta(days=days)
        written = Written("Testkontoret", "Hei", world.now)
        arrival = Arrival(world.ada, Opened("message", "Svar"), written, "view", "treatment")
        with world.database.writing() as connection:
            thread = arrive(connection, "innboks", arrival, world.now).thread
        assert world.turn() == []
        with world.database.writing() as connection:
            connection.execute(threads.update().where(threads.c.id == thread).values(not_for_proxies=marked))
        world.turn(SEVEN - EVENING)
        assert {to for _, to, _ in world.sent} == told
        world.sent.clear()


def test_recipients_are_those_who_may_look_when_it_is_sent(world: World) -> None:
    """A proxy that ends, and a consent that is withdrawn, while a notice waits for the morning (T8, T10)."""
    grant = world.proxy()
    world.choose(world.bo, NoticeChoices("email", about=frozenset({world.ada})))
    world.tell()
    assert set(world.turn()) == {("email", "ada@example.org"), ("email", "bo@example.org")}
    world.sent.clear()
    world.now = EVENING
    world.tell()
    world.turn()
    with world.database.writing() as connection:
        assert proxies.end(connection, grant, world.ada, world.now)
    assert world.turn(SEVEN - EVENING) == [("email", "ada@example.org")]
    world.sent.clear()
    world.tell()
    world.relay.turn()
    with world.database.writing() as connection:
        connection.execute(ROWS.update().values(state="waiting", due_at=world.now))
        people.choose_consent(connection, world.ada, Consent.NONE, world.ada, world.now)
    world.sent.clear()
    assert world.turn() == []


def test_two_who_share_a_telephone_are_told_once(world: World) -> None:
    """However each has written the number; also when it became shared after it was decided."""
    world.proxy()
    world.choose(world.ada, NoticeChoices("sms"))
    world.choose(world.bo, NoticeChoices("sms", about=frozenset({world.ada})))
    world.tell()
    assert world.turn() == [("nord", "+4740000001")]
    world.contacts[NUMBERS[1]] = Contact("+46 70 000 00 09")
    world.now = EVENING
    world.tell()
    world.turn()
    world.contacts[NUMBERS[1]] = Contact("0047 400 00 001")
    assert world.turn(SEVEN - EVENING) == [("nord", "+4740000001")] * 2
    assert world.states()[0] == ("sms", "dropped", "told-already")


def test_what_fails_is_tried_again_ever_later_until_it_arrives(world: World) -> None:
    world.email.answers = ["later", "later", "sent"]
    world.tell()
    assert world.turn() == []
    assert world.turn(timedelta(seconds=14)) == []
    assert world.turn(timedelta(seconds=1)) == []
    assert world.turn(timedelta(seconds=29)) == []
    assert world.turn(timedelta(seconds=1)) == [("email", "ada@example.org")]


def test_what_never_arrives_is_given_up_and_stays_in_the_trail(world: World) -> None:
    world.email.answers = ["later"]
    world.tell()
    for _ in range(40):
        world.turn(timedelta(hours=1), times=1)
    assert world.states() == [("email", "failed", "later")]
    with world.database.reading() as connection:
        assert len(deliveries.lately(connection, DAY, "email")) == 12


def test_one_server_error_of_the_first_sms_provider_and_the_other_has_it_at_once(world: World) -> None:
    """goals.md R8; for ten minutes the other is used, then the usual one again."""
    world.choose(world.ada, NoticeChoices("sms"))
    world.nord.answers = ["later", "sent"]
    for pause in (0, 9, 2):
        world.tell()
        world.turn(timedelta(minutes=pause))
    assert [name for name, _ in world.turn()] == ["sor", "sor", "nord"]


def test_a_process_that_died_while_sending_loses_nothing(world: World) -> None:
    """What it had taken is due again when its lease has run out, and is sent under the same id."""
    world.tell()
    assert len(world.carrier.undecided(10)) == 1
    assert world.turn() == []
    assert world.turn(LEASE) == [("email", "ada@example.org")]
    world.sent.clear()
    world.tell()
    world.turn(times=0)
    for notice in world.carrier.undecided(10):
        world.carrier.decide(notice)
    assert len(world.carrier.due(10)) == 1, "taken, and then the process is killed"
    assert world.turn() == []
    assert world.turn(LEASE) == [("email", "ada@example.org")]


def test_two_who_carry_the_same_delivery_send_it_once(world: World) -> None:
    world.tell()
    for notice in world.carrier.undecided(10) * 2:
        world.carrier.decide(notice)
    for delivery in world.carrier.due(10) * 2:
        world.carrier.carry(delivery)
    assert world.turn() == [("email", "ada@example.org")]


def test_at_seven_they_leave_at_the_pace_that_was_set(world: World) -> None:
    """goals.md L6: a night's notices do not fall on one moment."""
    world.now = EVENING
    for _ in range(25):
        world.tell()
    world.turn()
    world.now = SEVEN
    assert [len(world.turn(times=1)) for _ in range(2)] == [20, 20], "a second is a second however often it is asked"
    assert len(world.turn(timedelta(seconds=1))) == 25


@pytest.fixture
def queue(database: Database, tmp_path: Path) -> str:
    """What an operator sets: a file beside SQLite, or the portal's own PostgreSQL."""
    url = database.engine.url
    return (
        str(tmp_path / "queue.db") if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)
    )


def test_the_queue_carries_ids_from_one_process_to_another(world: World, queue: str) -> None:
    """What the relay puts there a worker with the same setting takes, once and in order, and nothing but ids is on it."""
    here, there = queue_of(queue), queue_of(queue)
    relay, _ = Relay(world.carrier, here), Relay(world.carrier, there)
    ids = [world.tell() for _ in range(2)]
    relay.turn()
    held = there.storage.enqueued_items()
    assert [id for id in ids for one in held if id.encode() in one] == ids
    assert b"example.org" not in b"".join(held)
    for _ in range(2):
        while task := there.dequeue():
            there.execute(task)
        relay.turn()
    assert [to for _, to, _ in world.sent] == ["ada@example.org"] * 2
    assert there.pending_count() == 0


def test_a_queue_that_is_lost_loses_nothing(world: World, queue: str) -> None:
    """It is emptied with all that it held: the database has that due again when its lease has run out."""
    lost = queue_of(queue)
    relay = Relay(world.carrier, lost)
    world.tell()
    relay.turn()
    lost.storage.flush_queue()
    assert lost.dequeue() is None
    assert world.turn() == []
    assert world.turn(LEASE) == [("email", "ada@example.org")]


def test_the_bell_counts_what_has_not_been_seen(world: World) -> None:
    """portal.md A116."""
    world.tell()
    world.tell("receipt")
    with world.database.writing() as connection:
        assert notices.has_unseen(connection, world.bo, [world.ada], DAY)
        came = notices.came(connection, world.ada, [world.ada], DAY, 10)
        assert {one.told.occasion for one in came} == {"treatment", "receipt"}
        for _ in range(2):
            notices.see(connection, world.ada, [one.told.id for one in came], world.now)
        assert not notices.has_unseen(connection, world.ada, [world.ada], DAY)
        assert notices.has_unseen(connection, world.bo, [world.ada], DAY), "each sees for themselves"
        assert {one.seen_at for one in notices.came(connection, world.ada, [world.ada], DAY, 10)} == {world.now}
