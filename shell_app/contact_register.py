"""The contact and reservation register: where mobile numbers, e-mail addresses and language come from (portal.md A147).

It is another organisation's, and people change what stands there at its own page. An operator gives `create_app`
one that asks theirs.
"""

from typing import Protocol

from msgspec import Struct


class Contact(Struct, frozen=True):
    """How to reach somebody; what the register does not know is empty. `language` is a code, such as `nn`."""

    mobile: str = ""
    email: str = ""
    language: str = ""
    mailbox: str = ""
    """The name of another digital mailbox, where there is one."""


class ContactRegister(Protocol):
    """What we ask the register, and the address of the page where people change what it says."""

    page: str

    def find(self, number: str) -> Contact:
        """How to reach the person with this number, as far as it is known."""
        ...


class NoContactRegister:
    """For a portal that is not joined to one: nobody can be reached but in the app."""

    page = ""

    def find(self, number: str) -> Contact:
        return Contact()
