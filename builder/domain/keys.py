"""The keys that partners' people sign with, and when each counts."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

YesNo = Literal["yes", "no"]
"""Written out, since YAML's bare `no` would otherwise be a trap."""

Moment = Annotated[
    str,
    Meta(
        pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$",
        extra={"written": "as a moment in universal time, such as 2026-11-23T12:00:00Z"},
    ),
]
"""As text: in this form the later of two moments is the greater text."""


class Revocation(Struct, frozen=True, forbid_unknown_fields=True):
    """From when and why a key counts no more. Whoever has it can write any date into what they sign: so nothing
    it has signed counts, but for the approvals named here."""

    at: Annotated[Moment, Meta(description="The moment from which it counts no more.")]
    reason: Annotated[
        Literal["left", "replaced", "stolen"],
        Meta(description="Who held it left, it was replaced, or somebody else may have it."),
    ]
    keeps: Annotated[
        tuple[str, ...],
        Meta(description="The digests of approvals that still count; `helsevei keys revoke` lists them."),
    ] = ()


class PartnerKey(Struct, frozen=True, forbid_unknown_fields=True, rename={"valid_from": "from", "valid_to": "to"}):
    """A key that somebody at a partner signs with, and when it counts."""

    holder: Annotated[str, Meta(min_length=1, max_length=100, description="Who holds it: a person or an office.")]
    key: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9@.-]+ [A-Za-z0-9+/_-]+={0,2}$",
            max_length=4000,
            description="The public key: a line as in id_ed25519.pub without its comment, or a passkey.",
            extra={"written": "as the line in id_ed25519.pub: its kind, a space and the key, without the comment"},
        ),
    ]
    valid_from: Annotated[date, Meta(description="The first day it counts.")]
    valid_to: Annotated[date, Meta(description="The last day it counts.")] | None = None
    origin: (
        Annotated[
            str,
            Meta(
                pattern=r"^https://[^\s/]+$|^http://localhost(:[0-9]+)?$",
                description="For a passkey: the address it signs at.",
                extra={"written": "as https:// and the host, such as https://www.example.org"},
            ),
        ]
        | None
    ) = None
    revoked: Annotated[Revocation, Meta(description="When and why it counts no more.")] | None = None
