"""corrections that know what they began with"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.add_column("announcements", sa.Column("base", sa.Integer(), nullable=True))


def downgrade() -> None:
    """What pauses for the time being has no state of its own in the earlier schema, and ends."""
    op.execute("UPDATE announcements SET state = 'ended' WHERE state = 'resting'")
    op.drop_column("announcements", "base")
