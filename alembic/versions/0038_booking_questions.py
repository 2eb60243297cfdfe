"""what is asked at booking, and what was answered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "booking_questions",
        sa.Column("id", serial, nullable=False),
        sa.Column("program_id", sa.String(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_booking_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_booking_questions_program_id", "booking_questions", ["program_id"])
    op.create_table(
        "booking_answers",
        sa.Column("question_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goes_with("booking_answers", "question_id", "booking_questions"),
        _goes_with("booking_answers", "member_id", "members"),
        sa.PrimaryKeyConstraint("question_id", "member_id", name="pk_booking_answers"),
    )
    op.create_index("ix_booking_answers_member_id", "booking_answers", ["member_id"])


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Nothing of all this has a place in the earlier schema, and goes."""
    for table in ("booking_answers", "booking_questions"):
        op.drop_table(table)
