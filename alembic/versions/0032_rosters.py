"""lists of people that staff sent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "rosters",
        sa.Column("id", serial, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rosters"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rosters_made_at", "rosters", ["made_at"])
    op.create_table(
        "roster_people",
        sa.Column("roster_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("added", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["rosters.id"], name="fk_roster_people_roster_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_roster_people_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("roster_id", "member_id", name="pk_roster_people"),
    )
    op.create_index("ix_roster_people_member_id", "roster_people", ["member_id"])


def downgrade() -> None:
    """Lists are worked off within days; those that wait are sent anew."""
    op.drop_table("roster_people")
    op.drop_table("rosters")
