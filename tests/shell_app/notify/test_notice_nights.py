"""A year of nights through the real carrier, to real receivers: nothing arrives while people sleep (portal.md A139)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as Time

import pytest
from huey import MemoryHuey

from shell_app.access.catalogue import Catalogue
from shell_app.access.decision import USUAL
from shell_app.access.people import OSLO, Consent
from shell_app.clock import Clock
from shell_app.contact_register import Contact
from shell_app.notify.carrier import Carrier
from shell_app.notify.carrying import ways_of
from shell_app.notify.config import Mail, Notices, Sms
from shell_app.notify.queue import Relay
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import NoticeChoices
from shell_app.records import notice_choices, notices, people
from shell_app.records.database import Database
from tests.shell_app.access.some_people import a_service
from tests.shell_app.notify.outside import Post, server
from tests.shell_app.settings.some_people import KEYRING, three_people

NIGHT = {"22:59:30": True, "23:00:00": False, "01:59:59": False, "02:30:00": True, "06:59:59": False}
"""When it is looked at whether anything leaves, and whether something comes then."""
CATALOGUE = Catalogue({"innboks": a_service("innboks", proxy_area="services")}, USUAL)
CHANGES = (date(2026, 3, 28), date(2026, 10, 24))
"""The evenings before summer time begins and ends."""
EVERY_DAY = [date(2026, 1, 1) + timedelta(days=each) for each in range(365)]
SOME_DAYS = [date(2025, 12, 31), *CHANGES]


class Contacts:
    page = ""

    def find(self, number: str) -> Contact:
        return Contact("+47 400 00 001", "ada@example.org")


class Nights:
    """A portal whose carrier and queue are made anew each time it is looked at, with the clock where the test has put it."""

    def __init__(self, database: Database, sent_by: Notices) -> None:
        self.database = database
        self.ways = ways_of(sent_by)
        self.person = three_people(database)[0]
        with database.writing() as connection:
            people.begin_with(connection, self.person, Consent.FULL)
            notice_choices.keep(connection, self.person, NoticeChoices("both"))

    def at(self, now: datetime, tells: bool) -> None:
        """A carrier starts, something may come, all that is due is carried, and the carrier is gone with all it held."""
        database = self.database
        carrier = Carrier(database, KEYRING, Contacts(), lambda: CATALOGUE, Clock(lambda: now, now), self.ways)
        if tells:
            with database.writing() as connection:
                notices.tell(connection, self.person, Opening("innboks"), "treatment", now)
        Relay(carrier, MemoryHuey(immediate=True), per_second=1000).turn()


def moments(evening: date) -> Iterator[tuple[datetime, bool]]:
    """The night's, in order; those after midnight are of the day after. What the clock shows twice comes twice."""
    for each, tells in NIGHT.items():
        hour = Time.fromisoformat(each)
        day = evening if hour.hour > 12 else evening + timedelta(days=1)
        found = {datetime.combine(day, hour, OSLO).replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
        yield from ((moment, tells) for moment in sorted(found))


@pytest.mark.parametrize(
    "evenings", [pytest.param(SOME_DAYS, id="some"), pytest.param(EVERY_DAY, id="every", marks=pytest.mark.slow)]
)
def test_nothing_arrives_between_eleven_and_seven_on_any_night(database: Database, evenings: list[date]) -> None:
    """Whatever comes by night arrives at seven, once by each way; both clock changes, and a new process each time."""
    with server() as http:
        post = Post()
        mail = Mail("127.0.0.1", post.port, "varsel@helsevei.example", "none")
        sms = Sms(f"{http.address}/sms", "key", "Portal")
        nights = Nights(database, Notices(mail=mail, sms={"first": sms}))
        for evening in evenings:
            before = len(post.mail), len(http.asked)
            told = 0
            for now, tells in moments(evening):
                nights.at(now, tells)
                told += tells
                assert (len(post.mail), len(http.asked)) == before, now.astimezone(OSLO)
            seven = datetime.combine(evening + timedelta(days=1), Time(7), OSLO)
            nights.at(seven.astimezone(UTC), tells=False)
            assert (len(post.mail), len(http.asked)) == (before[0] + told, before[1] + told), evening
        post.close()
    ids = [message["Message-ID"] for message in post.mail] + [one["headers"]["idempotency-key"] for one in http.asked]
    assert len(ids) == len(set(ids))
