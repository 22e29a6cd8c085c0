"""Consent made less or withdrawn: what was shown as deleted is gone, all of it and nothing else (portal.md R8, T10)."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from shell_app import withdrawing
from shell_app.access.items import Marks
from shell_app.access.people import Consent
from shell_app.people.consent import ConsentPlan, Opening, plan_consent
from shell_app.people.notice_choices import NoticeChoices
from shell_app.records import (
    deliveries,
    devices,
    drafts,
    messages,
    notice_choices,
    notices,
    people,
    privacy_choices,
    uses,
)
from shell_app.records.database import Database
from shell_app.records.drafts import Desk, Draft
from shell_app.records.inbox_values import KINDS, Enclosed, Opened, Sought, Written
from shell_app.records.tables import METADATA
from shell_app.services.inbox.posting import Arrival, arrive
from shell_app.usage_log.entry import Use
from shell_app.withdrawing import STAYS
from tests.shell_app.people.sample_services import sample_services
from tests.shell_app.settings.some_people import KEYRING, NOON, three_people

SERVICES = sample_services()
GOES = [table for kind in withdrawing.KINDS for table in kind.tables]
ACTIONS = {"message": "messages", "letter": "letters", "receipt": "view", "registry": "view"}


def fill(connection: Connection, person: str, other: str) -> None:
    """One of every kind: post with its notices, drafts, a browser, choices, and a row in the log."""
    people.choose_consent(connection, person, Consent.FULL, person, NOON)
    for kind in KINDS:
        written = Written("Testkontoret", f"Hemmelighet om {kind}", NOON)
        arrive(connection, "innboks", Arrival(person, Opened(kind, kind), written, ACTIONS[kind], "treatment"), NOON)
    for author in (person, other):
        drafts.keep(connection, Desk(author, person), Draft(f"{author}{person}"[:32], "legen"), NOON)
        drafts.enclose(
            connection, Desk(author, person), f"{author}{person}"[:32], [Enclosed("a.txt", "text/plain", b"a")]
        )
    devices.keep(connection, KEYRING, person, devices.Subscription(f"https://push.example/{person}", "", ""), NOON)
    notice_choices.keep(connection, person, NoticeChoices(about=frozenset({other})))
    privacy_choices.choose(connection, person, "research", "closed", person, NOON)
    uses.append(connection, Use(person, person, "self", "innboks", "view", NOON, "r"))


def rows(connection: Connection) -> dict[str, int]:
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in METADATA.tables.items()
    }


def planned(connection: Connection, person: str, level: Consent, actor: str = "") -> ConsentPlan:
    known = people.find(connection, person)
    asks = people.find(connection, actor or person)
    assert known and asks
    standing = withdrawing.standing(connection, people.subject(connection, known), asks.id, SERVICES)
    return plan_consent(asks.person, standing, level, SERVICES, NOON)


def change(connection: Connection, person: str, level: Consent) -> ConsentPlan:
    plan = planned(connection, person, level)
    withdrawing.carry_out(connection, plan, person, SERVICES, NOON)
    return plan


def shown(plan: ConsentPlan) -> dict[Opening, int]:
    return {one.opening: one.count for one in plan.deleted}


def test_every_table_says_what_becomes_of_it_when_consent_is_withdrawn() -> None:
    """What is not decided about is neither kept nor deleted, but a fault: a new table must be told of here."""
    assert sorted([*GOES, *STAYS]) == sorted(METADATA.tables)
    assert all(STAYS.values())


def test_who_withdraws_keeps_choices_and_log_and_nothing_of_the_rest(database: Database) -> None:
    """The preview counts what is then gone; another's things are as they were; the words are found no more."""
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        fill(connection, bo, ada)
        one = rows(connection)
        fill(connection, ada, bo)
        both = rows(connection)
        plan = change(connection, ada, Consent.NONE)
        after = rows(connection)
        assert shown(plan) == {
            Opening("innboks"): 4, Opening("innboks", "letters"): 2, Opening("innboks", "messages"): 3,
            Opening("notice-settings"): 3,
        }  # fmt: skip
        assert {name: after[name] for name in GOES} == {name: one[name] for name in GOES}
        stays = {name: both[name] for name in STAYS} | {"consent_changes": both["consent_changes"] + 1}
        assert {name: after[name] for name in STAYS} == stays
        assert messages.page(connection, ada, Sought(KINDS, "hemmelighet"), 9) == []
        assert len(messages.page(connection, bo, Sought(KINDS, "hemmelighet"), 9)) == 4
        assert planned(connection, ada, Consent.NONE).effects == (), "a second time there is nothing to do"


def test_who_goes_down_to_basis_keeps_what_basis_covers(database: Database) -> None:
    """Receipts and what registries wrote, with their notices (R5); coming back, nothing that was deleted is there."""
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        fill(connection, ada, bo)
        plan = change(connection, ada, Consent.BASIS)
        assert shown(plan) == {Opening("innboks", "letters"): 2, Opening("innboks", "messages"): 3}
        assert change(connection, ada, Consent.FULL).deleted == ()
        assert {one.kind for one in messages.page(connection, ada, Sought(KINDS), 9)} == {"receipt", "registry"}
        assert [one.opening for one in notices.about(connection, ada)] == [Opening("innboks")] * 2


def test_a_notice_that_waits_is_not_sent_after_a_withdrawal(database: Database) -> None:
    """Neither decided about nor on its way (access-rules.md T10)."""
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        fill(connection, ada, bo)
        change(connection, ada, Consent.NONE)
        later = NOON + timedelta(days=1)
        assert notices.take_undecided(connection, later, timedelta(minutes=1), 9) == []
        assert deliveries.take_due(connection, later, timedelta(minutes=1), 9) == []


@pytest.mark.parametrize("confidential", [False, True])
def test_to_a_parent_the_preview_counts_only_what_the_parent_may_see(database: Database, confidential: bool) -> None:
    """It says the same whether or not there is something confidential, which is deleted all the same (R19)."""
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        connection.execute(
            METADATA.tables["people"].update().values(born=NOON.date() - timedelta(days=3000), address="home")
        )
        connection.execute(
            METADATA.tables["people"]
            .update()
            .values(born=NOON.date() - timedelta(days=12000))
            .where(METADATA.tables["people"].c.id == bo)
        )
        people.keep_guardians(connection, ada, [bo])
        people.choose_consent(connection, ada, Consent.FULL, bo, NOON)
        opened = Opened("message", "Svar", marks=Marks(confidential=confidential))
        arrive(
            connection,
            "innboks",
            Arrival(ada, opened, Written("Testkontoret", "Hei", NOON), "messages", "treatment"),
            NOON,
        )
        plan = planned(connection, ada, Consent.NONE, actor=bo)
        assert shown(plan)[Opening("innboks", "messages")] == (0 if confidential else 2)
        assert shown(plan)[Opening("innboks", "letters")] == 0, "of what is empty it says the same"
        withdrawing.carry_out(connection, plan, bo, SERVICES, NOON)
        assert [rows(connection)[name] for name in ("threads", "messages", "notices")] == [0, 0, 0]
