"""Carries out a planned change of consent, effect by effect, in the transaction that is given."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, update

from shell_app.people.consent import ConsentPlan, DropNotice, EndGrant, Opening, SetConsent
from shell_app.records import notices, people, proxies
from shell_app.records.tables import people as people_table


def carry_out(
    connection: Connection, plan: ConsentPlan, chosen_by: str, now: datetime, purge: Callable[[Opening], None]
) -> None:
    """`purge` deletes all that is kept about the person for an opening."""
    for effect in plan.effects:
        if isinstance(effect, SetConsent):
            people.choose_consent(connection, plan.person, effect.level, chosen_by, now)
        elif isinstance(effect, EndGrant):
            proxies.end(connection, effect.grant, plan.person, now)
        elif isinstance(effect, DropNotice):
            notices.drop(connection, plan.person, effect.notice)
        else:
            purge(effect.opening)


def let_child_use(connection: Connection, child: str, allowed: bool) -> None:
    """A parent's consent to a 13–15-year-old's own use, or its withdrawal (portal.md A54, R17)."""
    connection.execute(update(people_table).where(people_table.c.id == child).values(parents_consent=allowed))
