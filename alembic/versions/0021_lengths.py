"""how much of a reading comes with its question: what a member chose, and how each prompt was brought"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("members", sa.Column("reading_length", sa.String(), nullable=True))
    op.add_column(
        "prompts", sa.Column("short", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("prompts", "short")
    op.drop_column("members", "reading_length")
