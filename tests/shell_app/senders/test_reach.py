"""Post or digital, as a table: by sender, kind of post, consent and last sign-in (portal.md A64, A65, R7, R8, R14)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from development.senders import town_senders
from shell_app.access.decision import USUAL
from shell_app.access.people import Consent, Grant, Person, Subject
from shell_app.access.rules import ActionRules, ChildRules, Service, ServiceRules
from shell_app.config import WrongConfig
from shell_app.senders.reach import Facts, Way, Why, months_before, reach
from shell_app.senders.register import Post, read_senders

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FULL = ActionRules(Consent.FULL)
INBOX = Service(
    "innboks",
    ServiceRules(
        "oppfolging",
        Consent.BASIS,
        "services",
        ChildRules("yes", "no"),
        "consent",
        "yes",
        actions={"messages": FULL, "letters": FULL},
    ),
)
GROWN = Person("self", date(1980, 1, 1), "home", consent=Consent.FULL)
PARENT = Person("parent", date(1982, 1, 1), "home")
CHILD = replace(GROWN, id="child", born=date(2020, 1, 1))
PROXY = Grant("grant", "self", "holder", date(2026, 1, 1), areas=frozenset({"services"}))
TODAY, EDGE, LONG_AGO = NOW, datetime(2025, 5, 30, 12, tzinfo=UTC), datetime(2025, 5, 29, 12, tzinfo=UTC)
HERE = (Way.DIGITAL, None)


def own(**changed: object) -> Subject:
    return Subject(replace(GROWN, **changed))


TABLE: list[tuple[str, Subject, dict[str, datetime], str, Post, tuple[Way, Why | None]]] = [
    ("signed in today", own(), {"self": TODAY}, "demosykehuset", "letter", HERE),
    ("18 months ago to the day", own(), {"self": EDGE}, "demosykehuset", "letter", HERE),
    ("a day longer ago", own(), {"self": LONG_AGO}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_SIGNED_IN)),
    ("never", own(), {}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_SIGNED_IN)),
    ("Basis+ does not open letters", own(consent=Consent.BASIS_PLUS), {"self": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_OPEN)),
    ("nor messages", own(consent=Consent.BASIS_PLUS), {"self": TODAY}, "elvebredden", "message", (Way.PAPER, Why.NOT_OPEN)),
    ("Basis opens what registries send", own(consent=Consent.BASIS), {"self": TODAY}, "demoregisteret", "registry", HERE),
    ("and receipts", own(consent=Consent.BASIS), {"self": TODAY}, "demoregisteret", "receipt", HERE),
    ("without consent nothing", own(consent=Consent.NONE), {"self": TODAY}, "demoregisteret", "registry", (Way.PAPER, Why.NOT_OPEN)),
    ("the same summons, this hospital", own(), {"self": TODAY}, "demosykehuset", "appointment", HERE),
    ("another hospital sends it on paper", own(), {"self": TODAY}, "fjordsykehuset", "appointment", (Way.PAPER, Why.NOT_OFFERED)),
    ("a GP who sends nothing digitally", own(), {"self": TODAY}, "fjellfoten", "message", (Way.PAPER, Why.NOT_OFFERED)),
    ("inactive: own letters in the post, whoever has the proxy", Subject(replace(GROWN, inactive=True), grants=(PROXY,)), {"self": TODAY, "holder": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_OPEN)),
    ("shut for fear of a thief: in the post too", Subject(replace(GROWN, shut_at=NOW), grants=(PROXY,)), {"self": TODAY, "holder": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_OPEN)),
    ("a child by its parent who has shut their own", Subject(CHILD, (replace(PARENT, shut_at=NOW),)), {"parent": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_OPEN)),
    ("a holder's sign-in is not the person's", Subject(GROWN, grants=(PROXY,)), {"holder": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_SIGNED_IN)),
    ("a child by its parent", Subject(CHILD, (PARENT,)), {"parent": TODAY}, "demosykehuset", "letter", HERE),
    ("whose parent was never here", Subject(CHILD, (PARENT,)), {}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_SIGNED_IN)),
    ("a child of 12 without a sign-in", Subject(replace(CHILD, born=date(2014, 11, 30)), (PARENT,)), {"parent": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_OPEN)),
    ("dead", own(dead=True), {"self": TODAY}, "demosykehuset", "letter", (Way.PAPER, Why.NOT_OPEN)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "subject", "signed_in", "sender", "post", "expected"), TABLE, ids=[row[0] for row in TABLE]
)
def test_the_way_a_post_goes(
    who: str,
    subject: Subject,
    signed_in: dict[str, datetime],
    sender: str,
    post: Post,
    expected: tuple[Way, Why | None],
) -> None:
    def answer(mailbox: bool) -> tuple[Way, Why | None]:
        return tuple(reach(Facts(subject, signed_in, mailbox), town_senders()[sender], post, INBOX, NOW, USUAL))  # type: ignore[return-value]

    assert answer(mailbox=False) == expected
    other = (Way.MAILBOX, expected[1]) if expected != HERE and not subject.person.dead else expected
    assert answer(mailbox=True) == other


def test_a_service_goes_digital_on_its_day_at_midnight_in_norway() -> None:
    """A65: until then on paper, from then on here."""
    facts, sender = (
        Facts(own(), {"self": TODAY}),
        replace(town_senders()["fjordsykehuset"], digital={"appointment": date(2026, 12, 1)}),
    )
    ways = [
        reach(facts, sender, "appointment", INBOX, datetime(2026, 11, 30, 23, tzinfo=UTC) + more, USUAL).way
        for more in (-timedelta(seconds=1), timedelta(0))
    ]
    assert ways == [Way.PAPER, Way.DIGITAL]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2026-11-30", "2025-05-30"),
        ("2026-08-31", "2025-02-28"),
        ("2025-08-31", "2024-02-29"),
        ("2026-01-01", "2024-07-01"),
    ],
)
def test_18_months_before_a_day(day: str, before: str) -> None:
    assert months_before(date.fromisoformat(day), 18) == date.fromisoformat(before)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a\n", "senders.toml: "),
        ("name = 1\n", "«name» stands alone; begin a sender with [name]"),
        ('[a]\nname = "A"\nbody = "bank"\n', "[a]: Invalid enum value 'bank'"),
        ('[a]\nname = "A"\nbody = "gp"\n', "a GP's office needs «gp»"),
        ('[a]\nname = "A"\nbody = "hospital"\ncolour = 1\n', "unknown field `colour`"),
        ('[a]\nname = "A"\nname = "B"\nbody = "hospital"\n', "senders.toml: "),
        ('[a]\nname = "A"\nbody = "hospital"\n[[a.keys]]\nkty = "oct"\nk = "c2VjcmV0"\nkid = "1"\n', "key 1: must be of type RSA or EC"),
        ('[a]\nname = "A"\nbody = "hospital"\n[[a.keys]]\nkty = "EC"\n', "key 1: is no JWK"),
    ],
)  # fmt: skip
def test_a_register_that_is_wrong_keeps_the_shell_from_starting(text: str, told: str) -> None:
    with pytest.raises(WrongConfig) as wrong:
        read_senders(text, "senders.toml")
    assert told in str(wrong.value)
