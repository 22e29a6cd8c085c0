"""The least that could be called the same: three look-ups and one durable row in one transaction, and no page.

What a signed-in page does more than this is ours (goals.md L4: at least 0.15 of it).
"""

import os
import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import bindparam, insert, select

from shell_app.records.database import Database
from shell_app.records.tables import people, security_events, sessions

PERSON = select(people.c.id, people.c.name).where(people.c.id == bindparam("person"))
SESSION = select(sessions.c.handle).where(sessions.c.person == bindparam("person")).limit(1)
LATEST = select(security_events.c.id).order_by(security_events.c.id.desc()).limit(1)
ROW = insert(security_events)


def serve() -> Any:
    """What each process of the server makes for itself."""
    database, app = Database(os.environ["HELSEVEI_TRIAL_DATABASE"]), Flask("bare")
    with database.reading() as connection:
        everybody = list(connection.scalars(select(people.c.id)))

    @app.get("/rw")
    def read_and_write() -> str:
        person = {"person": secrets.choice(everybody)}
        with database.writing() as connection:
            name = connection.execute(PERSON, person).one().name
            connection.execute(SESSION, person).one_or_none()
            connection.execute(LATEST).one_or_none()
            connection.execute(ROW, {"at": datetime.now(UTC), "kind": "bare", "code": "bare"})
        return str(name)

    return app
