"""The portal's key for push (VAPID): made once, and kept, for browsers that have subscribed know the portal by it."""

import os
from pathlib import Path

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey


def make(file: Path) -> None:
    """A new key in a file that only its owner reads; FileExistsError where there is one already."""
    key = msgspec.json.encode(ECKey.generate_key("P-256").as_dict(private=True))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        kept.write(key + b"\n")


def read(text: str) -> ECKey:
    """The key in such a file, or ValueError."""
    try:
        key = ECKey.import_key(msgspec.json.decode(text, type=dict[str, str | list[str]]))
    except (msgspec.DecodeError, JoseError, ValueError) as error:
        raise ValueError("no key for push") from error
    if key.curve_name != "P-256" or not key.is_private:
        raise ValueError("a key, but none for push")
    return key
