"""Carries notices: decides whom to tell at the moment of sending, hands over, and remembers how it went.

What is to be done stands in the database alone; a process that dies loses nothing, for what it held is due again
when its lease has run out. Between two tries of the same delivery the address gets the same id.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection

from shell_app.access.catalogue import Catalogue
from shell_app.clock import Clock
from shell_app.contact_register import Contact, ContactRegister
from shell_app.notify.backoff import wait_after
from shell_app.notify.hours import is_open, next_open
from shell_app.notify.planning import Reachable, first_steps, other_way
from shell_app.notify.providers import LOOKED_AT, Outcome, in_order
from shell_app.notify.recipients import Recipient, may_be_told
from shell_app.notify.ways import Parcel, Ways
from shell_app.notify.wording import text
from shell_app.records import deliveries, devices, notices, people, sending_pace
from shell_app.records.database import Database
from shell_app.records.deliveries import Delivery
from shell_app.records.devices import Subscription
from shell_app.records.sealing import Keyring

LEASE = timedelta(minutes=10)
"""How long what somebody took is theirs: far longer than it waits on the queue and takes to send."""
TAKES = timedelta(seconds=60)
"""The longest that handing over may take: nothing is begun so shortly before the night."""
ARRIVES_WITHIN = timedelta(minutes=15)
"""How long a browser has to tell that it has shown a push; then the other way is taken (portal.md A143)."""
KEPT = timedelta(hours=12)
"""How long a push is kept for who can be told in no other way."""
BELL, CONFIRM_AT = "/mine/{language}/notices", "/mine/notices/arrived"
"""Doors of this portal's shell: the page that a push opens, and where the browser tells that it has arrived."""
SPOKEN = ("nb", "nn", "en")
"""The languages the shell has pages in, its usual one first."""
WAITED_FOR = ("handed", *deliveries.ON_THE_WAY)


class Carrier(Struct, frozen=True):
    """What carrying needs; every method may be called by several processes at once."""

    database: Database
    keyring: Keyring
    contacts: ContactRegister
    catalogue: Callable[[], Catalogue]
    clock: Clock
    ways: Ways
    lease: timedelta = LEASE

    def undecided(self, limit: int) -> list[str]:
        with self.database.writing() as connection:
            return list(notices.take_undecided(connection, self.clock.now(), self.lease, limit))

    def due(self, per_second: int) -> list[str]:
        """What may leave in this second, whoever else carries: a process that starts again does not begin it anew."""
        with self.database.writing() as connection:
            now = self.clock.now()
            room = sending_pace.left(connection, now, per_second)
            taken = deliveries.take_due(connection, now, self.lease, max(room, 0))
            sending_pace.take(connection, now, len(taken))
        return list(taken)

    def unconfirmed(self, limit: int) -> list[str]:
        with self.database.writing() as connection:
            return list(deliveries.take_unconfirmed(connection, self.clock.now(), self.lease, limit))

    def decide(self, notice: str) -> None:
        """Whom to tell, and the first way to each. Registers are asked before anything is locked."""
        now = self.clock.now()
        with self.database.reading() as connection:
            told = notices.find(connection, notice)
            found = may_be_told(connection, self.catalogue(), told, now) if told else []
            numbers = [people.number_of(connection, self.keyring, one.person) for one in found]
        contacts = [self.contacts.find(number) for number in numbers]
        steps = first_steps(
            Reachable(one.person, one.choices, contact, one.devices)
            for one, contact in zip(found, contacts, strict=True)
        )
        with self.database.writing() as connection:
            if notices.decide(connection, notice, now):
                deliveries.add(connection, notice, steps, now, TAKES)

    def carry(self, delivery: str) -> None:
        """Send one delivery, if it still may be sent: the time of day, the rules and the choices are asked again."""
        now = self.clock.now()
        with self.database.reading() as connection:
            found = deliveries.find(connection, delivery)
            recipient = self._recipient(connection, found, now) if found else None
            number = people.number_of(connection, self.keyring, found.person) if found else ""
        if found is None or found.state not in deliveries.ON_THE_WAY:
            return
        contact = self.contacts.find(number)
        to = self._address(found, recipient, contact)
        with self.database.writing() as connection:
            if to is None:
                self._drop(connection, found, recipient, contact)
            if to is None or not self._begin(connection, found, to):
                return
        outcome = self._hand_over(found, to, self._parcel(found, recipient, contact))
        with self.database.writing() as connection:
            self._remember(connection, found, recipient, contact, outcome)

    def follow(self, delivery: str) -> None:
        """A push has not arrived in its time: tell the person the other way, if no device of theirs has shown it."""
        now = self.clock.now()
        with self.database.reading() as connection:
            found = deliveries.find(connection, delivery)
            recipient = self._recipient(connection, found, now) if found else None
            number = people.number_of(connection, self.keyring, found.person) if found else ""
        if found is None:
            return
        contact = self.contacts.find(number)
        with self.database.writing() as connection:
            notices.hold(connection, found.notice)
            if deliveries.give_up_waiting(connection, found.id):
                self._other_way(connection, found, recipient, contact)

    def _other_way(
        self, connection: Connection, delivery: Delivery, recipient: Recipient | None, contact: Contact
    ) -> None:
        """After a push that is over: the chosen other way, unless another device shows it or still may."""
        if recipient and not _another_device_tells(connection, delivery):
            steps = other_way(recipient.person, recipient.choices, contact)
            deliveries.add(connection, delivery.notice, steps, self.clock.now(), TAKES)

    def _recipient(self, connection: Connection, delivery: Delivery, now: datetime) -> Recipient | None:
        """The one it is for, if they may still be told."""
        told = notices.find(connection, delivery.notice)
        found = may_be_told(connection, self.catalogue(), told, now) if told else []
        return next((one for one in found if one.person == delivery.person), None)

    def _parcel(self, delivery: Delivery, recipient: Recipient | None, contact: Contact) -> Parcel:
        """A push is kept for a telephone that is off until it is told the other way: none is told twice."""
        language = contact.language if contact.language in SPOKEN else SPOKEN[0]
        steps = other_way(recipient.person, recipient.choices, contact) if recipient else ()
        return Parcel(
            delivery.id,
            text(contact.language, recipient.occasion if recipient else "treatment"),
            BELL.format(language=language),
            CONFIRM_AT,
            proof(self.keyring, delivery.id),
            ARRIVES_WITHIN if steps else KEPT,
        )

    def _address(self, delivery: Delivery, recipient: Recipient | None, contact: Contact) -> Subscription | str | None:
        """Where it goes as things are now; None where it goes nowhere any more."""
        if recipient is None:
            return None
        if delivery.channel == "push":
            with self.database.reading() as connection:
                return devices.find(connection, self.keyring, delivery.device, delivery.person)
        steps = other_way(recipient.person, recipient.choices, contact)
        return next((step.to for step in steps if step.channel == delivery.channel), None)

    def _drop(self, connection: Connection, delivery: Delivery, recipient: Recipient | None, contact: Contact) -> None:
        """It goes nowhere any more. Who has turned push off since it was decided is told the other way."""
        notices.hold(connection, delivery.notice)
        deliveries.end(connection, delivery.id, "dropped", "not-to-be-told")
        if delivery.channel == "push":
            self._other_way(connection, delivery, recipient, contact)

    def _begin(self, connection: Connection, delivery: Delivery, to: Subscription | str) -> bool:
        now = self.clock.now()
        if delivery.channel != "push" and deliveries.has_arrived(connection, delivery):
            deliveries.end(connection, delivery.id, "dropped", "arrived")
            return False
        if not is_open(delivery.channel, now, TAKES):
            deliveries.wait(connection, delivery.id, next_open(delivery.channel, now, TAKES))
            return False
        address = to.endpoint if isinstance(to, Subscription) else to
        mark = self.keyring.mark(f"{delivery.channel} {address}")
        return deliveries.begin(connection, delivery, mark, now + self.lease)

    def _hand_over(self, delivery: Delivery, to: Subscription | str, parcel: Parcel) -> Outcome:
        """By one provider after the other until one has it, each attempt remembered."""
        outcome: Outcome = "later"
        for name, attempt in self._providers(delivery, to, parcel):
            outcome = attempt
            with self.database.writing() as connection:
                deliveries.hand(connection, delivery, name, outcome, self.clock.now())
            if outcome != "later":
                break
        return outcome

    def _providers(self, delivery: Delivery, to: Subscription | str, parcel: Parcel) -> Iterator[tuple[str, Outcome]]:
        if isinstance(to, Subscription):
            yield "push", self.ways.push.send(to, parcel)
        elif delivery.channel == "email":
            yield "email", self.ways.email.send(to, parcel)
        else:
            now = self.clock.now()
            with self.database.reading() as connection:
                lately = deliveries.lately(connection, now - LOOKED_AT, "sms")
            for name in in_order(tuple(self.ways.sms), lately, now):
                yield name, self.ways.sms[name].send(to, parcel)

    def _remember(
        self,
        connection: Connection,
        delivery: Delivery,
        recipient: Recipient | None,
        contact: Contact,
        outcome: Outcome,
    ) -> None:
        now, wait = self.clock.now(), wait_after(delivery.attempts + 1)
        if outcome == "sent" and delivery.channel == "push":
            deliveries.handed(connection, delivery.id, now, now + ARRIVES_WITHIN)
        elif outcome == "sent":
            deliveries.sent(connection, delivery.id, now)
        elif outcome == "later" and wait:
            deliveries.wait(connection, delivery.id, next_open(delivery.channel, now + wait, TAKES))
        else:
            notices.hold(connection, delivery.notice)
            deliveries.end(connection, delivery.id, "failed", outcome)
            if outcome == "gone":
                devices.forget(connection, delivery.device)
            if delivery.channel == "push":
                self._other_way(connection, delivery, recipient, contact)


def proof(keyring: Keyring, delivery: str) -> str:
    """What a browser shows that it had this notice, and nobody else can make."""
    return keyring.mark(f"arrived {delivery}").hex()


def _another_device_tells(connection: Connection, delivery: Delivery) -> bool:
    """Whether the same person has been shown it by another device, or may still be."""
    others = (one for one in deliveries.others(connection, delivery) if one.channel == "push")
    return any(one.arrived_at or one.state in WAITED_FOR for one in others)
