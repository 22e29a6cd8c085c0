"""The register of senders: hospitals, municipalities, GPs' offices and registries, with their public keys."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey
from msgspec import Struct

from shell_app.config import WrongConfig

Body = Literal["gp", "municipality", "hospital", "registry"]
Post = Literal["message", "letter", "appointment", "receipt", "registry"]
"""What is sent; an appointment is a letter that tells of a time (portal.md A65)."""
POSTS: tuple[Post, ...] = get_args(Post)
LONGEST_ID = 64
SMALLEST_RSA = 2048


class Sender(Struct, frozen=True, forbid_unknown_fields=True):
    """One sender. `digital` tells from which day each kind of post goes digitally; what is not there goes on paper.

    `regions` are those it serves, none meaning all of them; `gp` is the office's id in the population register;
    `receives` that one may write to it, `documents` that one may send documents along.
    """

    name: str
    body: Body
    regions: tuple[str, ...] = ()
    gp: str = ""
    receives: bool = False
    documents: bool = False
    digital: dict[Post, date] = {}
    keys: tuple[dict[str, Any], ...] = ()
    id: str = ""

    def sends(self, post: Post, on: date) -> bool:
        """Whether this kind of post goes digitally by this day."""
        begun = self.digital.get(post)
        return begun is not None and begun <= on

    def serves(self, region: str, gp: str) -> bool:
        """Whether somebody who lives there and has that GP's office belongs to it."""
        return self.gp == gp if self.body == "gp" else not self.regions or region in self.regions


Senders = Mapping[str, Sender]


def read_senders(text: str, name: str) -> dict[str, Sender]:
    """The senders of a file, by id, or WrongConfig with everything that is wrong in it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongConfig(f"{name}: {error}") from None
    found, wrong = {}, []
    for id, table in tables.items():
        try:
            sender = msgspec.convert(table, Sender) if isinstance(table, dict) else None
        except msgspec.ValidationError as error:
            wrong.append(f"{name}: [{id}]: {error}")
            continue
        if sender is None:
            wrong.append(f"{name}: «{id}» stands alone; begin a sender with [{id}]")
            continue
        found[id] = msgspec.structs.replace(sender, id=id)
        wrong += [f"{name}: [{id}]: {fault}" for fault in _faults(found[id])]
    if wrong:
        raise WrongConfig("\n".join(wrong))
    return found


def public_key(sender: Sender, kid: str) -> RSAKey | ECKey | None:
    """The sender's key of that name."""
    own = next((key for key in sender.keys if key.get("kid") == kid), None)
    key = JWKRegistry.import_key(own) if own else None
    return key if isinstance(key, RSAKey | ECKey) else None


def _faults(sender: Sender) -> list[str]:
    faults = []
    if len(sender.id) > LONGEST_ID:
        faults.append(f"the id is longer than {LONGEST_ID} signs")
    if sender.body == "gp" and not sender.gp:
        faults.append("a GP's office needs «gp», its id in the population register")
    return faults + [f"key {place}: {fault}" for place, key in enumerate(sender.keys, 1) if (fault := _fault(key))]


def _fault(given: dict[str, Any]) -> str:
    """What is wrong with a key: it must be public, named, and strong enough."""
    try:
        key = JWKRegistry.import_key(given)
    except (JoseError, ValueError, TypeError, KeyError):
        return "is no JWK"
    if not isinstance(key, RSAKey | ECKey):
        return "must be of type RSA or EC"
    if key.is_private:
        return "is private; take it out of here, make a new one, and give only its public part"
    if isinstance(key, RSAKey) and key.raw_value.key_size < SMALLEST_RSA:
        return f"is shorter than {SMALLEST_RSA} bits"
    return "" if given.get("kid") else "has no «kid»"
