"""lists of people in their order, and how things stood for each before"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.add_column(
        "roster_people",
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("roster_people", sa.Column("was", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("roster_people", "was")
    op.drop_column("roster_people", "position")
