"""practices that people took up, each for a day"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "tries",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_tries_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "reading_id", name="pk_tries"),
    )


def downgrade() -> None:
    """What was taken up has no place in the earlier schema, and goes; what was answered stays."""
    op.drop_table("tries")
