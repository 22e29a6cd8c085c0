"""The name menu, the session that falls back to oneself, and who is told."""

from datetime import timedelta

from msgspec.structs import replace

from shell_app.access.decision import Basis
from shell_app.access.items import Marks, may_see
from shell_app.access.people import OSLO, Subject
from shell_app.people.consent import Opening
from shell_app.people.proxies import end
from shell_app.people.representation import represented, stands_for, told
from tests.shell_app.access.some_people import NOON, TODAY, a_grant, a_person, a_service, born
from tests.shell_app.people.sample_services import sample_services

SERVICES = sample_services()
BO = a_person("bo")
CHILD = Subject(a_person("child", 5), (BO,))
YOUTH = Subject(a_person("youth", 14), (BO,))
ADA = Subject(a_person("ada"), grants=(a_grant(areas=frozenset({"journal"})),))


def test_the_menu_holds_those_for_whom_something_is_open() -> None:
    """Children under 16 and those whose proxy one has; nobody one may do nothing for (portal.md A117, A118)."""
    grown, stranger = Subject(a_person("grown", 16), (BO,)), Subject(a_person("stranger"))
    own = Subject(BO)
    menu = represented(BO, [own, CHILD, YOUTH, ADA, grown, stranger], SERVICES, NOON)
    assert [one.subject.person.id for one in menu] == ["child", "youth", "ada"]
    assert menu[2].openings == (Opening("pasientjournal"),), (
        "the other journal services are not offered where Ada lives"
    )
    assert set(menu[1].openings) < set(menu[0].openings), "less for a youth than for a child"


def test_a_session_falls_back_to_oneself_when_the_bond_is_gone() -> None:
    """At the first request after an end, a birthday or a withdrawal (access-rules.md T5)."""
    own = Subject(BO)
    ended = Subject(ADA.person, grants=(end(ADA.grants[0], "ada", NOON),))
    assert stands_for(BO, own, ADA, SERVICES, NOON) is ADA
    assert stands_for(BO, own, ended, SERVICES, NOON) is own
    assert stands_for(BO, own, None, SERVICES, NOON) is own
    youth = Subject(a_person("youth", born=born(16, TODAY)), (BO,))
    midnight = NOON.astimezone(OSLO).replace(hour=0)
    assert stands_for(BO, own, youth, SERVICES, midnight - timedelta(seconds=1)) is youth
    assert stands_for(BO, own, youth, SERVICES, midnight) is own


def test_who_is_told_is_who_may_look_when_it_is_sent() -> None:
    """Not who could when it was queued (access-rules.md T8)."""
    inbox = a_service(proxy_area="journal")
    cato = a_person("cato")
    assert told(ADA, [BO, cato], inbox, NOON) == (ADA.person, BO)
    assert told(Subject(ADA.person, grants=(end(ADA.grants[0], "bo", NOON),)), [BO], inbox, NOON) == (ADA.person,)
    assert told(CHILD, [BO], inbox, NOON) == (BO,)


def test_of_what_one_may_not_see_one_is_not_told() -> None:
    """Marks say who may see a thing, and so who may know that it came (access-rules.md T8)."""
    inbox = a_service(proxy_area="journal")
    youth = Subject(replace(YOUTH.person, parents_consent=True), (BO,))

    def of(subject: Subject, marks: Marks | None) -> list[str]:
        return [one.id for one in told(subject, [BO], inbox, NOON, marks=marks)]

    assert of(youth, Marks()) == ["youth", "bo"]
    assert of(youth, Marks(confidential=True)) == ["youth"]
    assert of(youth, Marks(begun_by_parent=True)) == ["bo"]
    assert of(ADA, Marks(confidential=True)) == ["ada", "bo"]
    assert of(ADA, Marks(not_for_proxies=True)) == ["ada"]
    assert of(youth, None) == of(ADA, None) == [], "of what is no more nobody is told"


def test_single_items_are_held_back_from_parents_or_from_proxies() -> None:
    """Never from oneself; without a basis nothing is shown (portal.md R19, R20, R26)."""
    bases: list[Basis | None] = ["self", "parent", "proxy", None]
    assert [may_see(basis, Marks()) for basis in bases] == [True, True, True, False]
    assert [may_see(basis, Marks(confidential=True)) for basis in bases] == [True, False, True, False]
    assert [may_see(basis, Marks(not_for_proxies=True)) for basis in bases] == [True, True, False, False]
    assert [may_see(basis, Marks(begun_by_parent=True)) for basis in bases] == [False, True, True, False]
    assert [may_see(basis, None) for basis in bases] == [False] * 4
