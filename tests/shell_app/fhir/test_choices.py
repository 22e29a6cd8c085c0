"""What people have closed about their data is told to those whom it binds, and to nobody else (portal.md A155, A156)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from identity_number import is_identity_number
from shell_app.fhir.choices import PERSONNEL
from shell_app.fhir.communication import NATIONAL_NUMBERS
from shell_app.records import people, privacy_choices
from tests.shell_app.fhir.calling import Machine

LITEN = "14838831150"
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def registry(shell: Flask, tmp_path: Path) -> Machine:
    return Machine(shell, tmp_path / "senders", "demoregisteret")


@pytest.fixture
def hospital(shell: Flask, tmp_path: Path) -> Machine:
    return Machine(shell, tmp_path / "senders", "demosykehuset")


@pytest.fixture
def gp(shell: Flask, tmp_path: Path) -> Machine:
    """Liten Danser's own."""
    return Machine(shell, tmp_path / "senders", "elvebredden")


def ask(machine: Machine, number: str = LITEN, system: str = NATIONAL_NUMBERS[0]) -> Any:
    return machine.client.post(
        "/mine/fhir/Consent/_search",
        data={"patient.identifier": f"{system}|{number}"},
        headers={"Authorization": f"Bearer {machine.token()}"},
        base_url=machine.portal.config.address,
    )


def told(machine: Machine, number: str = LITEN) -> dict[str, str]:
    found = [each["resource"] for each in ask(machine, number).get_json(force=True)["entry"]]
    return {each["category"][0]["coding"][0]["code"]: each["provision"]["type"] for each in found}


def close(machine: Machine, setting: Any, before: timedelta = timedelta(), about: str = "") -> None:
    """So long ago."""
    here = machine.portal
    with here.database.writing() as connection:
        known = people.find_by_number(connection, here.keyring, LITEN)
        assert known
        privacy_choices.choose(connection, known.id, setting, "closed", known.id, here.clock.now() - before, about)


def test_a_choice_binds_from_when_it_holds(registry: Machine, hospital: Machine) -> None:
    """Not while it waits, and not for those whom another choice binds."""
    close(registry, "research")
    assert told(registry) == {"screening": "permit", "research": "permit", "health-registries": "permit"}
    close(registry, "screening", TWO_DAYS)
    assert told(registry) == {"screening": "deny", "research": "permit", "health-registries": "permit"}
    assert set(told(hospital)) == {"summary-record", "summary-record-asking", "visit-history", "prescriptions"}


def test_prescriptions_stay_open_to_ones_own_gp(gp: Machine, hospital: Machine) -> None:
    close(gp, "prescriptions", TWO_DAYS)
    assert (told(gp)["prescriptions"], told(hospital)["prescriptions"]) == ("permit", "deny")


def test_single_personnel_and_prescriptions_are_told_of_when_they_are_closed(gp: Machine, hospital: Machine) -> None:
    """With the number of whom or of what, to one's own GP too; what waits is not told of (portal.md R22)."""
    close(gp, "summary-record-personnel", TWO_DAYS, "7654321")
    close(gp, "one-prescription", TWO_DAYS, "AB-1234")
    close(gp, "prescriptions-personnel", about="7654321")
    for machine in (gp, hospital):
        found = [each["resource"] for each in ask(machine).get_json(force=True)["entry"]]
        denied = {
            each["category"][0]["coding"][0]["code"]: each["provision"]
            for each in found
            if each["provision"]["type"] == "deny"
        }
        assert set(denied) == {"summary-record-personnel", "one-prescription"}
        (actor,), (data,) = denied["summary-record-personnel"]["actor"], denied["one-prescription"]["data"]
        assert actor["reference"]["identifier"] == {"system": PERSONNEL, "value": "7654321"}
        assert data["reference"]["identifier"]["value"] == "AB-1234"


def test_who_must_be_asked_first_need_not_be_in_an_emergency(hospital: Machine) -> None:
    close(hospital, "summary-record-asking", TWO_DAYS)
    found = [each["resource"] for each in ask(hospital).get_json(force=True)["entry"]]
    (asking,) = (each["provision"] for each in found if each["provision"]["type"] == "deny")
    assert [each["type"] for each in asking["provision"]] == ["permit"]
    assert asking["provision"][0]["purpose"][0]["code"] == "ETREAT"


def test_nobody_learns_who_uses_the_portal(registry: Machine) -> None:
    """Somebody who has chosen nothing, and somebody who is not known here."""
    stranger = next(
        each for each in (f"{number:011}" for number in range(1_018_100_000, 1_018_200_000)) if is_identity_number(each)
    )
    assert told(registry) == told(registry, stranger)


@pytest.mark.parametrize("number", ["", "12345678901", "none"])
def test_a_number_that_is_none_is_not_repeated(registry: Machine, number: str) -> None:
    answer = ask(registry, number)
    assert answer.status_code == 400 and (not number or number not in answer.text.replace("<11 digits>", ""))
