"""An edition in the archive: what its page there says."""

from datetime import date

from msgspec import Struct


class ArchivedChange(Struct, frozen=True, gc=False):
    """A change from the text before: its class, and the words before and then, in plain text."""

    weight: str
    before: str
    after: str


class ArchivedStep(Struct, frozen=True, gc=False):
    """A text of the edition that was published on a day. `changes` are those since the one before it."""

    fingerprint: str
    day: date
    changes: tuple[ArchivedChange, ...]
    is_first: bool


class ArchivedPage(Struct, frozen=True, tag=True):
    """`body` is as its author wrote it, with `facts` as they stood in it; `steps` the whole history, newest first."""

    fingerprint: str
    language: str
    title: str
    summary: str
    href: str
    body: str
    facts: dict[str, str]
    approvals: tuple[str, ...]
    steps: tuple[ArchivedStep, ...]


class Announced(Struct, frozen=True, gc=False):
    """A text in a feed: how much its last change worth telling matters («new» for a first one), and when it was
    published."""

    href: str
    title: str
    summary: str
    moment: str
    weight: str
    fingerprint: str
