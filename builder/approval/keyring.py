"""Whose key it is, and whether it counted when it signed."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from builder.approval import passkey, ssh
from builder.approval.reading import SEPARATOR
from builder.approval.ssh import NotSigned
from builder.domain.approval import Signed
from builder.domain.keys import PartnerKey
from builder.domain.registers import Partner

OSLO = ZoneInfo("Europe/Oslo")


@cache
def demonstration_keys() -> frozenset[str]:
    """The names of the keys whose private halves lie in the folder demonstration-keys."""
    return frozenset(Path(__file__).with_name("demonstration_keys.txt").read_text(encoding="utf-8").split())


class Held(NamedTuple):
    """A registered key with the partner it belongs to."""

    partner: str
    key: PartnerKey


def name_of(key: PartnerKey) -> str:
    """A key's name as signatures give it (`SHA256:…`); raises NotSigned where nothing could be checked with it."""
    kind, _, text = key.key.partition(" ")
    try:
        blob = b64decode(text, validate=True)
    except NotBase64:
        raise NotSigned("the key is cut short or has a letter too many") from None
    if kind == passkey.KIND:
        if key.origin is None:
            raise NotSigned("a passkey needs «origin:», the address it signs at")
        return ssh.fingerprint(blob) + SEPARATOR + key.origin
    if blob[4 : 4 + int.from_bytes(blob[:4], "big")] != kind.encode():
        raise NotSigned("the key is of another kind than it says")
    ssh.check_key(blob)
    return ssh.fingerprint(blob)


class Keyring:
    """Every key that some partner has registered, by name.

    The keys of the demonstration are known to all, and count nowhere else.
    """

    def __init__(self, partners: dict[str, Partner], is_demonstration: bool = False) -> None:
        self.refused = frozenset() if is_demonstration else demonstration_keys()
        self.keys: dict[str, Held] = {}
        self.faults: list[tuple[str, str]] = []
        for slug, partner in partners.items():
            for key in partner.keys:
                self._add(slug, key)

    def _add(self, slug: str, key: PartnerKey) -> None:
        try:
            name = name_of(key)
        except NotSigned as error:
            self.faults.append((slug, f"the key of «{key.holder}»: {error}"))
            return
        if name in self.refused:
            self.faults.append((slug, f"the key of «{key.holder}» is the demonstration's, which anybody can sign with"))
            return
        if name in self.keys:
            other = self.keys[name]
            self.faults.append((slug, f"the key of «{key.holder}» is that of «{other.key.holder}» at {other.partner}"))
            return
        self.keys[name] = Held(slug, key)

    def person(self, name: str) -> str:
        """Who holds a key: two keys of one holder at one partner are one person's."""
        held = self.keys.get(name)
        return f"{held.partner} {held.key.holder}" if held else name

    def holders(self, partner: str) -> Iterator[str]:
        return (held.key.holder for held in self.keys.values() if held.partner == partner)


@lru_cache(4096)
def day_of(moment: str) -> date:
    """The day in Norway: keys and approvals count by the readers' calendar."""
    return datetime.fromisoformat(moment).astimezone(OSLO).date()


def fault_in_key(key: PartnerKey, signed: Signed) -> str:
    """Why a key did not count for what it signed, or nothing."""
    if key.revoked and signed.digest not in key.revoked.keeps:
        return f"the key of «{key.holder}» was revoked {key.revoked.at} ({key.revoked.reason})"
    day = day_of(signed.statement.made)
    if day < key.valid_from or (key.valid_to and day > key.valid_to):
        return f"the key of «{key.holder}» did not count on {day}"
    return ""
