"""the page about the society, as staff wrote it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.create_table(
        "society",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published", sa.JSON(), nullable=False),
        sa.Column("files_said", sa.JSON(), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_society"),
    )


def downgrade() -> None:
    """The files alone say it again; what staff wrote has no place in the earlier schema."""
    op.drop_table("society")
