"""updates that can't be handled are set aside"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ASIDE = sa.text("aside_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("inbox", sa.Column("aside_at", sa.DateTime(timezone=True), nullable=True))
    # What was emptied when somebody left is done.
    op.execute("UPDATE inbox SET done_at = received_at WHERE done_at IS NULL AND body IS NULL")
    op.create_index(
        "ix_inbox_aside", "inbox", ["aside_at"], sqlite_where=ASIDE, postgresql_where=ASIDE
    )


def downgrade() -> None:
    op.drop_index("ix_inbox_aside", "inbox", sqlite_where=ASIDE, postgresql_where=ASIDE)
    op.drop_column("inbox", "aside_at")
