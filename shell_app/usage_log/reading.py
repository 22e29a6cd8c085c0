"""Whose eyes a row of the log is for, and how the citizen finds one among many (portal.md A188–A191)."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from shell_app.access.decision import Basis
from shell_app.access.people import local_date
from shell_app.usage_log.chain import Row


def shown(rows: Iterable[Row], basis: Basis | None) -> tuple[Row, ...]:
    """The person sees every row, whoever acted; a parent none that is confidential; a proxy none at all (T3)."""
    if basis == "self":
        return tuple(rows)
    return tuple(row for row in rows if basis == "parent" and not row.use.confidential)


class Sought(Struct, frozen=True):
    """What «Finn logginnslag» asks for: what is left out is not asked for. Both days are included."""

    first: date | None = None
    last: date | None = None
    actor: str = ""
    service: str = ""
    basis: str = ""

    def matches(self, row: Row) -> bool:
        day = local_date(row.use.at)
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and self.actor in ("", row.use.actor)
            and self.service in ("", row.use.service)
            and self.basis in ("", row.use.basis)
        )
