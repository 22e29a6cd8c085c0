"""Notices seen by each who is told, pushes that arrive, and the pace of sending"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    seen = op.create_table(
        "notices_seen",
        sa.Column("notice", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_notices_seen_notice"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notices_seen_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("notice", "person", name=op.f("pk_notices_seen")),
    )
    with op.batch_alter_table("notices_seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_seen_person"), ["person"], unique=False)
    notices = sa.table("notices", *(sa.column(name) for name in ("id", "subject", "seen_at")))
    known = sa.select(notices.c.id, notices.c.subject, notices.c.seen_at).where(notices.c.seen_at.is_not(None))
    op.execute(sa.insert(seen).from_select(["notice", "person", "at"], known))
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_column("seen_at")
        batch_op.drop_index(batch_op.f("ix_notices_subject"))
        batch_op.create_index("ix_notices_subject", ["subject", "at"], unique=False)
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrived_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(length=60), server_default="", nullable=False))
    op.create_table(
        "sending_pace",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending_pace")),
    )
    op.execute("INSERT INTO sending_pace (id, since, taken) VALUES (1, '2026-01-01 00:00:00.000000', 0)")


def downgrade() -> None:
    op.drop_table("sending_pace")
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.drop_column("name")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("arrived_at")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_subject")
        batch_op.create_index(batch_op.f("ix_notices_subject"), ["subject"], unique=False)
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(), nullable=True))
    op.drop_table("notices_seen")
