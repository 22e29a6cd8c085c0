"""Keys and signatures for tests: real ones, by the real ssh-keygen."""

import subprocess
from pathlib import Path

from builder.approval.statements import NAMESPACE, text_of
from builder.domain.approval import Statement

SHAPES = {
    "ed25519": ["-t", "ed25519"],
    "ecdsa-256": ["-t", "ecdsa", "-b", "256"],
    "ecdsa-384": ["-t", "ecdsa", "-b", "384"],
    "ecdsa-521": ["-t", "ecdsa", "-b", "521"],
    "rsa-1024": ["-t", "rsa", "-b", "1024"],
    "rsa-2048": ["-t", "rsa", "-b", "2048"],
}


def new_key(folder: Path, name: str, shape: str = "ed25519") -> Path:
    """The private key's file; the public one lies beside it with the ending .pub."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-C", "", *SHAPES[shape], "-f", file], check=True)
    return file


def public(key: Path) -> str:
    """A key's line as partners' registers have it."""
    return " ".join(key.with_name(key.name + ".pub").read_text().split()[:2])


def sign(message: str, key: Path, namespace: str = NAMESPACE, digest: str = "sha512") -> str:
    """The armoured signature that ssh-keygen makes."""
    ran = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-O", f"hashalg={digest}", "-f", key],
        input=message.encode(), capture_output=True, check=True,
    )  # fmt: skip
    return ran.stdout.decode()


def accepted_by_ssh_keygen(message: str, signature: str, key: str, folder: Path, namespace: str = NAMESPACE) -> bool:
    """What the real ssh-keygen says of a signature."""
    folder.mkdir(parents=True, exist_ok=True)
    allowed, file = folder / "allowed", folder / "signature"
    allowed.write_text(f"somebody {key}\n")
    file.write_text(signature)
    ran = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "somebody", "-n", namespace, "-s", file],
        input=message.encode(), capture_output=True, check=False,
    )  # fmt: skip
    return ran.returncode == 0


def signed(statement: Statement, key: Path) -> str:
    """An approval's file."""
    return text_of(statement) + sign(text_of(statement), key)
