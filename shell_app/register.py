"""The population register: where names, birth dates, addresses and parental responsibility come from (portal.md A128).

It is another organisation's; the shell knows it by this face alone. An operator gives `create_app` one that
asks theirs.
"""

from datetime import date
from typing import Protocol

from msgspec import Struct


class GpOffice(Struct, frozen=True):
    """A general practitioner's office and the services it offers through the portal (portal.md A74)."""

    id: str
    name: str
    offers: tuple[str, ...]


class Registered(Struct, frozen=True, kw_only=True):
    """One person as the register has them. `address` marks a dwelling and is no postal address;
    `postal_address` is one line, empty where it is protected."""

    number: str
    name: str
    born: date
    address: str | None = None
    postal_address: str = ""
    protected: bool = False
    dead: bool = False
    region: str = ""
    gp: GpOffice | None = None
    guardians: tuple[str, ...] = ()
    """The numbers of those with parental responsibility."""


class Register(Protocol):
    """What we ask the register."""

    def find(self, number: str) -> Registered | None:
        """The person with this number, if there is one."""
        ...

    def children_of(self, number: str) -> tuple[str, ...]:
        """The numbers of those under 18 for whom this person has parental responsibility."""
        ...
