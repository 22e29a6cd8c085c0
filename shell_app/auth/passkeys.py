"""Passkeys: what the device is asked, and its answer held against what we know (W3C Web Authentication, portal.md A62).

The library `webauthn` checks the answers; it is known in this module alone.
"""

import secrets
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

import webauthn
from msgspec import Struct
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from shell_app.auth.refusal import Refused
from shell_app.config import Config
from shell_app.records.passkeys import Passkey

EID_LASTS = timedelta(days=30)
"""How long after an eID sign-in a passkey lets the person in; then the eID is asked for again."""
FROM_AGE = 16
"""Years: the app is for those of 16 and older, and so are passkeys (portal.md R28)."""
ANSWERED_WITHIN = timedelta(minutes=5)
LONGEST_ANSWER = 16 * 1024
FAULTS = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)
"""What the library raises at answers that no browser gives."""


class Challenge(Struct, frozen=True):
    """What one device is asked to sign, once, and where it then wants to go."""

    challenge: bytes
    asked_at: datetime
    return_to: str = ""


class Registered(NamedTuple):
    credential: bytes
    key: bytes
    sign_count: int


def host_of(config: Config) -> str:
    """The name that passkeys are made for; none where the portal has a bare address, which browsers allow none for."""
    host = urlsplit(config.address).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return ""


def new_challenge(now: datetime, return_to: str = "") -> Challenge:
    return Challenge(secrets.token_bytes(32), now, return_to)


def to_make(config: Config, challenge: Challenge, person: str, name: str, known: list[Passkey]) -> str:
    """What a device is asked in order to make a passkey, as JSON. It names its owner and keeps no number."""
    options = webauthn.generate_registration_options(
        rp_id=host_of(config),
        rp_name=host_of(config),
        user_id=person.encode(),
        user_name=name,
        challenge=challenge.challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each.credential) for each in known],
    )
    return webauthn.options_to_json(options)


def to_use(config: Config, challenge: Challenge) -> str:
    """What a device is asked in order to use one, as JSON: it finds by itself which it has."""
    options = webauthn.generate_authentication_options(
        rp_id=host_of(config),
        challenge=challenge.challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def read_made(config: Config, answer: str, challenge: Challenge, now: datetime) -> Registered:
    """The new passkey, or Refused."""
    _in_time(challenge, now)
    try:
        made = webauthn.verify_registration_response(
            credential=_short(answer),
            expected_challenge=challenge.challenge,
            expected_rp_id=host_of(config),
            expected_origin=config.address,
            require_user_verification=True,
        )
    except FAULTS:
        raise Refused("passkey-wrong") from None
    return Registered(made.credential_id, made.credential_public_key, made.sign_count)


def read_answer(answer: str) -> AuthenticationCredential:
    """Which passkey answered; whether it did is not known yet."""
    try:
        return parse_authentication_credential_json(_short(answer))
    except FAULTS:
        raise Refused("passkey-wrong") from None


def check_used(
    config: Config, answer: AuthenticationCredential, challenge: Challenge, passkey: Passkey, now: datetime
) -> int:
    """How often the device has signed now, or Refused: «passkey-count» where it signed but had signed more before,
    as a copy of it would."""
    _in_time(challenge, now)
    try:
        used = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.challenge,
            expected_rp_id=host_of(config),
            expected_origin=config.address,
            credential_public_key=passkey.key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except FAULTS:
        raise Refused("passkey-wrong") from None
    owner = answer.response.user_handle
    if owner and owner != passkey.person.encode():
        raise Refused("passkey-wrong")
    if used.new_sign_count <= passkey.sign_count and (used.new_sign_count, passkey.sign_count) != (0, 0):
        raise Refused("passkey-count")
    return used.new_sign_count


def _in_time(challenge: Challenge, now: datetime) -> None:
    if now - challenge.asked_at > ANSWERED_WITHIN:
        raise Refused("passkey-late")


def _short(answer: str) -> str:
    if len(answer) > LONGEST_ANSWER:
        raise Refused("passkey-wrong")
    return answer
