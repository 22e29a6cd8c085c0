"""How a sender proves who it is: a signed assertion gives a token of five minutes (SMART Backend Services)."""

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from msgspec import Struct

from shell_app.records.sealing import Keyring, Unreadable
from shell_app.senders.register import Sender, Senders, public_key

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SIGNED_BY = ["ES256", "ES384", "RS384", "PS256"]
LONGEST_ASSERTION = 16 * 1024
LASTS = timedelta(minutes=5)
"""An assertion, and the token that is given for it."""
SKEW = timedelta(seconds=30)
SCOPE = "system/Communication.crs"
"""To hand in messages, and to fetch those that citizens wrote to one."""
PURPOSE = "sender token"


class NotProven(Exception):
    """An error of OAuth 2, and a sentence for the developer."""

    def __init__(self, error: str, told: str) -> None:
        super().__init__(told)
        self.error = error


class Proven(Struct, frozen=True):
    """Who it is, by an assertion that counts once: `jti` is not taken again before `until`."""

    sender: Sender
    jti: str
    until: datetime


class _Token(Struct, frozen=True):
    sender: str
    until: int


def read_assertion(form: Mapping[str, str], senders: Senders, audience: str, now: datetime) -> Proven:
    """Who asks for a token, or NotProven."""
    if form.get("grant_type") != "client_credentials":
        raise NotProven("unsupported_grant_type", "grant_type must be client_credentials")
    if form.get("client_assertion_type") != ASSERTION:
        raise NotProven("invalid_client", f"client_assertion_type must be {ASSERTION}")
    if form.get("scope", SCOPE) != SCOPE:
        raise NotProven("invalid_scope", f"scope must be {SCOPE}")
    assertion = form.get("client_assertion", "")
    if len(assertion) > LONGEST_ASSERTION or assertion.count(".") != 2:
        raise NotProven("invalid_client", "client_assertion must be a signed JWT")
    sender, claims = _signed(assertion, senders)
    return Proven(sender, _jti(claims), _until(claims, sender, audience, now))


def token_for(keyring: Keyring, sender: Sender, now: datetime) -> str:
    """A token that says who and until when, sealed: nothing of it is kept."""
    token = msgspec.json.encode(_Token(sender.id, int((now + LASTS).timestamp())))
    return base64.urlsafe_b64encode(keyring.seal(token, PURPOSE)).decode().rstrip("=")


def bearer(keyring: Keyring, header: str, senders: Senders, now: datetime) -> Sender | None:
    """Whose token stands in an Authorization header, if it is one of ours and has not run out."""
    kind, _, given = header.partition(" ")
    try:
        sealed = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        token = msgspec.json.decode(keyring.unseal(sealed, PURPOSE), type=_Token)
    except (binascii.Error, ValueError, Unreadable, msgspec.DecodeError):
        return None
    valid = kind.lower() == "bearer" and now.timestamp() < token.until
    return senders.get(token.sender) if valid else None


def _signed(assertion: str, senders: Senders) -> tuple[Sender, dict[str, Any]]:
    """The claims, by whoever signed them with a key that the register has."""
    try:
        unverified = msgspec.json.decode(_part(assertion.split(".")[1]), type=dict[str, Any])
        header = msgspec.json.decode(_part(assertion.split(".")[0]), type=dict[str, Any])
        sender = senders.get(str(unverified.get("iss")))
        key = public_key(sender, str(header.get("kid"))) if sender else None
        if sender is None or key is None:
            raise NotProven("invalid_client", "iss must be a registered sender, and kid one of its keys")
        claims = jwt.decode(assertion, key, algorithms=SIGNED_BY).claims
    except (JoseError, ValueError, TypeError, RecursionError, msgspec.DecodeError):
        raise NotProven("invalid_client", f"the signature is wrong; sign with one of {', '.join(SIGNED_BY)}") from None
    return sender, dict(claims)


def _part(encoded: str) -> bytes:
    return base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)


def _until(claims: dict[str, Any], sender: Sender, audience: str, now: datetime) -> datetime:
    if claims.get("iss") != sender.id or claims.get("sub") != sender.id:
        raise NotProven("invalid_client", "iss and sub must both be the sender's id")
    if claims.get("aud") not in (audience, [audience]):
        raise NotProven("invalid_client", f"aud must be {audience}")
    expires = claims.get("exp")
    if isinstance(expires, bool) or not isinstance(expires, int | float) or not 0 < expires < 2**40:
        raise NotProven("invalid_client", "exp must be a number of seconds")
    until = datetime.fromtimestamp(expires, UTC)
    if not now - SKEW < until <= now + LASTS + SKEW:
        raise NotProven("invalid_client", "exp must be within the next five minutes; check the clock")
    return until + SKEW


def _jti(claims: dict[str, Any]) -> str:
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 8 <= len(jti) <= 255:
        raise NotProven("invalid_client", "jti must be a text of 8 to 255 signs, another each time")
    return jti
