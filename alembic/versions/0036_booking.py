"""what staff mark on a seat: its payment, and who is there on the day"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    unpaid = sa.text("'unpaid'")
    op.add_column("seats", sa.Column("payment", sa.String(), nullable=False, server_default=unpaid))
    op.add_column("seats", sa.Column("payment_by", sa.BigInteger(), nullable=True))
    op.add_column("seats", sa.Column("present_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """What was marked has no place in the earlier schema, and goes."""
    for column in ("present_at", "payment_by", "payment"):
        op.drop_column("seats", column)
