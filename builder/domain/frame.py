"""What stands around the main part of every page of a language, as a value."""

from msgspec import Struct

from builder.domain.pages import LanguageChoice, Ref, Said


class Helpline(Struct, frozen=True):
    """Help by telephone: the number as it is read and as it is called, when it is open or what it is for."""

    phone: str
    called: str
    hours: Said


class Frame(Struct, frozen=True):
    """What stands around the main part of every page of a language, the same on them all (portal.md A20, A33–A39).

    `letters` are those of the A–Å index that have entries, with their pages; `about` the pages about the portal
    itself; `guides` those that explain what parents and young people may do, for the pages of services; `urgent` the
    numbers to call when it cannot wait; `search` the address a search goes to.
    """

    helpline: Helpline | None = None
    urgent: tuple[Helpline, ...] = ()
    letters: tuple[tuple[str, str], ...] = ()
    quick: tuple[Ref, ...] = ()
    areas: tuple[str, ...] = ()
    about: tuple[Ref, ...] = ()
    guides: tuple[Ref, ...] = ()
    search: str = ""
    languages: tuple[LanguageChoice, ...] = ()
