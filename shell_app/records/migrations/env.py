"""How alembic meets our tables: over the connection it is given."""

from typing import Any, Literal

from alembic import context

from shell_app.records import inbox_tables, notice_tables  # noqa: F401 – they join METADATA
from shell_app.records.tables import METADATA, Moment


def _shown(kind: str, thing: object, _: Any) -> str | Literal[False]:
    """A step says what the database keeps, so that it stays right when our types change."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, Moment) else False


def _ours(name: str | None, kind: str, _: Any) -> bool:
    """The full-text index is written by hand for each database, with the tables that SQLite makes of it."""
    return not (kind == "table" and (name or "").startswith("message_words"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=_shown,
    include_name=_ours,
)
context.run_migrations()
