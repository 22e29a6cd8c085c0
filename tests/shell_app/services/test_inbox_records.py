"""The inbox in both databases: paged by place, found by words, each person's alone."""

from datetime import timedelta

import pytest

from shell_app.access.items import Marks
from shell_app.records import erasing, messages
from shell_app.records.database import Database
from shell_app.records.erasing import UNDONE_WITHIN
from shell_app.records.inbox_values import KINDS, Enclosed, Opened, Place, Sought, Written
from tests.shell_app.settings.some_people import NOON, three_people

ALL = Sought(KINDS)
SECOND = timedelta(seconds=1)


def written(body: str, minutes: int = 0, own: bool = False) -> Written:
    return Written("Elvebredden legesenter", body, NOON + timedelta(minutes=minutes), own)


def titles(database: Database, subject: str, sought: Sought, limit: int = 50, after: Place | None = None) -> list[str]:
    with database.reading() as connection:
        return [one.title for one in messages.page(connection, subject, sought, limit, after)]


def test_a_conversation_counts_what_is_in_it_and_what_is_unread(database: Database) -> None:
    """portal.md A70: «Innkallingsbrev (2)»."""
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        thread = messages.begin(connection, ada, Opened("letter", "Innkalling"), [written("Velkommen")])
        messages.add(connection, ada, thread, [written("Det passer ikke", 1, own=True), written("Ny time", 2)])
        found = messages.find(connection, ada, thread, ALL)
        assert found and (found.total, found.unread, found.last_at) == (3, 2, NOON + timedelta(minutes=2))
        assert messages.totals(connection, ada, ALL) == (3, 2)
        messages.read(connection, thread)
        assert messages.totals(connection, ada, ALL) == (3, 0)
        assert [one.body for one in messages.messages_of(connection, thread)] == [
            "Velkommen",
            "Det passer ikke",
            "Ny time",
        ]
        assert messages.find(connection, bo, thread, ALL) is None and messages.totals(connection, bo, ALL) == (0, 0)


def test_the_child_counts_what_it_is_shown_and_the_parents_all(database: Database) -> None:
    """R20: what a parent wrote in a conversation that the place began is not hinted at by a number either."""
    ada, _, _ = three_people(database)
    childs = Sought(KINDS, from_parents=False)
    with database.writing() as connection:
        thread = messages.begin(connection, ada, Opened("message", "Time"), [written("Hei")])
        from_parent = Written("Bo", "Hemmelig", NOON + timedelta(minutes=1), own=True, basis="parent")
        messages.add(connection, ada, thread, [from_parent, written("Svar", 2)])
        for sought, total in ((ALL, 3), (childs, 2)):
            found = messages.find(connection, ada, thread, sought)
            assert found and found.total == total
            assert [one.total for one in messages.page(connection, ada, sought, 9)] == [total]
            assert messages.totals(connection, ada, sought) == (total, 2)


def test_pages_follow_each_other_without_gap_or_repeat(database: Database) -> None:
    """Also where many came at the same moment, and where something new comes in between."""
    ada, _, _ = three_people(database)
    with database.writing() as connection:
        for number in range(25):
            messages.begin(connection, ada, Opened("message", f"{number}"), [written("Hei", number // 5)])
    seen: list[str] = []
    place: Place | None = None
    while True:
        with database.reading() as connection:
            rows = messages.page(connection, ada, ALL, 7, place)
        if not rows:
            break
        seen += [row.title for row in rows]
        place = Place(rows[-1].last_at, rows[-1].id)
        with database.writing() as connection:
            messages.begin(connection, ada, Opened("message", "new"), [written("Hei", 99)])
    assert sorted(map(int, seen)) == list(range(25))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("blodprøve", ["Svar"]), ("BLODPRØVE", ["Svar"]), ("blod", ["Svar"]), ("legesenter blod", ["Svar"]),
        ("svar", ["Svar"]), ("blod kneet", []), ("kneet", ["Kne"]), ("blodprove", []), ("elvebredden", ["Kne", "Svar"]),
        ('"', []), ("' OR 1=1 --", []), ("whose:x", []), ("NOT", []), ("blod* AND", []), (") MATCH (", []), ("\x00", []), ("!&|<->", []),
    ],
)  # fmt: skip
def test_words_are_found_as_they_begin_and_nothing_is_read_as_a_query(
    database: Database, words: str, found: list[str]
) -> None:
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        messages.begin(connection, ada, Opened("message", "Svar"), [written("Svaret på blodprøven din er klart")])
        messages.begin(connection, ada, Opened("message", "Kne"), [written("Hvordan går det med kneet?", 1)])
        messages.begin(connection, bo, Opened("message", "Annen"), [written("Blodprøve av kneet hos elvebredden")])
    assert titles(database, ada, Sought(ALL.kinds, words)) == found


def test_filters_and_marks_hold_back_what_they_should(database: Database) -> None:
    """R5 by kind, R19 and R26 by mark; the archive is a place of its own; unread alone."""
    ada, _, _ = three_people(database)
    with database.writing() as connection:
        messages.begin(connection, ada, Opened("receipt", "Kvittering"), [written("Mottatt")])
        hidden = messages.begin(
            connection, ada, Opened("message", "Fortrolig", marks=Marks(confidential=True)), [written("x", 1)]
        )
        messages.begin(connection, ada, Opened("letter", "Eget", marks=Marks(not_for_proxies=True)), [written("x", 2)])
        messages.read(connection, hidden)
    assert titles(database, ada, ALL) == ["Eget", "Fortrolig", "Kvittering"]
    assert titles(database, ada, Sought(("receipt",))) == ["Kvittering"]
    assert titles(database, ada, Sought(ALL.kinds, confidential=False)) == ["Eget", "Kvittering"]
    assert titles(database, ada, Sought(ALL.kinds, for_oneself=False)) == ["Fortrolig", "Kvittering"]
    assert titles(database, ada, Sought(ALL.kinds, unread=True)) == ["Eget", "Kvittering"]
    with database.writing() as connection:
        messages.archive(connection, hidden, True)
    assert titles(database, ada, ALL) == ["Eget", "Kvittering"]
    assert titles(database, ada, Sought(ALL.kinds, archived=True)) == ["Fortrolig"]


def test_what_is_erased_is_found_by_nothing_and_can_be_taken_back_for_ten_minutes(database: Database) -> None:
    ada, bo, _ = three_people(database)
    pdf = Enclosed("brev.pdf", "application/pdf", b"%PDF-")
    with database.writing() as connection:
        first = Written("Sykehuset", "Innkalling til skanning", NOON, enclosed=(pdf,))
        thread = messages.begin(connection, ada, Opened("letter", "Time"), [first])
        ((name, size),) = [(one.name, one.size) for one in messages.messages_of(connection, thread)[0].attachments]
        attachment = messages.messages_of(connection, thread)[0].attachments[0].id
        assert (name, size) == ("brev.pdf", 5) and messages.document(connection, thread, attachment) == pdf
        assert messages.document(connection, "other", attachment) is None
        erasing.erase(connection, thread, NOON)
        assert messages.find(connection, ada, thread, ALL) is None
    assert titles(database, ada, Sought(ALL.kinds, "skanning")) == []
    with database.writing() as connection:
        assert erasing.purge(connection, NOON + UNDONE_WITHIN - SECOND) == 0
        assert erasing.restore(connection, ada, thread, NOON + UNDONE_WITHIN - SECOND)
        assert not erasing.restore(connection, bo, thread, NOON)
    assert titles(database, ada, Sought(ALL.kinds, "skanning")) == ["Time"]
    with database.writing() as connection:
        erasing.erase(connection, thread, NOON)
        assert not erasing.restore(connection, ada, thread, NOON + UNDONE_WITHIN)
        assert erasing.purge(connection, NOON + UNDONE_WITHIN) == 1
        assert messages.document(connection, thread, attachment) is None
