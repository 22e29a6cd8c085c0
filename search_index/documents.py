"""What is put into an index: pages of any kind in any language, as the builder hands them over."""

from msgspec import Struct


class Document(Struct, frozen=True):
    """A page in one language. `subject` is what its editions share, such as `article:astma`.

    `titles` are what it might as well be called, `names` are keywords.
    """

    subject: str
    language: str
    title: str
    href: str
    kind: str = "article"
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    summary: str = ""
    headings: tuple[str, ...] = ()
    body: str = ""
    partner: str = ""
    topics: tuple[str, ...] = ()


class Name(Struct, frozen=True):
    """One of the names of a concept, in one language."""

    language: str
    text: str


class Concept(Struct, frozen=True):
    """One meaning with its names. `near` are concepts whose pages also answer; `subjects` are pages that explain it."""

    id: str
    names: tuple[Name, ...]
    near: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
