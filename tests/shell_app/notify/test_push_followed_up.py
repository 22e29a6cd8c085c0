"""Push first, and the other way when it does not arrive: to nobody twice, at the pace all carriers share."""

from datetime import timedelta

from huey import MemoryHuey
from sqlalchemy import select

from shell_app.notify.carrier import ARRIVES_WITHIN, KEPT, Carrier
from shell_app.notify.queue import Relay
from shell_app.records import deliveries, devices
from tests.shell_app.notify.world import EVENING, ROWS, SEVEN, World


def test_push_goes_first_and_the_other_way_only_when_no_device_is_reached(world: World) -> None:
    """portal.md A143: two devices, one gone: the other is enough; both gone: e-mail, and they are forgotten."""
    world.device(world.ada, "https://push.example/1")
    world.device(world.ada, "https://push.example/2")
    world.push.answers = ["gone", "sent"]
    world.tell()
    assert [name for name, _ in world.turn()] == ["push"]
    world.confirm()
    assert [name for name, _ in world.turn(ARRIVES_WITHIN)] == ["push"]
    world.push.answers = ["gone"]
    world.tell()
    assert [name for name, _ in world.turn(times=3)] == ["push", "email"]
    with world.database.reading() as connection:
        assert devices.of(connection, world.ada) == ()


def test_a_push_that_does_not_arrive_in_time_is_told_the_other_way(world: World) -> None:
    """portal.md A143: the push service took it, and no browser told that it was shown."""
    world.device(world.ada, "https://push.example/1")
    world.tell()
    assert [name for name, _ in world.turn()] == ["push"]
    assert [name for name, _ in world.turn(ARRIVES_WITHIN - timedelta(seconds=1))] == ["push"]
    assert [name for name, _ in world.turn(timedelta(seconds=1), times=3)] == ["push", "email"]
    assert world.states() == [("email", "sent", ""), ("push", "sent", "unconfirmed")]


def test_a_push_that_is_shown_at_last_keeps_the_mail_of_the_morning_from_being_sent(world: World) -> None:
    """Late in the evening to a telephone that is off, and on again at half past six."""
    world.now = EVENING
    world.device(world.ada, "https://push.example/1")
    world.tell()
    world.turn()
    world.turn(ARRIVES_WITHIN)
    with world.database.writing() as connection:
        for delivery in connection.scalars(select(ROWS.c.id).where(ROWS.c.channel == "push")).all():
            deliveries.arrived(connection, delivery, world.now)
    assert [name for name, _ in world.turn(SEVEN - EVENING)] == ["push"]
    assert world.states() == [("email", "dropped", "arrived"), ("push", "sent", "unconfirmed")]


def test_two_devices_of_which_none_shows_it_and_one_mail_is_sent(world: World) -> None:
    world.device(world.ada, "https://push.example/1")
    world.device(world.ada, "https://push.example/2")
    world.tell()
    world.turn()
    assert [name for name, _ in world.turn(ARRIVES_WITHIN, times=4)] == ["push", "push", "email"]


def test_who_turns_push_off_while_a_notice_is_on_its_way_is_told_the_other_way(world: World) -> None:
    world.device(world.ada, "https://push.example/1")
    world.tell()
    world.relay.turn()
    with world.database.writing() as connection:
        (device,) = devices.of(connection, world.ada)
        connection.execute(ROWS.update().values(state="waiting", due_at=world.now, attempts=0))
        assert not devices.turn_off(connection, world.bo, device)
        assert devices.turn_off(connection, world.ada, device)
    world.sent.clear()
    assert world.turn(timedelta(seconds=1), times=3) == [("email", "ada@example.org")]


def test_a_push_waits_at_its_service_no_longer_than_until_the_mail_is_sent(world: World) -> None:
    """So that nobody is told twice; who has no other way is told when the telephone is switched on."""
    kept: list[timedelta] = []
    world.push.send = lambda to, parcel: kept.append(parcel.kept) or "sent"  # type: ignore[method-assign]
    world.device(world.ada, "https://push.example/1")
    world.tell()
    world.turn()
    world.contacts.clear()
    world.tell()
    world.turn(timedelta(seconds=1))
    assert kept == [ARRIVES_WITHIN, KEPT]


def test_the_pace_holds_for_all_who_carry_together(world: World) -> None:
    """goals.md L6: a second relay, or one that has just been started again, does not begin the second anew."""
    other = Relay(
        Carrier(*(getattr(world.carrier, name) for name in world.carrier.__struct_fields__)), MemoryHuey(immediate=True)
    )
    for _ in range(50):
        world.tell()
    for _ in range(3):
        world.relay.turn()
    world.sent.clear()
    world.now += timedelta(seconds=1)
    world.relay.turn()
    other.turn()
    assert len(world.sent) == 20
