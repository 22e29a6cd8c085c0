"""Whom a notice goes to and by which ways: push first, then the chosen other way (portal.md A137, A143–A146, A153)."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from shell_app.access.decision import OF_AGE
from shell_app.access.people import Subject, local_date
from shell_app.contact_register import Contact
from shell_app.notify.hours import Channel
from shell_app.people.notice_choices import NoticeChoices, Occasion

CALLED = str.maketrans("", "", " -()\u00a0")
"""What people write between the digits of a telephone number."""


class Reachable(Struct, frozen=True):
    """Somebody who may be told, and how. `devices` are the ids of those that take push notices."""

    person: str
    choices: NoticeChoices = NoticeChoices()
    contact: Contact = Contact()
    devices: tuple[str, ...] = ()


class Step(Struct, frozen=True):
    """One thing to send. `to` is a device's id, a telephone number or an e-mail address, each written in one way."""

    person: str
    channel: Channel
    to: str


def wants(person: str, choices: NoticeChoices, subject: Subject, occasion: Occasion, now: datetime) -> bool:
    """Whether somebody has asked to be told of this.

    How much one is told, also about children, follows one's own level (portal.md A149–A151).
    """
    return choices.asks_for(occasion) and is_told_about(person, choices, subject, now)


def is_told_about(person: str, choices: NoticeChoices, subject: Subject, now: datetime) -> bool:
    """Oneself, those one has asked for, and one's children under 16, of whom one is always told (portal.md A153)."""
    if person == subject.person.id or subject.person.id in choices.about:
        return True
    young = subject.person.age(local_date(now)) < OF_AGE
    return young and any(guardian.id == person for guardian in subject.guardians)


def first_steps(people: Iterable[Reachable]) -> tuple[Step, ...]:
    """Push to everybody's devices, the other way to those without; no device and no number twice."""
    return _each_once(step for one in people for step in _push(one) or other_way(one.person, one.choices, one.contact))


def other_way(person: str, choices: NoticeChoices, contact: Contact) -> tuple[Step, ...]:
    """What is sent when push does not arrive; what the register does not know is not sent."""
    steps: list[Step] = []
    if choices.fallback in ("sms", "both") and contact.mobile:
        steps.append(Step(person, "sms", telephone(contact.mobile)))
    if choices.fallback in ("email", "both") and contact.email:
        steps.append(Step(person, "email", contact.email.strip().lower()))
    return tuple(steps)


def telephone(number: str) -> str:
    """A number as every provider takes it: +4640000002. Numbers of all countries are (portal.md A144)."""
    digits = number.translate(CALLED)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return digits if digits.startswith("+") else f"+47{digits}"


def _push(one: Reachable) -> tuple[Step, ...]:
    return tuple(Step(one.person, "push", device) for device in one.devices)


def _each_once(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple({(step.channel, step.to): step for step in reversed(tuple(steps))}.values())[::-1]
