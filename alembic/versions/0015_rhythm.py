"""how often somebody is written to who does not answer, and reminders in the evening"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

MOMENT = sa.DateTime(timezone=True)
NUMBERS = ("unheard", "slowed", "reminders_ignored")
SWITCHES = ("keeps_pace", "readings_only", "reminders")
MORE = {
    "unheard_on": sa.Date(),
    "slowed_at": MOMENT,
    "remind_at": MOMENT,
    "remind_of": sa.BigInteger(),
    "reminded_at": MOMENT,
}


def upgrade() -> None:
    for name in NUMBERS:
        op.add_column("members", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name in SWITCHES:
        op.add_column(
            "members", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    for name, kind in MORE.items():
        op.add_column("members", sa.Column(name, kind, nullable=True))
    op.create_index("ix_members_remind_at", "members", ["remind_at"])


def downgrade() -> None:
    op.drop_index("ix_members_remind_at", table_name="members")
    for name in (*MORE, *SWITCHES, *NUMBERS):
        op.drop_column("members", name)
