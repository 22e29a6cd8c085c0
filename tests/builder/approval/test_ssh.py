"""Signatures are those of ssh-keygen: what it makes is taken here, what it refuses is refused here."""

import random
import subprocess
from base64 import b64decode, b64encode
from hashlib import sha256, sha512
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from builder.approval.ssh import NotSigned, fingerprint, verify
from builder.approval.statements import NAMESPACE
from tests.builder.approval.keys import SHAPES, accepted_by_ssh_keygen, new_key, public, sign

MESSAGE = "Helsevei approval 1\ncontent: article/astma\n"


def is_taken(message: str, signature: str, namespace: str = NAMESPACE) -> bool:
    try:
        verify(message.encode(), signature, namespace)
    except NotSigned:
        return False
    return True


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "rsa-1024"])
def test_what_ssh_keygen_signs_is_taken(tmp_path: Path, shape: str, digest: str) -> None:
    """Every kind of key, both digests; the key is named as ssh-keygen names it."""
    key = new_key(tmp_path, "key", shape)
    blob = verify(MESSAGE.encode(), sign(MESSAGE, key, digest=digest), NAMESPACE)
    assert b64encode(blob).decode() == public(key).split()[1]


def test_what_is_signed_for_something_else_is_refused(tmp_path: Path) -> None:
    """A signature of a commit or a file is no approval; nor is one of another text."""
    key = new_key(tmp_path, "key")
    assert not is_taken(MESSAGE, sign(MESSAGE, key, namespace="git"))
    assert not is_taken(MESSAGE + "\n", sign(MESSAGE, key))
    assert not is_taken(MESSAGE, sign(MESSAGE, key).replace("-----END SSH SIGNATURE-----", ""))


def changed(signature: str, place: int, by: int) -> str:
    """The armoured signature with one byte of it changed."""
    body = bytearray(b64decode("".join(signature.splitlines()[1:-1])))
    body[place % len(body)] ^= by
    return armoured(bytes(body))


def armoured(body: bytes) -> str:
    text = b64encode(body).decode()
    lines = [text[start : start + 70] for start in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


@pytest.mark.parametrize("shape", ["ed25519", "ecdsa-256", "rsa-2048"])
def test_no_changed_signature_is_taken_that_ssh_keygen_refuses(tmp_path: Path, shape: str) -> None:
    """One byte changed at many places: refused here wherever the real one refuses, and 0 are taken."""
    key = new_key(tmp_path, "key", shape)
    signature = sign(MESSAGE, key)
    length = len(b64decode("".join(signature.splitlines()[1:-1])))
    changes = [changed(signature, place, 1 << random.Random(place).randrange(8)) for place in range(length)]
    assert [one for one in changes if is_taken(MESSAGE, one)] == []
    for one in random.Random(1).sample(changes, 25):
        assert not accepted_by_ssh_keygen(MESSAGE, one, public(key), tmp_path / "judge")
    assert accepted_by_ssh_keygen(MESSAGE, signature, public(key), tmp_path / "judge")


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def token_signature(kind: bytes, public_part: bytes, sign_it, flags: int = 1) -> tuple[str, str]:
    """What a security token makes, by the arithmetic of PROTOCOL.u2f; the real ssh-keygen is asked to agree."""
    key = string(kind) + public_part + string(b"ssh:")
    message = b"SSHSIG" + b"".join(map(string, (NAMESPACE.encode(), b"", b"sha512", sha512(MESSAGE.encode()).digest())))
    rest = bytes([flags]) + (7).to_bytes(4, "big")
    blob = string(sign_it(sha256(b"ssh:").digest() + rest + sha256(message).digest())) + rest
    parts = (key, NAMESPACE.encode(), b"", b"sha512", string(kind) + blob)
    body = b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(string, parts))
    return armoured(body), f"{kind.decode()} {b64encode(key).decode()}"


def integer(number: int) -> bytes:
    return string(number.to_bytes(number.bit_length() // 8 + 1, "big"))


def test_keys_on_security_tokens_are_taken_when_touched(tmp_path: Path) -> None:
    """Both kinds of token keys, as ssh-keygen takes them; here neither without a touch, which it does not ask for."""
    private = ed25519.Ed25519PrivateKey.generate()
    raw = string(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    curve = ec.generate_private_key(ec.SECP256R1())
    point = string(b"nistp256") + string(curve.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def by_curve(data: bytes) -> bytes:
        return b"".join(map(integer, decode_dss_signature(curve.sign(data, ec.ECDSA(SHA256())))))

    for kind, part, sign_it in (
        (b"sk-ssh-ed25519@openssh.com", raw, private.sign),
        (b"sk-ecdsa-sha2-nistp256@openssh.com", point, by_curve),
    ):
        for flags, right in ((1, True), (0, False)):
            signature, key = token_signature(kind, part, sign_it, flags)
            assert is_taken(MESSAGE, signature) is right, (kind, flags)
            assert accepted_by_ssh_keygen(MESSAGE, signature, key, tmp_path), (kind, flags)


def test_a_short_rsa_key_is_refused(tmp_path: Path) -> None:
    """1024 bits can be broken; ssh-keygen still makes such keys."""
    key = new_key(tmp_path, "key", "rsa-1024")
    assert not is_taken(MESSAGE, sign(MESSAGE, key))


def test_a_key_is_named_as_ssh_keygen_names_it(tmp_path: Path) -> None:
    """`helsevei keys` and `ssh-keygen -l` can be read side by side."""
    key = new_key(tmp_path, "key")
    printed = subprocess.run(["ssh-keygen", "-l", "-f", key], capture_output=True, text=True, check=True).stdout
    assert fingerprint(b64decode(public(key).split()[1])) == printed.split()[1]
