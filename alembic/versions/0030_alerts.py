"""alerts, and whether Telegram froze the bot"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    open_ = sa.text("over_at IS NULL")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "alerts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("since", moment, nullable=False),
        *(
            sa.Column(name, moment, nullable=True)
            for name in ("well_since", "over_at", "told_at", "over_told_at")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
    )
    op.create_index(
        "ix_alerts_open",
        "alerts",
        ["name"],
        unique=True,
        sqlite_where=open_,
        postgresql_where=open_,
    )
    op.create_index("ix_alerts_over_at", "alerts", ["over_at"])
    op.add_column(
        "pace", sa.Column("frozen", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("pace", "frozen")
    op.drop_table("alerts")
