"""Signatures by a passkey, as browsers make them (WebAuthn): the challenge is the digest of what is signed.

The file keeps what the browser answered and the key it was made with, so that anyone can check it by itself;
whose key it is, and at which address it may sign, the partner's register says.
"""

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from builder.approval.ssh import SMALLEST_RSA, NotSigned

KIND = "webauthn"
ARMOUR = re.compile(
    r"-----BEGIN PASSKEY SIGNATURE-----\n"
    r"key: ([A-Za-z0-9_-]+)\nauthenticator: ([A-Za-z0-9_-]+)\nclient: ([A-Za-z0-9_-]+)\nsignature: ([A-Za-z0-9_-]+)\n"
    r"-----END PASSKEY SIGNATURE-----\n?"
)
FLAGS_AT = 32
USER_PRESENT, USER_VERIFIED = 0x01, 0x04


class Assertion(NamedTuple):
    """What the browser answered. `key` is the public key as SubjectPublicKeyInfo."""

    key: bytes
    authenticator: bytes
    client: bytes
    signature: bytes


def armoured(assertion: Assertion) -> str:
    """How an answer is written into the approval's file."""
    lines = [f"{name}: {_encoded(part)}" for name, part in assertion._asdict().items()]
    return "\n".join(["-----BEGIN PASSKEY SIGNATURE-----", *lines, "-----END PASSKEY SIGNATURE-----", ""])


def verify(message: bytes, text: str) -> tuple[bytes, str]:
    """The key that signed `message` and the address it was used at; raises NotSigned unless all of it is right."""
    assertion = _read(text)
    client = _client(assertion.client)
    if client.get("type") != "webauthn.get" or client.get("crossOrigin"):
        raise NotSigned("the browser answered another question")
    if client.get("challenge") != _encoded(hashlib.sha256(message).digest()):
        raise NotSigned("the passkey signed another text")
    origin = client.get("origin")
    if not isinstance(origin, str) or not _is_for(origin, assertion.authenticator):
        raise NotSigned("the passkey signed for another address")
    _check(assertion)
    return assertion.key, origin


def _read(text: str) -> Assertion:
    found = ARMOUR.fullmatch(text)
    if found is None:
        raise NotSigned("it is not as a passkey's signature is written")
    try:
        parts = [urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in found.groups()]
    except ValueError:
        raise NotSigned("it is not as a passkey's signature is written") from None
    if [_encoded(part) for part in parts] != list(found.groups()):
        raise NotSigned("it is not as a passkey's signature is written")
    return Assertion(*parts)


def _client(data: bytes) -> dict[str, Any]:
    try:
        client = json.loads(data)
    except ValueError:
        raise NotSigned("the browser's answer cannot be read") from None
    if not isinstance(client, dict):
        raise NotSigned("the browser's answer cannot be read")
    return client


def _is_for(origin: str, authenticator: bytes) -> bool:
    """Whether the authenticator was asked for the address's own host or a domain that it lies in, and was touched."""
    if len(authenticator) < FLAGS_AT + 5:
        return False
    if authenticator[FLAGS_AT] & (USER_PRESENT | USER_VERIFIED) != USER_PRESENT | USER_VERIFIED:
        raise NotSigned("the passkey did not ask who was there")
    host = origin.partition("://")[2].partition(":")[0]
    labels = host.split(".")
    domains = {".".join(labels[start:]) for start in range(max(1, len(labels) - 1))}
    return authenticator[:FLAGS_AT] in {hashlib.sha256(domain.encode()).digest() for domain in domains}


def _check(assertion: Assertion) -> None:
    signed = assertion.authenticator + hashlib.sha256(assertion.client).digest()
    try:
        public = serialization.load_der_public_key(assertion.key)
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(assertion.signature, signed, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, ed25519.Ed25519PublicKey):
            public.verify(assertion.signature, signed)
        elif isinstance(public, rsa.RSAPublicKey) and public.key_size >= SMALLEST_RSA:
            public.verify(assertion.signature, signed, padding.PKCS1v15(), hashes.SHA256())
        else:
            raise NotSigned("passkeys of this kind are not taken")
    except (InvalidSignature, UnsupportedAlgorithm, ValueError) as error:
        raise NotSigned(str(error) or "the signature is not of this text") from None


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
