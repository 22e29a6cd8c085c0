"""What people have chosen about their notices."""

from sqlalchemy import Connection, delete, func, insert, select, update

from shell_app.people.notice_choices import NoticeChoices
from shell_app.records.tables import notice_choices, notices_about


def find(connection: Connection, person: str) -> NoticeChoices:
    """The person's choices, or the usual ones."""
    row = connection.execute(select(notice_choices).where(notice_choices.c.person == person)).one_or_none()
    about = connection.scalars(select(notices_about.c.about).where(notices_about.c.person == person))
    return NoticeChoices(row.fallback, row.frequency, frozenset(about)) if row else NoticeChoices()


def keep(connection: Connection, person: str, choices: NoticeChoices) -> None:
    """From now on these, all of them at once."""
    values = {"fallback": choices.fallback, "frequency": choices.frequency}
    if not connection.execute(update(notice_choices).where(notice_choices.c.person == person).values(values)).rowcount:
        connection.execute(insert(notice_choices).values({**values, "person": person}))
    connection.execute(delete(notices_about).where(notices_about.c.person == person))
    if choices.about:
        rows = [{"person": person, "about": each} for each in sorted(choices.about)]
        connection.execute(insert(notices_about), rows)


def count(connection: Connection, person: str) -> int:
    """How many choices are kept: the person's own, and one for each whose notices they have asked for."""
    tables = (notice_choices, notices_about)
    kept = (select(func.count()).select_from(table).where(table.c.person == person) for table in tables)
    return sum(connection.scalar(one) or 0 for one in kept)


def forget(connection: Connection, person: str) -> None:
    """The usual ones are theirs again."""
    for table in (notice_choices, notices_about):
        connection.execute(delete(table).where(table.c.person == person))
