"""The town has everybody the rules must not forget, whatever day it is."""

from datetime import date

import pytest

from development.town import TownRegister, town

DAYS = [date(2026, 11, 23), date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 1), date(2031, 12, 31)]
BOUNDARIES = {
    "24911490583": (12, 1),
    "23911491176": (12, 0),
    "23911391589": (13, 0),
    "24911396595": (13, 1),
    "24911093061": (16, 1),
    "23911093537": (16, 0),
    "24910894540": (18, 1),
    "23910895052": (18, 0),
}


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_boundaries_stay_boundaries(today: date) -> None:
    """Twelve, thirteen, sixteen and eighteen today; and tomorrow, which is today not yet."""
    register = TownRegister(town(), today)
    found = {number: age(register.find(number).born, today) for number in BOUNDARIES}  # type: ignore[union-attr]
    assert found == {number: years - (days > 0) for number, (years, days) in BOUNDARIES.items()}


def test_the_town_has_those_the_task_names() -> None:
    people = town().people
    assert len(people) >= 24
    liten = people["14838831150"]
    assert (liten.name, liten.messages, liten.uses) == ("Liten Danser", 6123, 1620)
    assert sum(person.protected for person in people.values()) >= 2
    assert any(int(number[0]) >= 4 for number in people)  # a D-number has 40 added to the day
    assert any(not person.gp for person in people.values())
    homes = {number: person.home for number, person in people.items()}
    shared = [
        len({homes[each] for each in person.guardians}) for person in people.values() if len(person.guardians) == 2
    ]
    assert set(shared) == {1, 2}  # parents who live together, and apart
    assert town().grants


def test_everybody_named_is_there() -> None:
    """Guardians, those in proxies, and practices."""
    people = town().people
    named = {guardian for person in people.values() for guardian in person.guardians}
    named |= {each for grant in town().grants for each in (grant.grantor, grant.holder)}
    assert named <= set(people)
    assert {person.gp for person in people.values()} - {""} == set(town().gps)


def test_a_birth_date_is_not_read_from_the_number() -> None:
    """One inhabitant's number looks like another date than the register has (goals.md, «Identity at rest»)."""
    person = TownRegister(town(), DAYS[0]).find("12926521088")
    assert person and person.born == date(1965, 3, 8)
