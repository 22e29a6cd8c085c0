"""What the portal knows of one language."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Language:
    """A language that pages or interface words can be in."""

    code: str
    """BCP 47, as it stands in `lang`, in file names and in URLs."""
    autonym: str
    """Its name in itself."""
    english: str
    alphabet: tuple[str, ...]
    """The letters of its A–Å index. The first letter's script is filed before all others."""
    dir: Literal["ltr", "rtl"] = "ltr"
    order: str = ""
    """Where it departs from the order all languages share, as CLDR's standard collation says it."""
    understood: tuple[str, ...] = ()
    """Codes of the languages whose pages its readers read as well as their own."""
    fallback: str | None = "en"
    """The language of an interface word that its catalogue lacks."""
    aliases: tuple[str, ...] = ()
    """Other codes it is found under in the wild."""
