"""short links of announcements, and how often each was opened"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.create_table(
        "short_links",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("count", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name="fk_short_links_announcement_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", name="pk_short_links"),
        sa.UniqueConstraint(
            "announcement_id", "digest", name="uq_short_links_announcement_id_digest"
        ),
    )


def downgrade() -> None:
    """Links that went out lead nowhere any more; what they led to is in the announcements."""
    op.drop_table("short_links")
