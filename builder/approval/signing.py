"""Signing statements with a person's own key: `ssh-keygen` does it, so that agents, tokens and passphrases work."""

import os
import subprocess
import tempfile
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Sequence
from pathlib import Path

from builder.approval.ssh import fingerprint
from builder.approval.statements import NAMESPACE

USUAL = ("id_ed25519_sk", "id_ed25519", "id_ecdsa_sk", "id_ecdsa", "id_rsa")
"""The keys a person may have in ~/.ssh, the better ones first."""


class CannotSign(Exception):
    """Nothing was signed; the message says why and what to do."""


def usual_key() -> Path | None:
    """The key `ssh` itself would use."""
    found = (Path.home() / ".ssh" / name for name in USUAL)
    return next((path for path in found if path.with_name(path.name + ".pub").exists()), None)


def public_key(key: Path) -> str:
    """The line that stands in a partner's register, from the private key's file or the public one's."""
    file = key if key.suffix == ".pub" else key.with_name(key.name + ".pub")
    try:
        kind, text = file.read_text(encoding="utf-8").split()[:2]
        b64decode(text, validate=True)
    except (OSError, ValueError, NotBase64):
        raise CannotSign(f"{file} is no public key; `ssh-keygen -t ed25519` makes one with its private half") from None
    return f"{kind} {text}"


def key_name(key: Path) -> str:
    """`SHA256:…`, as `ssh-keygen -l` prints it."""
    return fingerprint(b64decode(public_key(key).split()[1]))


def sign(messages: Sequence[str], key: Path) -> list[str]:
    """The armoured signature of each message. Asks for a passphrase or a touch where the key needs one."""
    if not messages:
        return []
    with tempfile.TemporaryDirectory(prefix="helsevei-") as folder:
        files = [Path(folder, f"{number:06}") for number in range(len(messages))]
        for file, message in zip(files, messages, strict=True):
            file.write_text(message, encoding="utf-8")
        command = ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", os.path.abspath(key)]
        try:
            ran = subprocess.run([*command, *files], stderr=subprocess.PIPE, check=False)
        except FileNotFoundError:
            raise CannotSign("ssh-keygen is not installed; it comes with OpenSSH") from None
        if ran.returncode:
            raise CannotSign(_why_not(ran.stderr.decode(errors="replace"), key))
        return [Path(f"{file}.sig").read_text(encoding="utf-8") for file in files]


def _why_not(told: str, key: Path) -> str:
    if "are too open" in told:
        return f"others on this machine may read your key, so ssh-keygen does not use it; run: chmod 600 {key}"
    return f"ssh-keygen could not sign: {told.strip()[-300:]}"
