"""why something came, what a person wishes to come, and ideas that come back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("members", sa.Column("wishes", sa.JSON(), nullable=True))
    op.add_column("prompts", sa.Column("step_id", sa.BigInteger(), nullable=True))
    op.add_column("prompts", sa.Column("why", sa.String(), nullable=True))
    op.create_index("ix_prompts_member_id_reading_id", "prompts", ["member_id", "reading_id"])
    op.create_table(
        "returns",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("faded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_returns_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "reading_id", name="pk_returns"),
    )


def downgrade() -> None:
    """Reasons, wishes and returns have no place in the earlier schema, and go."""
    op.drop_table("returns")
    op.drop_index("ix_prompts_member_id_reading_id", table_name="prompts")
    op.drop_column("prompts", "why")
    op.drop_column("prompts", "step_id")
    op.drop_column("members", "wishes")
