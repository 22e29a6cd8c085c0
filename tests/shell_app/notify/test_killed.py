"""Whoever writes or carries may be killed at any moment: nothing is lost, and nobody is told twice (goals.md R8)."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from shell_app.access.people import OSLO, Consent
from shell_app.notify.config import Mail, Notices, Sms
from shell_app.notify.push_key import make
from shell_app.people.notice_choices import NoticeChoices
from shell_app.records import devices, notice_choices, people
from shell_app.records.database import Database
from shell_app.records.tables import METADATA
from tests.shell_app.notify.outside import Browser, HttpServer, Post, server
from tests.shell_app.notify.processes import Setting, carry, kill, start, write
from tests.shell_app.settings.some_people import KEYRING, three_people

NOTICES, DELIVERIES, THREADS = (METADATA.tables[name] for name in ("notices", "deliveries", "threads"))
DONE = ("sent", "handed")
SOME, ALL = 6, 50


class Outside:
    """The receivers: each keeps the ids of what it was given, and when."""

    def __init__(self, http: HttpServer, post: Post) -> None:
        self.http, self.post = http, post

    def ids(self) -> Counter[str]:
        """How often each was given: a receiver knows it again by its id, and shows it once."""
        asked = [one["headers"] for one in self.http.asked]
        mail = [message["Message-ID"].strip("<>").partition("@")[0] for message in self.post.mail]
        return Counter([*mail, *(one.get("idempotency-key") or one["topic"] for one in asked)])


@pytest.fixture
def outside() -> Iterator[Outside]:
    with server() as http:
        post = Post()
        yield Outside(http, post)
        post.close()


@pytest.fixture
def setting(database: Database, outside: Outside, tmp_path: Path) -> Setting:
    """Three people, told by mail, by SMS and by push, and a clock that stands at noon in Oslo."""
    ada, bo, cato = three_people(database)
    with database.writing() as connection:
        for person in (ada, bo, cato):
            people.begin_with(connection, person, Consent.FULL)
        notice_choices.keep(connection, bo, NoticeChoices("sms"))
        devices.keep(connection, KEYRING, cato, Browser(f"{outside.http.address}/push").subscription, datetime.now(UTC))
    make(tmp_path / "push.jwk")
    url = database.engine.url.render_as_string(hide_password=False)
    queue = str(tmp_path / "queue.db") if url.startswith("sqlite") else url
    sms = Sms(f"{outside.http.address}/sms", "key", "Portal")
    sent_by = Notices(
        (tmp_path / "push.jwk").read_text(), "mailto:drift@helsevei.example",
        mail=Mail("127.0.0.1", outside.post.port, "varsel@helsevei.example", "none"),
        sms={"first": sms, "second": sms}, queue=queue,
    )  # fmt: skip
    return Setting(url, sent_by, (ada, bo, cato), tmp_path / "written", moved(12, 0))


def moved(hour: int, minute: int, second: int = 0) -> timedelta:
    """How far a clock is moved that shows this time in Oslo now."""
    now = datetime.now(UTC).astimezone(OSLO)
    wanted = datetime.combine(now.date(), datetime.min.time(), OSLO).replace(hour=hour, minute=minute, second=second)
    return wanted - now


def waits(database: Database) -> int:
    with database.reading() as connection:
        undecided = connection.scalar(select(func.count()).where(NOTICES.c.decided_at.is_(None))) or 0
        return undecided + (connection.scalar(select(func.count()).where(DELIVERIES.c.state.not_in(DONE))) or 0)


def wait_until_all_is_carried(database: Database, patience: float = 60) -> None:
    """As long as it grows less: a busy machine may be slow, but a notice that is stuck is lost."""
    left, until = waits(database), time.monotonic() + patience
    while left and time.monotonic() < until:
        time.sleep(0.2)
        if (now := waits(database)) < left:
            left, until = now, time.monotonic() + patience
    assert waits(database) == 0


@pytest.mark.parametrize("kills", [SOME, pytest.param(ALL, marks=pytest.mark.slow)])
def test_killed_at_random_moments_nothing_is_lost_and_nothing_is_seen_twice(
    database: Database, outside: Outside, setting: Setting, kills: int
) -> None:
    """Each message that was promised has one notice, and each notice reaches its receiver under one id."""
    chance = random.Random(kills)
    outside.http.slow = 0.03
    running = {what: start(what, setting) for what in (write, carry)}
    done = {
        write: lambda: setting.written.stat().st_size if setting.written.exists() else 0,
        carry: lambda: outside.ids().total(),
    }
    for _ in range(kills):
        what = chance.choice((write, carry, carry))
        before, until = done[what](), time.monotonic() + 10
        while done[what]() == before and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.2))
        kill(running[what])
        running[what] = start(what, setting)
    kill(running[write])
    try:
        wait_until_all_is_carried(database)
    finally:
        kill(running[carry])
    with database.reading() as connection:
        kept = set(connection.scalars(select(THREADS.c.id)))
        per_notice = connection.execute(select(DELIVERIES.c.notice, func.count()).group_by(DELIVERIES.c.notice)).all()
        carried = set(connection.scalars(select(DELIVERIES.c.id)))
    promised = set(setting.written.read_text().split())
    given = outside.ids()
    print(f"{kills} kills: {len(kept)} messages, {sum(given.values()) - len(given)} given again under the same id")
    assert promised and promised <= kept
    assert len(per_notice) == len(kept) and {count for _, count in per_notice} == {1}
    assert given.keys() == carried, "none is lost, and nothing goes out that is not ours"


def test_a_carrier_killed_over_the_evening_and_the_morning_wakes_nobody(
    database: Database, outside: Outside, setting: Setting
) -> None:
    """Real processes with a moved clock: over 23:00, killed and started again, then over 07:00."""
    late = replace(setting, moved=moved(22, 58, 55), people=setting.people[:2])
    writing, carrying = start(write, late), start(carry, late)
    time.sleep(1.5)
    kill(carrying)
    carrying = start(carry, late)
    time.sleep(5)
    kill(writing)
    time.sleep(1)
    evening = outside.ids().total()
    assert waits(database) > 0, "something is left for the morning"
    time.sleep(2)
    kill(carrying)
    assert outside.ids().total() == evening, "nothing leaves once it is night"
    early = replace(late, moved=moved(6, 59, 56) + timedelta(days=1))
    carrying = start(carry, early)
    while early.now().astimezone(OSLO).hour < 7:
        assert outside.ids().total() == evening
        time.sleep(0.05)
    try:
        wait_until_all_is_carried(database)
    finally:
        kill(carrying)
    assert outside.ids().total() > evening
