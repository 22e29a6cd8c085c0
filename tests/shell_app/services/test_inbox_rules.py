"""What each level of consent and each representative sees of an inbox, and to whom they may write, as a table (R5, R9, R16–R20)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from development.senders import town_senders
from shell_app.access.decision import USUAL
from shell_app.access.people import Consent, Gp, Grant, Person, Restriction, Subject
from shell_app.access.rules import ActionRules, ChildRules, Service, ServiceRules
from shell_app.services.inbox.rules import declining, kinds, marks_as_read, may_archive, may_erase, places

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
ACTIONS = {
    "messages": ActionRules(Consent.FULL),
    "letters": ActionRules(Consent.FULL),
    "gp_writing": ActionRules(Consent.FULL, gp="yes"),
}
INBOX = Service(
    "innboks",
    ServiceRules("oppfolging", Consent.BASIS, "services", ChildRules("yes", "no"), "consent", "yes", actions=ACTIONS),
)
OFFICE = Gp("elvebredden", frozenset({"innboks/gp_writing"}))
GROWN = Person("self", date(1980, 1, 1), "home", consent=Consent.FULL, region="sor-ost", gp=OFFICE)
PARENT = Person("parent", date(1982, 1, 1), "home", consent=Consent.FULL)
HOLDER = Person("holder", date(1985, 1, 1), "elsewhere")
CHILD = replace(GROWN, id="child", born=date(2020, 1, 1))
ALL, RECEIPTS, NOTHING = "message letter receipt registry", "receipt registry", ""
WHOLE = "demosykehuset demostad elvebredden"


def with_proxy(person: Person, *areas: str, **more: object) -> Subject:
    return Subject(
        person, grants=(Grant("grant", person.id, HOLDER.id, date(2026, 1, 1), areas=frozenset(areas), **more),)
    )  # type: ignore[arg-type]


def own(**changed: object) -> Subject:
    return Subject(replace(GROWN, **changed))


def child(**changed: object) -> Subject:
    return Subject(replace(CHILD, **changed), guardians=(PARENT,))


TABLE = [
    ("Full", GROWN, own(), ALL, WHOLE),
    ("Basis+ is without messages and letters", None, own(consent=Consent.BASIS_PLUS), RECEIPTS, ""),
    ("Basis too", None, own(consent=Consent.BASIS), RECEIPTS, ""),
    ("without consent nothing", None, own(consent=Consent.NONE), NOTHING, ""),
    ("a protected address changes nothing of one's own", None, own(protected=True), ALL, WHOLE),
    ("another region has other hospitals", None, own(region="vest"), ALL, "fjordsykehuset demostad elvebredden"),
    ("without a GP one writes to the others", None, own(gp=None), ALL, "demosykehuset demostad"),
    ("a GP who does not take messages", None, own(gp=Gp("elvebredden")), ALL, "demosykehuset demostad"),
    ("inactive", None, own(inactive=True), NOTHING, ""),
    ("14 years with the parents' consent", None, own(born=date(2012, 1, 1), parents_consent=True), ALL, WHOLE),
    ("14 years without it", None, own(born=date(2012, 1, 1)), NOTHING, ""),
    ("a parent of a child of 6", PARENT, child(), ALL, WHOLE),
    ("a parent who lives elsewhere, with nobody at the child's", replace(PARENT, address="far"), Subject(CHILD, guardians=(replace(PARENT, address="far"),)), NOTHING, ""),
    ("a parent of a child with Basis", PARENT, child(consent=Consent.BASIS), RECEIPTS, ""),
    ("a parent of a child of 12", PARENT, child(born=date(2014, 11, 30)), NOTHING, ""),
    ("on the day before", PARENT, child(born=date(2014, 12, 1)), ALL, WHOLE),
    ("a parent when personnel has closed it", PARENT, Subject(CHILD, (PARENT,), restrictions=frozenset({Restriction("oppfolging", "parent")})), NOTHING, ""),
    ("a proxy for services", HOLDER, with_proxy(GROWN, "services"), ALL, WHOLE),
    ("a proxy for services of one with Basis", HOLDER, with_proxy(replace(GROWN, consent=Consent.BASIS), "services"), RECEIPTS, ""),
    ("a proxy for the record and health data", HOLDER, with_proxy(GROWN, "journal", "health-data"), NOTHING, ""),
    ("a proxy to collect medicine", HOLDER, with_proxy(GROWN, "services", kind="collect"), NOTHING, ""),
    ("a proxy that has ended", HOLDER, with_proxy(GROWN, "services", end=date(2026, 11, 29)), NOTHING, ""),
    ("a proxy of one who is inactive goes on", HOLDER, with_proxy(replace(GROWN, inactive=True), "services"), ALL, WHOLE),
    ("a proxy of one at a protected address", HOLDER, with_proxy(replace(GROWN, protected=True), "services"), NOTHING, ""),
    ("a stranger", HOLDER, own(), NOTHING, ""),
]  # fmt: skip


@pytest.mark.parametrize(("who", "actor", "subject", "seen", "written_to"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_seen_and_to_whom_one_may_write(
    who: str, actor: Person | None, subject: Subject, seen: str, written_to: str
) -> None:
    actor = actor or subject.person
    assert " ".join(kinds(actor, subject, INBOX, NOW, USUAL)) == seen
    assert [each.id for each in places(actor, subject, INBOX, town_senders(), NOW, USUAL)] == written_to.split()


def test_where_a_portal_has_no_rule_about_writing_nobody_writes() -> None:
    bare = Service("innboks", replace(INBOX.rules, actions={}))
    assert places(GROWN, Subject(GROWN), bare, town_senders(), NOW, USUAL) == []
    assert list(kinds(GROWN, Subject(GROWN), bare, NOW, USUAL)) == ALL.split()


@pytest.mark.parametrize(
    ("before", "costs"),
    [
        (timedelta(days=30), "free"), (timedelta(hours=24), "free"), (timedelta(hours=24) - timedelta(seconds=1), "fee"),
        (timedelta(seconds=1), "fee"), (timedelta(0), "over"), (-timedelta(days=1), "over"),
    ],
)  # fmt: skip
def test_a_time_is_declined_for_nothing_until_24_hours_before(before: timedelta, costs: str) -> None:
    """R25."""
    assert declining(NOW + before, NOW) == costs


def test_who_tidies_and_whose_reading_counts() -> None:
    on = NOW.date()
    assert [may_archive(basis) for basis in ("self", "parent", "proxy", None)] == [True, True, False, False]
    assert [may_erase("message", basis) for basis in ("self", "parent", "proxy", None)] == [True, False, False, False]
    assert not may_erase("letter", "self") and may_erase("receipt", "self")
    reads = [marks_as_read(basis, CHILD, on) for basis in ("self", "parent", "proxy", None)]
    assert reads == [True, True, False, False] and not marks_as_read(
        "parent", replace(CHILD, born=date(2013, 1, 1)), on
    )
