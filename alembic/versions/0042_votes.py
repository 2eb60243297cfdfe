"""votes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.add_column("announcements", sa.Column("vote", sa.JSON(), nullable=True))
    op.create_table(
        "votes",
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name="fk_votes_announcement_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_votes_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement_id", "member_id", name="pk_votes"),
    )
    op.create_index("ix_votes_member_id", "votes", ["member_id"])


def downgrade() -> None:
    """Votes have no place in the earlier schema, and go."""
    op.drop_table("votes")
    op.drop_column("announcements", "vote")
