"""sequences: what is said so many days before or after a date"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "sequences",
        sa.Column("id", serial, nullable=False),
        sa.Column("cohort_id", sa.BigInteger(), nullable=True),
        sa.Column("program_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _goes_with("sequences", "cohort_id", "cohorts"),
        sa.PrimaryKeyConstraint("id", name="pk_sequences"),
    )
    op.create_table(
        "sequence_messages",
        sa.Column("id", serial, nullable=False),
        sa.Column("sequence_id", sa.BigInteger(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _goes_with("sequence_messages", "sequence_id", "sequences"),
        sa.PrimaryKeyConstraint("id", name="pk_sequence_messages"),
    )
    op.create_table(
        "sequence_deliveries",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        _goes_with("sequence_deliveries", "message_id", "sequence_messages"),
        _goes_with("sequence_deliveries", "member_id", "members"),
        sa.PrimaryKeyConstraint("message_id", "member_id", name="pk_sequence_deliveries"),
    )
    for table, column in (
        ("sequences", "cohort_id"),
        ("sequences", "program_id"),
        ("sequences", "state"),
        ("sequence_messages", "sequence_id"),
        ("sequence_deliveries", "member_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Nothing of all this has a place in the earlier schema, and goes."""
    for table in ("sequence_deliveries", "sequence_messages", "sequences"):
        op.drop_table(table)
