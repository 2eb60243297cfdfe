"""the link a member came by, who answered lately, and audiences kept under a name"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWERED = sa.text("state = 'answered'")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("members", sa.Column("joined_via", sa.String(), nullable=True))
    op.create_table(
        "audiences",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
    )
    op.create_index(
        "ix_prompts_answered",
        "prompts",
        ["discipline", "asked_at", "member_id"],
        sqlite_where=ANSWERED,
        postgresql_where=ANSWERED,
    )


def downgrade() -> None:
    op.drop_index(
        "ix_prompts_answered", "prompts", sqlite_where=ANSWERED, postgresql_where=ANSWERED
    )
    op.drop_table("audiences")
    op.drop_column("members", "joined_via")
