"""seats that are confirmed once what is needed is answered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.add_column("seats", sa.Column("confirm_by", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Whoever was to have such a seat has it held, as before."""
    op.drop_column("seats", "confirm_by")
