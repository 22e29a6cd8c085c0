"""A small world for the tests of carrying: three people, a service, a clock the test moves, ways out that remember."""

from datetime import UTC, datetime, timedelta
from typing import Any

from huey import MemoryHuey
from sqlalchemy import select

from shell_app.access.catalogue import Catalogue
from shell_app.access.decision import USUAL
from shell_app.access.people import Consent
from shell_app.clock import Clock
from shell_app.contact_register import Contact
from shell_app.notify.carrier import Carrier
from shell_app.notify.providers import Outcome
from shell_app.notify.queue import Relay
from shell_app.notify.ways import Parcel, Ways
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import NoticeChoices, Occasion
from shell_app.records import deliveries, devices, notice_choices, notices, people, proxies
from shell_app.records.database import Database
from shell_app.records.devices import Subscription
from shell_app.records.tables import METADATA
from tests.shell_app.access.some_people import a_service
from tests.shell_app.settings.some_people import KEYRING, NUMBERS, three_people

DAY, EVENING = datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 21, 30, tzinfo=UTC)
SEVEN = datetime(2026, 6, 2, 5, tzinfo=UTC)
ROWS = METADATA.tables["deliveries"]


class Fake:
    """A way out that remembers what it was given; `answers` are its next ones, the last for ever."""

    def __init__(self, sent: list[tuple[str, str, datetime]], name: str, world: "World") -> None:
        self.sent, self.name, self.world = sent, name, world
        self.answers: list[Outcome] = ["sent"]

    def send(self, to: Any, parcel: Parcel) -> Outcome:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == "sent":
            self.sent.append((self.name, to.endpoint if isinstance(to, Subscription) else to, self.world.now))
        return answer


class World:
    """Three people, a service, a clock that the test moves, and ways out that only remember."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, DAY
        self.ada, self.bo, self.cato = three_people(database)
        self.sent: list[tuple[str, str, datetime]] = []
        self.contacts = {
            NUMBERS[0]: Contact("+47 400 00 001", "ada@example.org"),
            NUMBERS[1]: Contact("400 00 001", "bo@example.org"),
        }
        self.push, self.email, self.nord, self.sor = (
            Fake(self.sent, each, self) for each in ("push", "email", "nord", "sor")
        )
        service = a_service("innboks", proxy_area="services")
        self.carrier = Carrier(
            database, KEYRING, self, lambda: Catalogue({"innboks": service}, USUAL),
            Clock(lambda: self.now, DAY), Ways(self.push, self.email, {"nord": self.nord, "sor": self.sor}),
        )  # fmt: skip
        self.queue = MemoryHuey(immediate=True)
        self.relay = Relay(self.carrier, self.queue)
        with database.writing() as connection:
            for person in (self.ada, self.bo):
                people.begin_with(connection, person, Consent.FULL)

    page = ""

    def find(self, number: str) -> Contact:
        return self.contacts.get(number, Contact())

    def choose(self, person: str, choices: NoticeChoices) -> None:
        with self.database.writing() as connection:
            notice_choices.keep(connection, person, choices)

    def device(self, person: str, endpoint: str) -> None:
        with self.database.writing() as connection:
            devices.keep(connection, KEYRING, person, Subscription(endpoint, "", ""), self.now)

    def proxy(self) -> str:
        terms = proxies.Terms("use", ["services"], DAY.date())
        with self.database.writing() as connection:
            return proxies.give(connection, self.ada, self.bo, terms, self.now)

    def tell(self, occasion: Occasion = "treatment") -> str:
        with self.database.writing() as connection:
            return notices.tell(connection, self.ada, Opening("innboks"), occasion, self.now)

    def turn(self, after: timedelta = timedelta(0), times: int = 2) -> list[tuple[str, str]]:
        """Let time pass, and the relay turn; all that has been sent."""
        self.now += after
        for _ in range(times):
            self.relay.turn()
        return [(name, to) for name, to, _ in self.sent]

    def confirm(self) -> None:
        """The browsers tell that they have shown what was handed over to them."""
        with self.database.writing() as connection:
            for delivery in connection.scalars(select(ROWS.c.id).where(ROWS.c.state == "handed")).all():
                deliveries.arrived(connection, delivery, self.now)

    def states(self) -> list[tuple[str, str, str]]:
        with self.database.reading() as connection:
            rows = connection.execute(select(ROWS).order_by(ROWS.c.channel, ROWS.c.state))
            return [(row.channel, row.state, row.reason) for row in rows]
