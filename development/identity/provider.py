"""What the development's identity provider has under way: questions, codes, sign-ins, and the keys it signs with."""

import secrets
from hashlib import sha256
from threading import Lock
from time import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey
from msgspec import Struct

from development.identity.protocol import Asked, NotAllowed, Registration, check_verifier
from development.town import Town

QUESTION_LASTS = 60
CODE_LASTS = 60
TOKEN_LASTS = 120
SIGN_IN_LASTS = 120 * 60


class SignIn(Struct):
    """Somebody is signed in at the provider in one browser."""

    sid: str
    number: str
    method: str
    at: float
    clients: set[str]


class Waiting(Struct, frozen=True):
    """What is to be fetched once, before it is too late."""

    asked: Asked
    until: float
    sign_in: SignIn | None = None


class IdentityProvider:
    """One provider, with everything in memory: a restart signs everybody out here, and nowhere else."""

    def __init__(self, issuer: str, town: Town, clients: list[Registration]) -> None:
        self.issuer = issuer
        self.town = town
        self.clients = {client.client_id: client for client in clients}
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": secrets.token_hex(8)})
        self.used_proofs: dict[str, float] = {}
        self._waiting: dict[str, Waiting] = {}
        self._sign_ins: dict[str, SignIn] = {}
        self._lock = Lock()

    def push(self, asked: Asked) -> str:
        """Keep a question until the browser brings its name."""
        return self._wait("urn:ietf:params:oauth:request_uri:", Waiting(asked, time() + QUESTION_LASTS))

    def question(self, name: str, client_id: str) -> Asked:
        """The question of this name, once."""
        waiting = self._take(name)
        if waiting is None or waiting.sign_in or waiting.asked.client_id != client_id:
            raise NotAllowed("invalid_request_uri", "this question is not known, has been shown, or is too old")
        return waiting.asked

    def sign_in(self, number: str, method: str) -> tuple[str, SignIn]:
        """A new sign-in, and the cookie for its browser."""
        token = secrets.token_urlsafe(32)
        entered = SignIn(secrets.token_urlsafe(16), number, method, time(), set())
        with self._lock:
            self._sign_ins[token] = entered
        return token, entered

    def signed_in(self, token: str) -> SignIn | None:
        found = self._sign_ins.get(token)
        return found if found and time() - found.at < SIGN_IN_LASTS else None

    def sign_out(self, token: str) -> SignIn | None:
        with self._lock:
            return self._sign_ins.pop(token, None)

    def code(self, asked: Asked, sign_in: SignIn) -> str:
        sign_in.clients.add(asked.client_id)
        return self._wait("", Waiting(asked, time() + CODE_LASTS, sign_in))

    def redeem(self, code: str, client_id: str, verifier: str) -> str:
        """The id token for a code, once."""
        waiting = self._take(code)
        if waiting is None or waiting.sign_in is None or waiting.asked.client_id != client_id:
            raise NotAllowed("invalid_grant", "this code is not known, has been used, or is too old")
        check_verifier(waiting.asked, verifier)
        return self.id_token(waiting.asked, waiting.sign_in)

    def id_token(self, asked: Asked, sign_in: SignIn) -> str:
        return self._signed(
            {
                "sub": self.sub(sign_in.number, asked.client_id),
                "aud": asked.client_id,
                "sid": sign_in.sid,
                "pid": sign_in.number,
                "acr": asked.acr,
                "amr": [sign_in.method],
                "nonce": asked.nonce,
                "auth_time": int(sign_in.at),
            }
        )

    def logout_token(self, client_id: str, sid: str) -> str:
        events: dict[str, object] = {"http://schemas.openid.net/event/backchannel-logout": {}}
        return self._signed({"aud": client_id, "sid": sid, "events": events}, "logout+jwt")

    def sub(self, number: str, client_id: str) -> str:
        """Our name for a person towards one client, the same after a restart."""
        return sha256(f"{client_id} {number}".encode()).hexdigest()[:32]

    def _signed(self, claims: dict[str, Any], kind: str = "JWT") -> str:
        now = int(time())
        times = {"iss": self.issuer, "iat": now, "exp": now + TOKEN_LASTS, "jti": secrets.token_urlsafe(16)}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid, "typ": kind}, {**times, **claims}, self.key)

    def _wait(self, prefix: str, waiting: Waiting) -> str:
        name = prefix + secrets.token_urlsafe(32)
        with self._lock:
            now = time()
            self._waiting = {each: kept for each, kept in self._waiting.items() if kept.until > now}
            self._waiting[name] = waiting
        return name

    def _take(self, name: str) -> Waiting | None:
        with self._lock:
            waiting = self._waiting.pop(name, None)
        return waiting if waiting and waiting.until > time() else None
