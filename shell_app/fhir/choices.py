"""What a citizen has closed about their data, told to those whom it binds (portal.md A155, A156, A174, R22).

Hospitals, offices and registries ask before they show, invite or hand on. They are told open or closed, as it holds
now, and of nobody whether they use the portal: who has chosen nothing and who is not known here look alike.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from identity_number import is_identity_number
from shell_app.fhir.communication import NATIONAL_NUMBERS
from shell_app.fhir.outcome import Issue, Problem
from shell_app.fhir.resources import instant
from shell_app.people.privacy_choices import Choice, Setting, Value, status
from shell_app.records import people, privacy_choices
from shell_app.records.sealing import Keyring
from shell_app.senders.register import Body, Sender

ABOUT = "urn:helsevei:privacy-choice"
POLICY = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
PATIENT = "patient.identifier"
TREATING: tuple[Setting, ...] = ("summary-record", "visit-history", "prescriptions")
MAY_ASK: Mapping[Body, tuple[Setting, ...]] = {
    "hospital": TREATING,
    "municipality": TREATING,
    "gp": TREATING,
    "registry": ("screening", "research", "health-registries"),
}
"""What binds whom. One's own access to one's record binds the portal, and the access rules enforce it."""


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


def answers(
    connection: Connection, keyring: Keyring, sender: Sender, patient: Patient, now: datetime
) -> dict[Setting, Value]:
    """How each setting that binds the sender stands with this person."""
    known = people.find_by_number(connection, keyring, patient.number)
    history: list[Choice] = privacy_choices.history(connection, known.id) if known else []
    found = {setting: status(history, setting, now).value for setting in MAY_ASK[sender.body]}
    if known and known.person.gp and known.person.gp.id == sender.gp and sender.body == "gp":
        found["prescriptions"] = "open"
    return found


def bundle(found: Mapping[Setting, Value], patient: Patient, now: datetime) -> dict[str, Any]:
    """A Consent for each setting, that permits or denies."""
    entries = [
        {"resource": _consent(setting, value, patient, now), "search": {"mode": "match"}}
        for setting, value in found.items()
    ]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def _consent(setting: Setting, value: Value, patient: Patient, now: datetime) -> dict[str, Any]:
    closed = value == "closed"
    return {
        "resourceType": "Consent",
        "status": "active",
        "scope": {"coding": [{"system": SCOPE, "code": "research" if setting == "research" else "patient-privacy"}]},
        "category": [{"coding": [{"system": ABOUT, "code": setting}]}],
        "patient": {"identifier": {"system": patient.system, "value": patient.number}},
        "dateTime": instant(now),
        "policyRule": {"coding": [{"system": POLICY, "code": "OPTOUT" if closed else "OPTIN"}]},
        "provision": {"type": "deny" if closed else "permit"},
    }
