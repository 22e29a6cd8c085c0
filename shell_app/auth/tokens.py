"""Judges the tokens an identity provider signs: who signed, for whom, when, and about what."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from msgspec import Struct

from identity_number import is_identity_number, is_synthetic
from shell_app.auth.provider import SIGNING, Provider
from shell_app.auth.refusal import Refused
from shell_app.auth.strict_json import NotStrict, read_object

LARGEST = 16 * 1024
SKEW = timedelta(seconds=60)
"""How far the provider's clock and ours may be apart."""
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
POINTS_TO_A_KEY = {"jku", "jwk", "x5u", "x5c", "crit"}
"""Headers by which a token would bring its own key, or rules that we do not know."""


class Expected(Struct, frozen=True):
    """What an id token must say to be the answer to our question."""

    client_id: str
    nonce: str
    acr: tuple[str, ...]
    synthetic_only: bool


class Identity(Struct, frozen=True):
    """Who signed in, as the provider tells it. `number` is kept nowhere but sealed."""

    number: str
    sub: str
    sid: str


def read_id_token(token: str, provider: Provider, expected: Expected, now: datetime) -> Identity:
    """Who signed in, or Refused."""
    claims = _signed_claims(token, provider, ("JWT", None))
    _check_parties(claims, provider.issuer, expected.client_id)
    _check_times(claims, now)
    if claims.get("nonce") != expected.nonce:
        raise Refused("token-nonce")
    if not isinstance(claims.get("acr"), str) or claims["acr"] not in expected.acr:
        raise Refused("token-acr")
    if "events" in claims:
        raise Refused("token-is-logout")
    return Identity(_number(claims, expected), _text(claims, "sub"), _text(claims, "sid"))


class LoggedOut(Struct, frozen=True):
    """Which sign-in at the provider has ended, by a token that counts once."""

    sid: str
    jti: str
    until: datetime


def read_logout_token(token: str, provider: Provider, client_id: str, now: datetime) -> LoggedOut:
    """Which sign-in has ended, or Refused (OpenID Connect Back-Channel Logout 1.0, 2.6)."""
    claims = _signed_claims(token, provider, ("logout+jwt", "JWT", None))
    _check_parties(claims, provider.issuer, client_id)
    expires = _check_times(claims, now)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise Refused("logout-events")
    if "nonce" in claims:
        raise Refused("logout-nonce")
    return LoggedOut(_text(claims, "sid"), _text(claims, "jti"), expires + SKEW)


def _signed_claims(token: str, provider: Provider, kinds: tuple[str | None, ...]) -> dict[str, Any]:
    if len(token) > LARGEST or token.count(".") != 2:
        raise Refused("token-shape")
    header = _part(token.split(".")[0])
    if header.get("alg") not in SIGNING:
        raise Refused("token-algorithm")
    if POINTS_TO_A_KEY & header.keys():
        raise Refused("token-brings-key")
    if header.get("typ") not in kinds:
        raise Refused("token-type")
    key = provider.key(_text(header, "kid"))
    if (key.alg or header["alg"]) != header["alg"]:
        raise Refused("token-algorithm")
    try:
        jws.deserialize_compact(token, key, algorithms=[header["alg"]])
    except (JoseError, ValueError, TypeError):
        raise Refused("token-signature") from None
    return _part(token.split(".")[1])


def _part(encoded: str) -> dict[str, Any]:
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        return read_object(text)
    except (binascii.Error, ValueError, NotStrict):
        raise Refused("token-shape") from None


def _check_parties(claims: dict[str, Any], issuer: str, client_id: str) -> None:
    """From this provider, for us and nobody else."""
    if claims.get("iss") != issuer:
        raise Refused("token-issuer")
    if claims.get("aud") not in (client_id, [client_id]):
        raise Refused("token-audience")
    if claims.get("azp", client_id) != client_id:
        raise Refused("token-audience")


def _check_times(claims: dict[str, Any], now: datetime) -> datetime:
    """When it runs out, or Refused when it already has or is not yet made."""
    stamps = [claims.get(name) for name in ("exp", "iat")]
    if not all(isinstance(stamp, int | float) and not isinstance(stamp, bool) for stamp in stamps):
        raise Refused("token-times")
    try:
        expires, issued = (datetime.fromtimestamp(stamp, now.tzinfo) for stamp in stamps if stamp is not None)
    except (OverflowError, ValueError, OSError):
        raise Refused("token-times") from None
    if expires + SKEW <= now or issued - SKEW > now:
        raise Refused("token-times")
    return expires


def _number(claims: dict[str, Any], expected: Expected) -> str:
    number = claims.get("pid")
    if not isinstance(number, str) or not is_identity_number(number):
        raise Refused("token-pid")
    if expected.synthetic_only and not is_synthetic(number):
        raise Refused("real-person-in-trial")
    return number


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 255:
        raise Refused(f"token-{name}")
    return value
