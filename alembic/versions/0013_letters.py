"""why a round paused by itself, what its report shows, and which announcements are for people who answered something"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ANNOUNCEMENTS = sa.table(
    "announcements",
    sa.column("id", sa.BigInteger),
    sa.column("audience", sa.JSON),
    sa.column("private", sa.Boolean),
)


def upgrade() -> None:
    op.add_column("rounds", sa.Column("paused_for", sa.String(), nullable=True))
    op.add_column("rounds", sa.Column("shown", sa.String(), nullable=True))
    op.add_column("rounds", sa.Column("stuck_at", sa.Integer(), nullable=True))
    op.add_column(
        "announcements",
        sa.Column("private", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    rows = op.get_bind().execute(sa.select(ANNOUNCEMENTS.c.id, ANNOUNCEMENTS.c.audience))
    for one in [number for number, audience in rows if _says_answered(audience)]:
        op.execute(ANNOUNCEMENTS.update().where(ANNOUNCEMENTS.c.id == one).values(private=True))


def downgrade() -> None:
    op.drop_column("announcements", "private")
    op.drop_column("rounds", "stuck_at")
    op.drop_column("rounds", "shown")
    op.drop_column("rounds", "paused_for")


def _says_answered(node: Any) -> bool:
    """Whether a condition about answers is anywhere in an audience."""
    if isinstance(node, dict):
        return node.get("is") == "discipline" or any(map(_says_answered, node.values()))
    return isinstance(node, list) and any(map(_says_answered, node))
