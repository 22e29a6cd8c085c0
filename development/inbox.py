"""Post for the town's people: many short conversations, letters with a document, receipts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from msgspec.structs import replace
from sqlalchemy import Connection

from shell_app.records import messages
from shell_app.records.inbox_values import Enclosed, Opened, Written

SUBJECTS: tuple[tuple[Opened, str, str], ...] = (
    (
        Opened("message", "Spørsmål om medisin", "elvebredden"),
        "Elvebredden legesenter",
        "Du kan fortsette med samme dose.",
    ),
    (
        Opened("letter", "Innkallingsbrev fra Demosykehuset", "demosykehuset"),
        "Demosykehuset",
        "Du har fått time. Les brevet som ligger ved.",
    ),
    (Opened("receipt", "Kvittering for byttet fastlege"), "Helsevei", "Vi har mottatt skjemaet ditt."),
    (
        Opened("message", "Svar på blodprøve", "elvebredden"),
        "Elvebredden legesenter",
        "Blodprøven din er fin. Vi tar en ny om et halvt år.",
    ),
    (
        Opened("message", "Hjemmebesøk", "demostad"),
        "Demostad kommune",
        "Vi kommer til deg på mandag mellom klokka ti og tolv.",
    ),
    (
        Opened("registry", "Utskrift fra Demoregisteret", "demoregisteret"),
        "Demoregisteret",
        "Dette er registrert om deg hos oss.",
    ),
)
"""What begins each conversation: the conversation, who writes, and what."""
LETTER = Enclosed("innkalling.txt", "text/plain; charset=utf-8", b"Velkommen til Demosykehuset.\n")
PAUSE = timedelta(hours=11)


def put_post(connection: Connection, person: str, count: int, now: datetime) -> None:
    """So many messages, two in each conversation, the last yesterday and the others before it."""
    pairs = list(islice(_conversations(now), -(-count // 2)))
    if count % 2:
        pairs[-1] = (pairs[-1][0], pairs[-1][1][:1])
    begun = messages.begin_all(connection, person, pairs)
    old = begun[len(SUBJECTS) :]
    for start in range(0, len(old), 500):
        messages.read(connection, *old[start : start + 500])


def _conversations(now: datetime) -> Iterator[tuple[Opened, list[Written]]]:
    place = 0
    while True:
        opened, sender, body = SUBJECTS[place % len(SUBJECTS)]
        at = now - timedelta(days=1) - place * PAUSE
        is_letter = opened.kind == "letter"
        first = Written(sender, body, at - timedelta(hours=1), enclosed=(LETTER,) if is_letter else ())
        time_at = at + timedelta(days=14) if is_letter else None
        yield replace(opened, time_at=time_at), [first, Written(sender, "Dette er en påminnelse.", at)]
        place += 1
