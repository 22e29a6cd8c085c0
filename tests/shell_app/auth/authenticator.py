"""A device that makes passkeys and signs with them, in memory; each part of an answer can be made wrong."""

import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HOLDS_CREDENTIAL = 0x01, 0x04, 0x40


def coded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Authenticator:
    """One device with one passkey."""

    def __init__(self, origin: str = "http://localhost") -> None:
        self.origin = origin
        self.credential = secrets.token_bytes(32)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.count = 0
        self.owner = b""

    def make(self, options: str, **wrong: Any) -> str:
        asked = json.loads(options)
        self.owner = decoded(asked["user"]["id"])
        client = self._client("webauthn.create", asked, wrong)
        point = self.key.public_key().public_numbers()
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        credential = bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + key
        data = self._data(asked["rp"]["id"], HOLDS_CREDENTIAL, wrong) + credential
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"clientDataJSON": coded(client), "attestationObject": coded(made)})

    def use(self, options: str, **wrong: Any) -> str:
        """An answer. `wrong` may give: origin, challenge, rp, verified, count, signature, owner."""
        asked = json.loads(options)
        self.count = wrong.get("count", self.count + 1)
        client = self._client("webauthn.get", asked, wrong)
        data = self._data(asked["rpId"], 0, wrong)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": coded(client),
                "authenticatorData": coded(data),
                "signature": coded(wrong.get("signature", signature)),
                "userHandle": coded(wrong.get("owner", self.owner)),
            }
        )

    def _client(self, kind: str, asked: dict[str, Any], wrong: dict[str, Any]) -> bytes:
        said = {"type": wrong.get("kind", kind), "challenge": wrong.get("challenge", asked["challenge"])}
        return json.dumps({**said, "origin": wrong.get("origin", self.origin), "crossOrigin": False}).encode()

    def _data(self, rp: str, flags: int, wrong: dict[str, Any]) -> bytes:
        flags |= PRESENT | (VERIFIED if wrong.get("verified", True) else 0)
        return sha256(wrong.get("rp", rp).encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _answer(self, response: dict[str, str]) -> str:
        name = coded(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
