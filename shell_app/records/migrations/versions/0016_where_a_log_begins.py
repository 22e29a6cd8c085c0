"""Where a log of use begins whose first rows have been kept for their time"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "cuts",
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["people.id"], name=op.f("fk_cuts_subject")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_cuts")),
    )
    with op.batch_alter_table("witnesses", schema=None) as batch_op:
        batch_op.create_index("ix_witnesses_at", ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("witnesses", schema=None) as batch_op:
        batch_op.drop_index("ix_witnesses_at")
    op.drop_table("cuts")
