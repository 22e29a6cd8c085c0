"""Puts the carrier together from the settings, and carries until the process is told to stop.

`python -m shell_app carry` does it without a contact register. An operator who has one calls `carry` with it from a
program of their own, as they call `create_app`.
"""

from datetime import timedelta

from huey.api import Huey, MemoryHuey, PostgresHuey, SqliteHuey

from shell_app.clock import Clock, Now, system_time
from shell_app.config import Config
from shell_app.contact_register import ContactRegister
from shell_app.notify import push_key
from shell_app.notify.carrier import LEASE, Carrier
from shell_app.notify.config import POSTGRESQL, Notices
from shell_app.notify.pacing import per_second
from shell_app.notify.queue import run
from shell_app.notify.ways import NoWay, Ways
from shell_app.notify.ways.mail import Smtp
from shell_app.notify.ways.push import WebPush
from shell_app.notify.ways.sms import Gateway
from shell_app.records import security
from shell_app.records.database import Database
from shell_app.records.migrating import check_migrated
from shell_app.records.sealing import Keyring
from shell_app.release import CurrentRelease

WORKERS = 4


def carry(config: Config, contacts: ContactRegister, now: Now = system_time, lease: timedelta = LEASE) -> None:
    """Carry this portal's notices. Several may do so at once, on one machine or on many with one PostgreSQL."""
    database = Database(config.database)
    check_migrated(database)
    with database.reading() as connection:
        clock = Clock(now, security.latest_moment(connection))
    release = CurrentRelease(config.site)
    carrier = Carrier(
        database,
        Keyring(config.key),
        contacts,
        lambda: release.get().catalogue,
        clock,
        ways_of(config.notices),
        lease,
    )
    run(carrier, queue_of(config.notices.queue), WORKERS, per_second(config.notices.sign_ins))


def ways_of(notices: Notices) -> Ways:
    """The ways that are set; by the others nothing can be sent."""
    push, mail = notices.push_key, notices.mail
    return Ways(
        WebPush(push_key.read(push), notices.push_contact) if push else NoWay(),
        Smtp(mail.host, mail.port, mail.sender, mail.encryption, mail.user, mail.password) if mail else NoWay(),
        {name: Gateway(one.address, one.key, one.sender) for name, one in notices.sms.items()} or {"none": NoWay()},
    )


def queue_of(where: str) -> Huey:
    """The queue of ids: in this process, in a file, or in a PostgreSQL that several carriers share."""
    if not where:
        return MemoryHuey("notices", results=False)
    if where.startswith(POSTGRESQL):
        return PostgresHuey("notices", results=False, dsn=where.replace("postgresql+psycopg:", "postgresql:", 1))
    return SqliteHuey("notices", filename=where.removeprefix("sqlite:///"), results=False, fsync=True)
