"""The identity provider: where its doors are and which keys it signs with, asked for once a day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from msgspec import Struct

from shell_app.auth.exchange import Exchange
from shell_app.auth.refusal import Refused, Unavailable

KEPT = timedelta(hours=24)
ASKED_AGAIN_AFTER = timedelta(minutes=1)
"""An unknown key may be a new one; whoever sends unknown keys makes us ask no oftener than this."""
MOST_KEYS = 50
SIGNING = ("RS256", "PS256", "ES256")
"""The algorithms we believe: signatures only the provider can make. Never `none`, never a shared secret."""


class Metadata(Struct, frozen=True):
    """What the provider publishes about itself (OpenID Connect Discovery, RFC 8414)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    pushed_authorization_request_endpoint: str
    end_session_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False


class Provider:
    """One provider, with what it published kept for a day."""

    def __init__(self, issuer: str, exchange: Exchange, now: Callable[[], datetime]) -> None:
        self.issuer = issuer
        self._exchange = exchange
        self._now = now
        self._lock = Lock()
        self._metadata: tuple[datetime, Metadata] | None = None
        self._keys: tuple[datetime, dict[str, RSAKey | ECKey]] | None = None
        self._tried: datetime | None = None

    def metadata(self) -> Metadata:
        """What the provider publishes, or Refused when it does not speak for this issuer."""
        with self._lock:
            if self._metadata is None or self._now() - self._metadata[0] > KEPT:
                self._metadata = (self._now(), self._fetch_metadata())
            return self._metadata[1]

    def way_out(self) -> str | None:
        """Where sign-outs end, if it is known. A provider that does not answer is asked again after a minute."""
        if self._metadata is None:
            if self._tried and self._now() - self._tried < ASKED_AGAIN_AFTER:
                return None
            self._tried = self._now()
        try:
            return self.metadata().end_session_endpoint
        except Refused:
            return None

    def key(self, kid: str) -> RSAKey | ECKey:
        """The provider's key of this name, or Refused. An unknown name has the keys fetched anew."""
        jwks_uri = self.metadata().jwks_uri
        with self._lock:
            asked, keys = self._keys or (None, {})
            if asked is None or self._now() - asked > (KEPT if kid in keys else ASKED_AGAIN_AFTER):
                keys = self._fetch_keys(jwks_uri)
                self._keys = (self._now(), keys)
        if kid not in keys:
            raise Refused("token-unknown-key")
        return keys[kid]

    def _fetch_metadata(self) -> Metadata:
        answer = self._exchange.get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if answer.status != 200:
            raise Unavailable("provider-metadata")
        try:
            metadata = msgspec.convert(answer.body, Metadata)
        except msgspec.ValidationError:
            raise Refused("provider-metadata") from None
        if metadata.issuer != self.issuer:
            raise Refused("provider-issuer")
        return metadata

    def _fetch_keys(self, jwks_uri: str) -> dict[str, RSAKey | ECKey]:
        answer = self._exchange.get(jwks_uri)
        listed = answer.body.get("keys")
        if answer.status != 200 or not isinstance(listed, list) or not 0 < len(listed) <= MOST_KEYS:
            raise Refused("provider-keys")
        return dict(_signing_keys(listed))


def _signing_keys(listed: list[Any]) -> list[tuple[str, RSAKey | ECKey]]:
    """The public keys meant for signatures. What else a provider lists is none of ours."""
    found = []
    for each in listed:
        usable = isinstance(each, dict) and each.get("use", "sig") == "sig" and each.get("alg", "RS256") in SIGNING
        if not usable or not isinstance(each.get("kid"), str) or each.get("kty") not in ("RSA", "EC"):
            continue
        try:
            key = next(iter(KeySet.import_key_set({"keys": [each]}).keys))
        except (JoseError, ValueError, TypeError):
            continue
        if isinstance(key, RSAKey | ECKey):
            found.append((each["kid"], key))
    return found
