"""For whom somebody may use the portal, asked of the database (portal.md A117, A118)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from shell_app.access.catalogue import Catalogue
from shell_app.access.own_pages import OWN_PAGES
from shell_app.access.rules import Service
from shell_app.people import representation
from shell_app.records import people
from shell_app.records.people import Known


def everything(catalogue: Catalogue) -> Mapping[str, Service]:
    """The services and the settings: a parent chooses for a child for whom nothing has been chosen yet (R17)."""
    return {**catalogue.services, **OWN_PAGES}


def represented(connection: Connection, catalogue: Catalogue, actor: Known, now: datetime) -> list[Known]:
    """Children first, the eldest before the others, then those who gave a proxy."""
    services, policy = everything(catalogue), catalogue.policy
    return [
        known
        for known, subject in people.bound_to(connection, actor.id)
        if representation.may_act_for(actor.person, subject, services, now, policy)
    ]
