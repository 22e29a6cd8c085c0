"""Carries a planned change from the page that shows it to the form that asks for it, sealed, and of use for an hour."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec
from msgspec import Struct

from shell_app.guard import visit
from shell_app.portal import portal
from shell_app.records.sealing import Unreadable

KEPT_FOR = timedelta(hours=1)
PURPOSE = "planned change "
Plan = TypeVar("Plan")


class _Envelope(Struct, frozen=True):
    made: datetime
    plan: msgspec.Raw


def sealed(plan: object) -> str:
    """A plan as a form carries it: nobody but the visitor who saw it, for the same person, can send it back."""
    here = portal()
    envelope = _Envelope(here.clock.now(), msgspec.Raw(msgspec.json.encode(plan)))
    return base64.urlsafe_b64encode(here.keyring.seal(msgspec.json.encode(envelope), _purpose())).decode()


def opened(text: str, kind: type[Plan]) -> Plan | None:
    """The plan that was shown, or None for what is not one of ours, of this visitor's, or has lain too long."""
    here = portal()
    try:
        inside = here.keyring.unseal(base64.urlsafe_b64decode(text.encode()), _purpose())
        envelope = msgspec.json.decode(inside, type=_Envelope)
        plan = msgspec.json.decode(envelope.plan, type=kind)
    except (Unreadable, binascii.Error, ValueError, msgspec.DecodeError):
        return None
    return plan if here.clock.now() - envelope.made < KEPT_FOR else None


def _purpose() -> str:
    who = visit()
    return f"{PURPOSE}{who.session.handle} {who.actor.id} {who.subject.id}"
