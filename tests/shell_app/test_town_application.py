"""The state machine of access-rules.md T1–T9 on the real application, over HTTP, with a database on the disk."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace
from sqlalchemy import URL

from shell_app.access.people import local_date
from shell_app.config import Config
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from shell_app.usage_log.proof import verify
from shell_app.usage_log.reading import shown
from tests.shell_app.access.expectation import model
from tests.shell_app.access.worlds import World
from tests.shell_app.records.racers import a_database
from tests.shell_app.rogue import Rogue
from tests.shell_app.test_town import TownMachine, names, sessions
from tests.shell_app.town import BORN, Response
from tests.shell_app.town_application import ALL, ApplicationTown
from tests.shell_app.town_services import with_sample_catalogue


class ApplicationMachine(TownMachine):
    """What may differ from the plain town: sessions run out, the settings count as something to stand there for, and
    rows have names of their own."""

    town: ApplicationTown

    @initialize()
    def begin(self) -> None:
        super().begin()

    def expected(self, actor: str, subject: str, service: str) -> tuple[bool, str]:
        people = self.town.people
        if people[actor].dead or people[subject].dead:
            return False, "none"
        world = World(0, people[actor], self.town.subject(subject), local_date(self.town.now))
        return model(world._replace(own=True) if actor == subject and not world.own else world, ALL[service].rules)

    def anything(self, actor: str, subject: str) -> bool:
        return any(self.expected(actor, subject, service)[0] for service in ALL)

    @rule(session=sessions, name=names)
    def switches(self, session: str, name: str) -> None:
        """T5: whom one may not act for is not there, and one stays where one may still stand."""
        known = session in self.town.sessions
        actor, chosen = self.town.sessions.get(session, ("", ""))
        got = self.town.switch(session, name)
        if not known:
            assert got == Response(401), "T6"
        elif name == actor or self.anything(actor, name):
            assert got == Response(200, name), "T5"
        else:
            stays = chosen if chosen == actor or self.anything(actor, chosen) else actor
            assert got == Response(404, stays), "T5"

    @rule()
    def the_server_falls_and_starts_again(self) -> None:
        """T7: not even then does the clock go back before what has been done."""
        self.town.fall()
        assert all(row.use.at <= self.town.now for rows in self.town.log.values() for row in rows)

    @invariant()
    def the_log_is_whole(self) -> None:
        """T2 and T3."""
        log = self.town.log
        made = Counter(
            (self.town.by_handle[row.use.actor], name, row.use.basis) for name, rows in log.items() for row in rows
        )
        assert made == Counter((actor, subject, basis) for actor, subject, basis, _ in self.allowed)
        for name in BORN:
            assert list(verify(self.town.handles[name], log[name], [], {})) == []
            assert shown(log[name], "self") == tuple(log[name]) and shown(log[name], "proxy") == ()

    def teardown(self) -> None:
        if hasattr(self, "town"):
            self.town.portal.database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives at each call the address of another database with all tables and nobody in it, of each kind in turn."""
    if request.param == "sqlite":
        yield partial(copied, with_tables(f"sqlite:///{tmp_path / 'empty.db'}"), tmp_path)
    else:
        with a_database(request.getfixturevalue("postgresql")) as empty:
            yield partial(made_anew, with_tables(empty), request.getfixturevalue("postgresql"))


def with_tables(url: str) -> URL:
    database = Database(url)
    migrate(database)
    database.close()
    return database.engine.url


def copied(empty: URL, folder: Path) -> str:
    return f"sqlite:///{shutil.copy(empty.database or '', Path(mkdtemp(dir=folder)) / 'town.db')}"


def made_anew(empty: URL, server: str) -> str:
    """The one of the life before is taken away."""
    there, name = Database(server), f"{empty.database}_life"
    with there.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {empty.database}")
    there.close()
    return empty.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def machine(
    config: Config, rogue: Rogue, release: Path, tmp_path: Path, new_database: Callable[[], str]
) -> type[ApplicationMachine]:
    """A town of its own for each life."""
    sample = replace(config, site=with_sample_catalogue(release, tmp_path))

    def new_town() -> ApplicationTown:
        return ApplicationTown(replace(sample, database=new_database()), rogue)

    return type("Machine", (ApplicationMachine,), {"town_kind": staticmethod(new_town)})


def live(machine: type[ApplicationMachine], lives: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=lives, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_people_live_in_the_application_as_the_document_says(machine: type[ApplicationMachine]) -> None:
    """A few short lives; the next test lives many."""
    live(machine, 6, 25)


@pytest.mark.slow
def test_many_people_live_in_the_application_as_the_document_says(machine: type[ApplicationMachine]) -> None:
    live(machine, 300, 50)
