"""Judges what a client sends, as strictly as the real provider: its proof, its question and its code."""

import base64
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from time import time
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key
from msgspec import Struct

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_PROOF = 120
"""Seconds that a client's proof may last (as ID-porten says)."""
LEVELS = ("idporten-loa-high", "idporten-loa-substantial")


class NotAllowed(Exception):
    """What the client gets for an answer: an error of OAuth 2, and a sentence for the developer."""

    def __init__(self, error: str, told: str) -> None:
        super().__init__(told)
        self.error = error


class Registration(Struct, frozen=True):
    """A client the provider knows."""

    client_id: str
    key: Any
    callback: str
    goodbye: str
    logout_frame: str
    logout_door: str


class Asked(Struct, frozen=True):
    """A question that was pushed and may be shown to a browser."""

    client_id: str
    state: str
    nonce: str
    challenge: str
    acr: str
    language: str


def check_client(form: Mapping[str, str], client: Registration, issuer: str, used: dict[str, float]) -> None:
    """The proof is the client's own, for us, fresh, and not seen before."""
    if form.get("client_assertion_type") != ASSERTION:
        raise NotAllowed("invalid_client", "use private_key_jwt")
    try:
        key: Key = client.key
        token = jwt.decode(form.get("client_assertion", ""), key, algorithms=["RS256", "ES256"])
    except (JoseError, ValueError):
        raise NotAllowed("invalid_client", "the client's proof has a wrong signature") from None
    claims, now = token.claims, time()
    if claims.get("iss") != client.client_id or claims.get("sub") != client.client_id or claims.get("aud") != issuer:
        raise NotAllowed("invalid_client", "iss and sub must be the client, aud must be the issuer")
    if not now - 10 <= claims.get("exp", 0) <= now + LONGEST_PROOF + 10 or not claims.get("jti"):
        raise NotAllowed("invalid_client", f"the proof needs a jti, and may last {LONGEST_PROOF} seconds")
    if claims["jti"] in used:
        raise NotAllowed("invalid_client", "this proof has been used before")
    used[claims["jti"]] = now


def read_question(form: Mapping[str, str], client: Registration) -> Asked:
    """A question by the code flow with PKCE, and nothing else."""
    wanted = {
        "response_type": "code",
        "redirect_uri": client.callback,
        "code_challenge_method": "S256",
    }
    for name, value in wanted.items():
        if form.get(name) != value:
            raise NotAllowed("invalid_request", f"{name} must be {value}")
    if "openid" not in form.get("scope", "").split():
        raise NotAllowed("invalid_scope", "ask for openid")
    if len(form.get("code_challenge", "")) != 43 or not form.get("state") or not form.get("nonce"):
        raise NotAllowed("invalid_request", "state, nonce and a code_challenge of 43 signs are needed")
    wished = [level for level in form.get("acr_values", LEVELS[0]).split() if level in LEVELS]
    if not wished:
        raise NotAllowed("invalid_request", f"acr_values must be among {' '.join(LEVELS)}")
    language = form.get("ui_locales", "nb").split(" ")[0]
    return Asked(client.client_id, form["state"], form["nonce"], form["code_challenge"], wished[0], language)


def check_verifier(asked: Asked, verifier: str) -> None:
    """The one who redeems the code is the one who asked (RFC 7636)."""
    made = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if not 43 <= len(verifier) <= 128 or not compare_digest(made, asked.challenge):
        raise NotAllowed("invalid_grant", "the code_verifier does not belong to this question")
