"""Texts and links as pages show them, with the language they are in."""

from msgspec import Struct


class Said(Struct, frozen=True, gc=False):
    """A text, and its language where that is not the page's."""

    text: str
    language: str = ""
    direction: str = ""


class Ref(Struct, frozen=True, gc=False):
    """A link to another page of ours. `icon` is the name of the icon beside it, if it has one."""

    title: Said
    href: str
    summary: Said | None = None
    icon: str = ""


class LanguageChoice(Struct, frozen=True, gc=False):
    """A language this very page exists in (portal.md, «Language switch»)."""

    code: str
    autonym: str
    direction: str
    href: str
