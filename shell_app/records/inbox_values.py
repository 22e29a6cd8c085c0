"""What an inbox holds and what is asked of it, as values."""

from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from shell_app.access.items import Marks

Kind = Literal["message", "letter", "receipt", "registry"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Enclosed(Struct, frozen=True):
    """A document that comes with a message."""

    name: str
    media_type: str
    content: bytes


class Written(Struct, frozen=True):
    """One message on its way into the inbox. `own` are those the citizen wrote, or someone on their behalf:
    `basis` tells on what."""

    sender: str
    body: str
    at: datetime
    own: bool = False
    basis: str = ""
    enclosed: tuple[Enclosed, ...] = ()


class Thread(Struct, frozen=True):
    """A row of the list: what it is about, who wrote last from outside, how many messages, how many unread."""

    id: str
    kind: Kind
    title: str
    sender: str
    place: str
    marks: Marks
    archived: bool
    unread: int
    total: int
    last_at: datetime
    time_at: datetime | None = None
    declined_at: datetime | None = None


class Attachment(NamedTuple):
    id: str
    name: str
    media_type: str
    size: int


class Message(Struct, frozen=True):
    sender: str
    own: bool
    at: datetime
    body: str
    attachments: tuple[Attachment, ...]


class Sought(Struct, frozen=True):
    """What «Finn melding» asks for; `kinds` are those that whoever looks may see."""

    kinds: tuple[Kind, ...]
    words: str = ""
    sender: str = ""
    first: date | None = None
    last: date | None = None
    unread: bool = False
    archived: bool = False
    confidential: bool = True
    """Whether conversations that are closed to parents are shown."""
    for_oneself: bool = True
    """Whether conversations that are closed to proxies are shown."""
    from_parents: bool = True
    """Whether what parents wrote is shown: to the child it is not (R20)."""


class Place(NamedTuple):
    """Where a page of the list begins: after this one."""

    last_at: datetime
    id: str


class Opened(Struct, frozen=True):
    """What a conversation is begun with. `to` is the name of the place that the citizen writes to first."""

    kind: Kind
    title: str
    place: str = ""
    to: str = ""
    marks: Marks = Marks()
    time_at: datetime | None = None
