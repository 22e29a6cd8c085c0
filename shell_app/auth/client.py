"""Our side towards the identity provider: what we ask, signed with our own key (RFC 9126, 7636, 7523)."""

import base64
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from msgspec import Struct

from shell_app.auth.exchange import Exchange
from shell_app.auth.provider import Metadata, Provider
from shell_app.auth.refusal import Refused
from shell_app.auth.strict_json import NotStrict, read_object
from shell_app.config import WrongConfig

ASSERTION_LASTS = timedelta(seconds=60)


class Question(Struct, frozen=True):
    """One attempt to sign in, bound to one browser: it holds all of this, sealed, until the answer comes."""

    state: str
    nonce: str
    verifier: str
    return_to: str
    language: str
    asked_at: datetime

    @property
    def challenge(self) -> str:
        digest = sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def new_question(return_to: str, language: str, now: datetime) -> Question:
    """State and nonce of 256 bits, a PKCE verifier of 86 signs."""
    return Question(
        secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(64), return_to, language, now
    )


class Client:
    """We, as the provider knows us."""

    def __init__(self, client_id: str, key: str, callback: str, exchange: Exchange) -> None:
        self.client_id = client_id
        self.callback = callback
        self._key = _private_key(key)
        self._exchange = exchange

    def push(self, provider: Provider, question: Question, acr: tuple[str, ...], now: datetime) -> str:
        """Hand the question in at the provider's back door; gives where to send the browser."""
        metadata = provider.metadata()
        form = {
            "response_type": "code",
            "response_mode": "query",
            "scope": "openid profile",
            "redirect_uri": self.callback,
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": question.challenge,
            "code_challenge_method": "S256",
            "acr_values": " ".join(acr),
            "ui_locales": question.language,
        }
        answer = self._exchange.post(
            metadata.pushed_authorization_request_endpoint, {**form, **self._proof(metadata, now)}
        )
        request_uri = answer.body.get("request_uri")
        if answer.status != 201 or not isinstance(request_uri, str):
            raise Refused("provider-refused-question")
        query = urlencode({"client_id": self.client_id, "request_uri": request_uri})
        return f"{metadata.authorization_endpoint}?{query}"

    def redeem(self, provider: Provider, code: str, question: Question, now: datetime) -> str:
        """Change the code for an id token."""
        metadata = provider.metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "code_verifier": question.verifier,
        }
        answer = self._exchange.post(metadata.token_endpoint, {**form, **self._proof(metadata, now)})
        if answer.status != 200:
            raise Refused("provider-refused-code")
        token = answer.body.get("id_token")
        if not isinstance(token, str):
            raise Refused("token-missing")
        return token

    def logout_address(self, provider: Provider, back_to: str, language: str) -> str | None:
        """Where the browser ends the sign-in at the provider too. No token goes along: it holds a national number.

        The language comes back to us as the state.
        """
        end = provider.metadata().end_session_endpoint
        query = urlencode({"client_id": self.client_id, "post_logout_redirect_uri": back_to, "state": language})
        return f"{end}?{query}" if end else None

    def _proof(self, metadata: Metadata, now: datetime) -> dict[str, str]:
        """That it is us: a token signed with our key, good for one minute and one use."""
        claims: dict[str, Any] = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": metadata.issuer,
            "jti": secrets.token_urlsafe(16),
            "iat": int(now.timestamp()),
            "exp": int((now + ASSERTION_LASTS).timestamp()),
        }
        algorithm = self._key.alg or ("RS256" if isinstance(self._key, RSAKey) else "ES256")
        assertion = jwt.encode({"alg": algorithm, "kid": self._key.kid}, claims, self._key)
        return {
            "client_id": self.client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
        }


def _private_key(text: str) -> RSAKey | ECKey:
    """Our key, or WrongConfig."""
    try:
        key = next(iter(KeySet.import_key_set({"keys": [read_object(text.encode())]}).keys))
    except (JoseError, NotStrict, ValueError, TypeError):
        raise WrongConfig("HELSEVEI_CLIENT_KEY_FILE holds no key; it must be a private JWK in JSON") from None
    if not isinstance(key, RSAKey | ECKey) or not key.is_private or not key.kid:
        raise WrongConfig("HELSEVEI_CLIENT_KEY_FILE must hold a private RSA or EC key with a `kid`")
    return key
