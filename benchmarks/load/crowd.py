"""People enough that few ask at the same moment for the same: signed in, half of them parents of a child."""

import secrets
from datetime import date, datetime

from sqlalchemy import insert

from development.trial import Trial
from shell_app.records.handles import new_handle
from shell_app.records.tables import guardianships, people


def move_in(trial: Trial, count: int, now: datetime) -> list[str]:
    """So many grown-ups; the tokens of their sessions."""
    grown_ups, children, bonds = [], [], []
    for turn in range(count):
        parent = _person(trial, f"Voksen {turn}", date(1980, 1, 1 + turn % 28), now)
        grown_ups.append(parent)
        if turn % 2:
            child = _person(trial, f"Barn {turn}", date(2018, 1, 1 + turn % 28), now)
            children.append(child)
            bonds.append({"child": child["id"], "guardian": parent["id"]})
    with trial.database.writing() as connection:
        connection.execute(insert(people), [*grown_ups, *children])
        connection.execute(insert(guardianships), bonds)
    return [trial.begin(str(each["id"])) for each in grown_ups]


def _person(trial: Trial, name: str, born: date, now: datetime) -> dict[str, object]:
    number = secrets.token_hex(8)
    return {
        "id": new_handle(),
        "number_mark": trial.keyring.mark(number),
        "number_sealed": trial.keyring.seal(number.encode(), "national number"),
        "name": name,
        "born": born,
        "address": "storgata-1",
        "protected": False,
        "dead": False,
        "region": "vest",
        "consent": "full",
        "registered_at": now,
    }
