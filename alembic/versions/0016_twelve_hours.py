"""how somebody wants times written"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("members", sa.Column("twelve_hours", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("members", "twelve_hours")
