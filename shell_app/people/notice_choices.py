"""How, how often and about whom somebody wants to be told that something has come (portal.md A136–A153)."""

from typing import Literal, get_args

from msgspec import Struct

Fallback = Literal["sms", "email", "both"]
"""What is used when the app does not reach anybody (portal.md A143–A146)."""
Frequency = Literal["few", "standard", "many"]
Occasion = Literal["treatment", "answer", "receipt", "home-visit", "shut", "opened"]
"""What a notice is about: treatment and follow-up; an answer to what one asked; a receipt; a home visit; that one's
portal was shut for fear of a thief, or opened again."""

FALLBACKS: tuple[Fallback, ...] = get_args(Fallback)
OCCASIONS: dict[Frequency, tuple[Occasion, ...]] = {
    "few": ("treatment",),
    "standard": ("treatment", "answer"),
    "many": ("treatment", "answer", "receipt", "home-visit"),
}
"""What each frequency tells of: each has all of the one before (portal.md A149–A151)."""
ABOUT_THE_DOOR: tuple[Occasion, ...] = ("shut", "opened")
"""Told to the person alone, by SMS and e-mail both, whatever they have chosen: a thief may have chosen it for them."""


class NoticeChoices(Struct, frozen=True):
    """What somebody has chosen; until then the usual. `about` are those whose proxy one holds and whose notices one
    wants. One's children under 16 are not in it: of them one is always told (portal.md A153)."""

    fallback: Fallback = "email"
    frequency: Frequency = "standard"
    about: frozenset[str] = frozenset()

    def asks_for(self, occasion: Occasion) -> bool:
        return occasion in OCCASIONS[self.frequency]
