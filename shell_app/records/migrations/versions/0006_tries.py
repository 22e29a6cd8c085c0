"""How often somebody has tried something"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "tries",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("who", sa.LargeBinary(length=32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "who", "since", name=op.f("pk_tries")),
    )
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tries_until"), ["until"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tries_until"))
    op.drop_table("tries")
