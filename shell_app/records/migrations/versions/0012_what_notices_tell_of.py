"""What conversation a notice tells of, and how many of a conversation's messages are from parents"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0006"

NOTICES_OF_BEFORE = """
UPDATE notices SET thread = coalesce((
    SELECT threads.id FROM threads JOIN messages ON messages.thread = threads.id
    WHERE threads.subject = notices.subject AND messages.at = notices.at AND NOT messages.own
    ORDER BY threads.confidential DESC LIMIT 1
), '') WHERE service = 'innboks'
"""
"""A message and its notice were written with the same moment; of several the one that fewest may see."""
MESSAGES_OF_BEFORE = """
UPDATE threads SET by_parents = (
    SELECT count(*) FROM messages WHERE messages.thread = threads.id AND messages.basis = 'parent'
)
"""


def upgrade() -> None:
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread", sa.String(length=32), server_default="", nullable=False))
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_parents", sa.Integer(), server_default="0", nullable=False))
    op.execute(NOTICES_OF_BEFORE)
    op.execute(MESSAGES_OF_BEFORE)


def downgrade() -> None:
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.drop_column("by_parents")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_column("thread")
