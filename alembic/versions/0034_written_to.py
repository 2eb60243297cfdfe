"""staff write to people who did not ask"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column(
        "inquiries",
        sa.Column("by_society", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "staff_messages",
        sa.Column("id", serial, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("program", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name="fk_staff_messages_author_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_messages"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_staff_messages_author_id", "staff_messages", ["author_id"])
    op.create_table(
        "staff_message_people",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["staff_messages.id"],
            name="fk_staff_message_people_message_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name="fk_staff_message_people_member_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", "member_id", name="pk_staff_message_people"),
    )
    op.create_index("ix_staff_message_people_member_id", "staff_message_people", ["member_id"])


def downgrade() -> None:
    """What was sent stays at the desk; what was not has no place in the earlier schema, and goes."""
    op.drop_table("staff_message_people")
    op.drop_table("staff_messages")
    op.drop_column("inquiries", "by_society")
