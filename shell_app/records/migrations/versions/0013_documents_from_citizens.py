"""Documents that go with drafts, and when the last message came that a child is shown"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

LAST_OF_BEFORE = """
UPDATE threads SET last_for_self = coalesce((
    SELECT max(messages.at) FROM messages WHERE messages.thread = threads.id AND messages.basis <> 'parent'
), last_at)
"""


def upgrade() -> None:
    op.create_table(
        "draft_documents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("draft", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name=op.f("fk_draft_documents_draft"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_documents")),
    )
    with op.batch_alter_table("draft_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_documents_draft"), ["draft"], unique=False)
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_for_self", sa.DateTime(), nullable=True))
    op.execute(LAST_OF_BEFORE)
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.alter_column("last_for_self", existing_type=sa.DateTime(), nullable=False)
        batch_op.create_index("ix_threads_for_self", ["subject", "archived", "last_for_self", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.drop_index("ix_threads_for_self")
        batch_op.drop_column("last_for_self")
    op.drop_table("draft_documents")
