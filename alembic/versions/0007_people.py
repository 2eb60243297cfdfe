"""when and under which username people are there; cohorts, who is in them, and alumni"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["member_id"], ["members.id"], name=op.f(f"fk_{table}_member_id"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.add_column("members", sa.Column("username", sa.LargeBinary(), nullable=True))
    op.add_column("members", sa.Column("seen_on", sa.Date(), nullable=True))
    op.add_column("members", sa.Column("left_at", MOMENT, nullable=True))
    op.create_table(
        "cohorts",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("program_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("slug", name=op.f("uq_cohorts_slug")),
    )
    op.create_index(op.f("ix_cohorts_program_id"), "cohorts", ["program_id"])
    op.create_index(op.f("ix_cohorts_state_last_day"), "cohorts", ["state", "last_day"])
    op.create_table(
        "memberships",
        sa.Column("cohort_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_memberships_cohort_id"), ondelete="CASCADE"
        ),
        _member("memberships"),
        sa.PrimaryKeyConstraint("cohort_id", "member_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_member_id"), "memberships", ["member_id"])
    op.create_table(
        "alumni",
        sa.Column("program_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("marked_by", sa.BigInteger(), nullable=True),
        _member("alumni"),
        sa.PrimaryKeyConstraint("program_id", "member_id", name=op.f("pk_alumni")),
    )
    op.create_index(op.f("ix_alumni_member_id"), "alumni", ["member_id"])


def downgrade() -> None:
    op.drop_table("alumni")
    op.drop_table("memberships")
    op.drop_table("cohorts")
    for column in ("left_at", "seen_on", "username"):
        op.drop_column("members", column)
