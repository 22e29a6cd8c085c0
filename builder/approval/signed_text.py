"""An earlier text of an edition, kept beside the approvals that are about it.

    helsevei edition 1
    language nb
    text 75d2ccc2…
    changed 2026-03-09

    <title>
    Astma hos barn
    <lead>
    …

Above stand the lines that were digested, below the canonical text. The file needs no signature: its fingerprint is
worked out from what it says, and is the one that the approval names.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from builder.markdown.canonical import digest_of_text


class SignedText(NamedTuple):
    """`lines` are the statement that the fingerprint is made of, `canonical` is the text that it names."""

    lines: tuple[str, ...]
    canonical: str

    @property
    def fingerprint(self) -> str:
        return sha256("\n".join(self.lines).encode()).hexdigest()


def signed_text(lines: Sequence[str], canonical: str) -> str:
    """The file's text."""
    return "\n".join([*lines, "", canonical, ""])


def read_signed_text(text: str) -> SignedText | None:
    """What the file says, or None where its two halves do not belong together."""
    head, _, rest = text.partition("\n\n")
    found = SignedText(tuple(head.split("\n")), rest.removesuffix("\n"))
    return found if f"text {digest_of_text(found.canonical)}" in found.lines else None


def name_of_text(language: str, fingerprint: str) -> str:
    return f"{language}.text.{fingerprint[:16]}.txt"
