"""whether an answer is on the page of a vision, and the order in which a member meets the disciplines"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("answers", sa.Column("on_page", sa.Boolean(), nullable=True))
    op.add_column("members", sa.Column("journey_order", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("members", "journey_order")
    op.drop_column("answers", "on_page")
