"""The settings"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "notice_choices",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("fallback", sa.String(length=8), nullable=False),
        sa.Column("frequency", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notice_choices_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_notice_choices")),
    )
    op.create_table(
        "notices_about",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["about"], ["people.id"], name=op.f("fk_notices_about_about"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notices_about_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "about", name=op.f("pk_notices_about")),
    )
    with op.batch_alter_table("notices_about", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_about_about"), ["about"], unique=False)

    op.create_table(
        "permissions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("tool", sa.String(length=200), nullable=False),
        sa.Column("reads", sa.String(length=64), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_permissions_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permissions")),
    )
    with op.batch_alter_table("permissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_permissions_person"), ["person"], unique=False)

    op.create_table(
        "privacy_choices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("setting", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=8), nullable=False),
        sa.Column("requested", sa.DateTime(), nullable=False),
        sa.Column("confirmed", sa.DateTime(), nullable=True),
        sa.Column("chosen_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_privacy_choices_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_choices")),
    )
    with op.batch_alter_table("privacy_choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privacy_choices_person"), ["person"], unique=False)

    op.create_table(
        "profiles",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_profiles_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_profiles")),
    )
    op.create_table(
        "witnesses",
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("anchor", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["people.id"], name=op.f("fk_witnesses_subject")),
        sa.PrimaryKeyConstraint("subject", "anchor", name=op.f("pk_witnesses")),
    )
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.create_index("ix_uses_at", ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.drop_index("ix_uses_at")

    op.drop_table("witnesses")
    op.drop_table("profiles")
    with op.batch_alter_table("privacy_choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privacy_choices_person"))

    op.drop_table("privacy_choices")
    with op.batch_alter_table("permissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_permissions_person"))

    op.drop_table("permissions")
    with op.batch_alter_table("notices_about", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notices_about_about"))

    op.drop_table("notices_about")
    op.drop_table("notice_choices")
