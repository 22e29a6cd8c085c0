"""Whom a notice goes to and by which ways (portal.md A137, A143–A146, A149–A153)."""

from itertools import product

import pytest

from shell_app.access.people import Subject
from shell_app.contact_register import Contact
from shell_app.notify.planning import Reachable, Step, first_steps, other_way, telephone, wants
from shell_app.people.notice_choices import FALLBACKS, OCCASIONS, Fallback, NoticeChoices
from tests.shell_app.access.some_people import NOON, a_grant, a_person

ADA = Contact("+47 400 00 001", "Ada@example.org")
BO = Contact("+46 70 000 00 02", "bo@example.org")


@pytest.mark.parametrize(
    ("fallback", "steps"),
    [
        ("sms", (Step("ada", "sms", "+4740000001"),)),
        ("email", (Step("ada", "email", "ada@example.org"),)),
        ("both", (Step("ada", "sms", "+4740000001"), Step("ada", "email", "ada@example.org"))),
    ],
)
def test_push_goes_first_and_the_chosen_way_where_there_is_no_app(fallback: Fallback, steps: tuple[Step, ...]) -> None:
    """portal.md A143."""
    choices = NoticeChoices(fallback)
    assert first_steps([Reachable("ada", choices, ADA)]) == steps == other_way("ada", choices, ADA)
    with_app = Reachable("ada", choices, ADA, ("telephone", "tablet"))
    assert first_steps([with_app]) == (Step("ada", "push", "telephone"), Step("ada", "push", "tablet"))


def test_what_the_register_does_not_know_is_not_sent() -> None:
    """Nobody is reached at an empty address."""
    assert [other_way("ada", NoticeChoices(each), Contact()) for each in FALLBACKS] == [(), (), ()]
    assert other_way("ada", NoticeChoices("both"), Contact(email="ada@example.org")) == (
        Step("ada", "email", "ada@example.org"),
    )


@pytest.mark.parametrize("written", ["+47 400 00 001", "0047 40000001", "400 00 001", "+47-400-00-001"])
def test_the_same_telephone_is_never_told_twice(written: str) -> None:
    """Two who share a number get one SMS, however it is written; two who share a device one push."""
    shared = [
        Reachable(one, NoticeChoices("sms"), Contact(mobile)) for one, mobile in (("ada", "40000001"), ("bo", written))
    ]
    assert first_steps(shared) == (Step("ada", "sms", "+4740000001"),)
    devices = [Reachable(one, NoticeChoices("sms"), BO, ("tablet",)) for one in ("ada", "bo")]
    assert first_steps(devices) == (Step("ada", "push", "tablet"),)


def test_foreign_numbers_stay_foreign() -> None:
    """portal.md A144."""
    assert telephone("+46 70 000 00 02") == "+46700000002"


def test_each_level_tells_of_all_that_the_one_before_does() -> None:
    """portal.md A149–A151, over every occasion and level."""
    ada = Subject(a_person("ada"))
    told = {
        level: {one for one in OCCASIONS["many"] if wants("ada", NoticeChoices(frequency=level), ada, one, NOON)}
        for level in OCCASIONS
    }
    assert told["few"] < told["standard"] < told["many"] == set(OCCASIONS["many"])


def test_parents_are_always_told_of_children_under_16_and_of_nobody_else() -> None:
    """With every choice of whom to be told about; up to the birthday itself (portal.md A153)."""
    for age, about in product(range(0, 18), (frozenset[str](), frozenset(["someone"]))):
        child = Subject(a_person("child", age), (a_person("bo"),))
        assert wants("bo", NoticeChoices(about=about), child, "treatment", NOON) == (age < 16), age
        assert not wants("stranger", NoticeChoices(about=about), child, "treatment", NOON)


def test_proxies_are_told_when_they_asked_to_be() -> None:
    """portal.md A137."""
    ada = Subject(a_person("ada"), grants=(a_grant(),))
    assert not wants("bo", NoticeChoices(), ada, "treatment", NOON)
    assert wants("bo", NoticeChoices(about=frozenset({"ada"})), ada, "treatment", NOON)
    assert not wants("bo", NoticeChoices(frequency="few", about=frozenset({"ada"})), ada, "receipt", NOON)
