"""SSH keys and signatures, as `ssh-keygen -Y sign` makes them and `ssh-keygen -Y verify` takes them.

The format is OpenSSH's PROTOCOL.sshsig. The arithmetic is left to the library `cryptography`; what is here takes
the parts out of their envelope and refuses every envelope that is not exactly as it must be.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

ARMOUR = re.compile(r"-----BEGIN SSH SIGNATURE-----\n((?:[A-Za-z0-9+/=]{1,76}\n)+)-----END SSH SIGNATURE-----\n?")
MAGIC = b"SSHSIG"
DIGESTS = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
SMALLEST_RSA = 2048
USER_PRESENT = 0x01

Check = Callable[[bytes, bytes, bytes], None]
"""Called with the kind of the signature, its blob and what was signed; raises if they do not belong together."""


class NotSigned(ValueError):
    """There is no right signature; the message says what is wrong with it."""


class Parts:
    """Takes one part after another out of an SSH message."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def take(self, count: int) -> bytes:
        if count > len(self.data):
            raise NotSigned("the signature is cut short")
        part, self.data = self.data[:count], self.data[count:]
        return part

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def integer(self) -> int:
        part = self.string()
        if not part or part[0] & 0x80 or (part[0] == 0 and not (len(part) > 1 and part[1] & 0x80)):
            raise NotSigned("a number in it is written in a way of its own")
        return int.from_bytes(part, "big")

    def end(self) -> None:
        if self.data:
            raise NotSigned("something follows where it should end")


def fingerprint(key: bytes) -> str:
    """A key's name, as `ssh-keygen -l` prints it."""
    return "SHA256:" + b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def verify(message: bytes, armoured: str, namespace: str) -> bytes:
    """The key that signed `message`, as its blob; raises NotSigned unless all of it is right."""
    parts = Parts(_unarmoured(armoured))
    if parts.take(len(MAGIC)) != MAGIC or parts.number() != 1:
        raise NotSigned("it is no SSH signature of version 1")
    key, name, reserved, digest, signature = (parts.string() for _ in range(5))
    parts.end()
    if name != namespace.encode():
        raise NotSigned(f"it was made for «{name.decode(errors='replace')[:60]}» and not for «{namespace}»")
    if digest not in DIGESTS:
        raise NotSigned("its digest is neither sha256 nor sha512")
    inner = [name, reserved, digest, DIGESTS[digest](message).digest()]
    blob = MAGIC + b"".join(len(part).to_bytes(4, "big") + part for part in inner)
    made = Parts(signature)
    try:
        _checker(key)(made.string(), made.data, blob)
    except (InvalidSignature, ValueError) as error:
        raise NotSigned(str(error) or "the signature is not of this text") from None
    return key


def _unarmoured(armoured: str) -> bytes:
    found = ARMOUR.fullmatch(armoured)
    if found is None:
        raise NotSigned("it is not as ssh-keygen writes it")
    try:
        text = found[1].replace("\n", "")
        data = b64decode(text, validate=True)
    except NotBase64:
        raise NotSigned("it is not as ssh-keygen writes it") from None
    if b64encode(data).decode() != text:
        raise NotSigned("it is not as ssh-keygen writes it")
    return data


@lru_cache(4096)
def _checker(key: bytes) -> Check:
    """What signatures by this key are checked with."""
    parts = Parts(key)
    kind = parts.string()
    if kind not in KINDS:
        raise NotSigned(f"keys of the kind «{kind.decode(errors='replace')[:40]}» are not taken")
    check = KINDS[kind](kind, parts)
    parts.end()
    return check


def check_key(key: bytes) -> None:
    """Raise NotSigned unless signatures by this key could be checked."""
    try:
        _checker(key)
    except ValueError as error:
        raise NotSigned(f"the key cannot be used: {error}") from None


def _whole(blob: bytes) -> bytes:
    """What a signature blob with one string in it holds."""
    parts = Parts(blob)
    inner = parts.string()
    parts.end()
    return inner


def _same(kind: bytes, wanted: bytes) -> None:
    if kind != wanted:
        raise NotSigned("the signature is of another kind than its key")


def _ed25519(kind: bytes, parts: Parts) -> Check:
    public = ed25519.Ed25519PublicKey.from_public_bytes(parts.string())

    def check(made: bytes, blob: bytes, signed: bytes) -> None:
        _same(made, kind)
        public.verify(_whole(blob), signed)

    return check


def _on_curve(kind: bytes, parts: Parts) -> tuple[ec.EllipticCurvePublicKey, hashes.HashAlgorithm]:
    curve, digest = CURVES[kind.removeprefix(b"sk-").partition(b"@")[0].rpartition(b"-")[2]]
    if parts.string() != kind.removeprefix(b"sk-").partition(b"@")[0].rpartition(b"-")[2]:
        raise NotSigned("the key names another curve than its kind")
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, parts.string()), digest


def _two_integers(blob: bytes) -> bytes:
    parts = Parts(blob)
    pair = parts.integer(), parts.integer()
    parts.end()
    return encode_dss_signature(*pair)


def _ecdsa(kind: bytes, parts: Parts) -> Check:
    public, digest = _on_curve(kind, parts)

    def check(made: bytes, blob: bytes, signed: bytes) -> None:
        _same(made, kind)
        public.verify(_two_integers(_whole(blob)), signed, ec.ECDSA(digest))

    return check


def _rsa(kind: bytes, parts: Parts) -> Check:
    exponent, modulus = parts.integer(), parts.integer()
    if modulus.bit_length() < SMALLEST_RSA:
        raise NotSigned(f"RSA keys have at least {SMALLEST_RSA} bits")
    public = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    digests = {b"rsa-sha2-256": hashes.SHA256(), b"rsa-sha2-512": hashes.SHA512()}

    def check(made: bytes, blob: bytes, signed: bytes) -> None:
        if made not in digests:
            raise NotSigned("an RSA signature is rsa-sha2-256 or rsa-sha2-512")
        public.verify(_whole(blob), signed, padding.PKCS1v15(), digests[made])

    return check


def _on_token(of_key: Callable[[bytes, Parts], Check], inner: bytes) -> Callable[[bytes, Parts], Check]:
    """A key on a security token signs more than the text: for whom, whether it was touched, and how often."""

    def with_application(kind: bytes, parts: Parts) -> Check:
        check_inner = of_key(inner if inner == b"ssh-ed25519" else kind, parts)
        application = hashlib.sha256(parts.string()).digest()

        def check(made: bytes, blob: bytes, signed: bytes) -> None:
            _same(made, kind)
            rest = Parts(blob)
            string, flags, counter = rest.string(), rest.take(1), rest.take(4)
            rest.end()
            if not flags[0] & USER_PRESENT:
                raise NotSigned("nobody touched the token")
            told = application + flags + counter + hashlib.sha256(signed).digest()
            check_inner(inner, len(string).to_bytes(4, "big") + string, told)

        return check

    return with_application


def _token_ecdsa(kind: bytes, parts: Parts) -> Check:
    public, digest = _on_curve(kind, parts)

    def check(made: bytes, blob: bytes, signed: bytes) -> None:
        public.verify(_two_integers(_whole(blob)), signed, ec.ECDSA(digest))

    return check


CURVES: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
    b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
    b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
}
KINDS: dict[bytes, Callable[[bytes, Parts], Check]] = {
    b"ssh-ed25519": _ed25519,
    **{b"ecdsa-sha2-" + curve: _ecdsa for curve in CURVES},
    b"ssh-rsa": _rsa,
    b"sk-ssh-ed25519@openssh.com": _on_token(_ed25519, b"ssh-ed25519"),
    b"sk-ecdsa-sha2-nistp256@openssh.com": _on_token(_token_ecdsa, b"sk"),
}
