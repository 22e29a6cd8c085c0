"""Which person an identity provider means by its own name for them: one name, one person, for good."""

from sqlalchemy import Connection, insert, select

from shell_app.records.tables import identities


def link(connection: Connection, issuer: str, sub: str, person: str) -> bool:
    """Whether the provider's `sub` is this person's; the first time it becomes so."""
    known = connection.scalar(select(identities.c.person).where(identities.c.issuer == issuer, identities.c.sub == sub))
    if known is None:
        connection.execute(insert(identities).values(issuer=issuer, sub=sub, person=person))
    return known is None or known == person
