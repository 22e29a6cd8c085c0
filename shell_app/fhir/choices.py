"""What a citizen has closed about their data, told to those whom it binds (portal.md A155, A156, A174, R22).

Hospitals, offices and registries ask before they show, invite or hand on. They are told open or closed, as it holds
now, and of nobody whether they use the portal: who has chosen nothing and who is not known here look alike.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection

from identity_number import is_identity_number
from shell_app.fhir.communication import NATIONAL_NUMBERS
from shell_app.fhir.outcome import Issue, Problem
from shell_app.fhir.resources import instant
from shell_app.people.privacy_choices import RULES, Bound, Choice, Setting, Value, named, status
from shell_app.records import people, privacy_choices
from shell_app.records.sealing import Keyring
from shell_app.senders.register import Body, Sender

ABOUT = "urn:helsevei:privacy-choice"
POLICY = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
PATIENT = "patient.identifier"
EMERGENCY = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
PERSONNEL = "urn:oid:2.16.578.1.12.4.1.4.4"
"""Numbers in the register of health personnel."""
PRESCRIPTION = "urn:helsevei:prescription"
BINDS: Mapping[Body, Bound] = {
    "hospital": "treating",
    "municipality": "treating",
    "gp": "treating",
    "registry": "registries",
}
"""By which rules each is bound. One's own access to one's record binds the portal, and the access rules enforce it."""


class Patient(Struct, frozen=True):
    """About whom it is asked, as the asker named them."""

    system: str
    number: str


def read_patient(given: str) -> Patient:
    """From `system|number`, or a Problem."""
    system, _, number = given.partition("|")
    if system not in NATIONAL_NUMBERS or not is_identity_number(number):
        told = f"{PATIENT} must be a national number with its system, as in {NATIONAL_NUMBERS[0]}|<11 digits>."
        raise Problem(400, Issue("value", "patient", told, "Send it in the body of the call, never in an address."))
    return Patient(system, number)


class Answer(NamedTuple):
    """How one thing stands: a setting, or one of the personnel or of the prescriptions within it."""

    setting: Setting
    value: Value
    about: str = ""


def answers(connection: Connection, keyring: Keyring, sender: Sender, patient: Patient, now: datetime) -> list[Answer]:
    """How each setting that binds the sender stands with this person; of single ones those that are closed."""
    known = people.find_by_number(connection, keyring, patient.number) or people.NOBODY
    history: list[Choice] = privacy_choices.history(connection, known.id)
    gp = known.person.gp
    is_own_gp = sender.body == "gp" and gp is not None and gp.id == sender.gp
    return [
        answer
        for setting, rule in RULES.items()
        if rule.binds == BINDS[sender.body]
        for answer in _stands(history, setting, is_own_gp and rule.but_own_gp, now)
    ]


def _stands(history: list[Choice], setting: Setting, excepted: bool, now: datetime) -> list[Answer]:
    if RULES[setting].about == "all":
        return [Answer(setting, "open" if excepted else status(history, setting, now).value)]
    found = named(history, setting, now)
    return [Answer(setting, "closed", about) for about, stands in found.items() if stands.value == "closed"]


def bundle(found: list[Answer], patient: Patient, now: datetime) -> dict[str, Any]:
    """A Consent for each, that permits or denies."""
    entries = [{"resource": _consent(answer, patient, now), "search": {"mode": "match"}} for answer in found]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def _consent(answer: Answer, patient: Patient, now: datetime) -> dict[str, Any]:
    setting, closed = answer.setting, answer.value == "closed"
    return {
        "resourceType": "Consent",
        "status": "active",
        "scope": {"coding": [{"system": SCOPE, "code": "research" if setting == "research" else "patient-privacy"}]},
        "category": [{"coding": [{"system": ABOUT, "code": setting}]}],
        "patient": {"identifier": {"system": patient.system, "value": patient.number}},
        "dateTime": instant(now),
        "policyRule": {"coding": [{"system": POLICY, "code": "OPTOUT" if closed else "OPTIN"}]},
        "provision": {"type": "deny", **_bounds(answer)} if closed else {"type": "permit"},
    }


def _bounds(answer: Answer) -> dict[str, Any]:
    """To whom or to what a denial is limited, and when it does not hold."""
    rule = RULES[answer.setting]
    if rule.about == "personnel":
        role = {"coding": [{"system": ROLE, "code": "IRCP"}]}
        return {"actor": [{"role": role, "reference": {"identifier": {"system": PERSONNEL, "value": answer.about}}}]}
    if rule.about == "prescription":
        which = {"identifier": {"system": PRESCRIPTION, "value": answer.about}}
        return {"data": [{"meaning": "instance", "reference": which}]}
    if rule.but_in_emergency:
        return {"provision": [{"type": "permit", "purpose": [{"system": EMERGENCY, "code": "ETREAT"}]}]}
    return {}
