"""The town's senders, with keys of this machine: whoever has the folder can send as any of them."""

from pathlib import Path

import msgspec
from joserfc.jwk import ECKey
from msgspec.structs import replace

from shell_app.senders.register import Sender, read_senders

FILE = Path(__file__).with_name("senders.toml")


def town_senders(keys: dict[str, ECKey] | None = None) -> dict[str, Sender]:
    """All of them; each that has a key here with its public part."""
    known = read_senders(FILE.read_text(encoding="utf-8"), FILE.name)
    public = {id: (key.as_dict(private=False),) for id, key in (keys or {}).items()}
    return {id: replace(sender, keys=public.get(id, ())) for id, sender in known.items()}


def kept_keys(folder: Path) -> dict[str, ECKey]:
    """The private key of each sender, made the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    return {id: _kept_key(folder / f"{id}.jwk", id) for id in town_senders()}


def _kept_key(path: Path, id: str) -> ECKey:
    if not path.exists():
        key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256", "kid": f"{id}-1"})
        path.touch(mode=0o600)
        path.write_bytes(msgspec.json.encode(key.as_dict(private=True)))
    return ECKey.import_key(msgspec.json.decode(path.read_bytes()))
