"""Hides national numbers: sealed with AES-GCM to be read back, marked with HMAC to be found (goals.md S15).

A plain digest would hide nothing: there are so few numbers that all can be tried in seconds.
"""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
VERSION = b"\x01"


class Unreadable(Exception):
    """What was sealed has been changed, or with another key."""


class Keyring:
    """The keys made from the operator's one key, each for one use."""

    def __init__(self, key: bytes) -> None:
        self._mark = _derived(key, b"mark")
        self._token = _derived(key, b"token")
        self._seal = AESGCM(_derived(key, b"seal"))

    def mark(self, number: str) -> bytes:
        """What a number is found by: the same number has always the same mark, and only we can make it."""
        return hmac.digest(self._mark, number.encode(), sha256)

    def seal(self, text: bytes, purpose: str) -> bytes:
        """What was sealed for one purpose opens for no other."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._seal.encrypt(nonce, text, purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> bytes:
        """The text again, or Unreadable."""
        if sealed[:1] != VERSION:
            raise Unreadable
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._seal.decrypt(nonce, rest, purpose.encode())
        except (InvalidTag, ValueError):
            raise Unreadable from None

    def form_token(self, session_token: str) -> str:
        """What a session's forms carry so that no other site can send them (goals.md S12)."""
        return hmac.new(self._token, session_token.encode(), sha256).hexdigest()


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"helsevei " + use).derive(key)
