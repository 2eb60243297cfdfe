"""send times have numbers, so that one used late puts off the one that could meet it within a second"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("pace", sa.Column("number", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("pace", "number")
