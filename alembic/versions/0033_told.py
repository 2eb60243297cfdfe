"""what happened that staff are told of, who is to be told, and when each wants to be"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "happenings",
        sa.Column("id", serial, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("program_id", sa.String(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        _goes_with("happenings", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name="pk_happenings"),
    )
    op.create_index("ix_happenings_at", "happenings", ["at"])
    op.create_index("ix_happenings_member_id", "happenings", ["member_id"])
    op.create_index("ix_happenings_kind_subject_id", "happenings", ["kind", "subject_id"])
    op.create_table(
        "tellings",
        sa.Column("happening_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=True),
        _goes_with("tellings", "happening_id", "happenings"),
        _goes_with("tellings", "member_id", "members"),
        sa.PrimaryKeyConstraint("happening_id", "member_id", name="pk_tellings"),
    )
    op.create_index(
        "ix_tellings_member_id_letter_id_due_at", "tellings", ["member_id", "letter_id", "due_at"]
    )
    op.create_table(
        "telling_times",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        _goes_with("telling_times", "member_id", "members"),
        sa.PrimaryKeyConstraint("member_id", name="pk_telling_times"),
    )


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Nothing of all this has a place in the earlier schema, and goes."""
    for table in ("telling_times", "tellings", "happenings"):
        op.drop_table(table)
