"""One use of somebody's services, and the bytes that stand for it in the chain."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

Basis = Literal["self", "parent", "proxy", "personnel"]

FORMAT = "helsevei-use-1"


class Use(Struct, frozen=True):
    """Who used what of whose, on what basis: never what was in it (portal.md A189, access-rules.md T2).

    `actor` and `subject` are handles. `purpose` is what personnel gave as their reason, with the ticket; others
    have none. `confidential` is set by health personnel: such a row is not shown to parents.
    """

    actor: str
    subject: str
    basis: Basis
    service: str
    action: str
    at: datetime
    request: str
    purpose: str = ""
    confidential: bool = False


def fields(use: Use, number: int) -> list[str]:
    """Everything of the use's row as texts, in the order that is hashed and exported."""
    confidential = "confidential" if use.confidential else ""
    who = [use.actor, use.subject, use.basis, use.service, use.action]
    return [FORMAT, str(number), *who, moment(use.at), use.request, use.purpose, confidential]


def canonical(texts: Iterable[str]) -> bytes:
    """Each text in UTF-8 after its length in four bytes, so that no two rows have the same bytes."""
    parts: list[bytes] = []
    for text in texts:
        encoded = text.encode()
        parts += (len(encoded).to_bytes(4, "big"), encoded)
    return b"".join(parts)


def moment(at: datetime) -> str:
    """A moment to the microsecond in UTC, always written alike: 2026-11-23T20:15:00.000000Z."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
