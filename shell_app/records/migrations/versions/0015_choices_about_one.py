"""Choices about one of the personnel, or about one prescription, by number"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    with op.batch_alter_table("privacy_choices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=40), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("privacy_choices", schema=None) as batch_op:
        batch_op.drop_column("about")
