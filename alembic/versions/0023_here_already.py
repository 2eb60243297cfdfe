"""which news of the bot a member heard last"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("members", sa.Column("news_heard", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("members", "news_heard")
