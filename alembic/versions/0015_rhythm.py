"""how often somebody is written to who does not answer"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NUMBERS = ("unheard", "slowed")
SWITCHES = ("keeps_pace", "readings_only")
MOMENTS = {"unheard_on": sa.Date(), "slowed_at": sa.DateTime(timezone=True)}


def upgrade() -> None:
    for name in NUMBERS:
        op.add_column("members", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name in SWITCHES:
        op.add_column(
            "members", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    for name, kind in MOMENTS.items():
        op.add_column("members", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name in (*MOMENTS, *SWITCHES, *NUMBERS):
        op.drop_column("members", name)
